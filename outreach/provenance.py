"""Provenance: what is sent to us comes from a page of ours, made for whom it speaks for."""

from flask import request

from outreach import archive, endpoints, forgery, phones, session_cookie
from store.errors import NotAllowed
from store.pepper import derived


class Forged(NotAllowed):
    """A form that no page of ours sent, or one made for another session."""


def form_token() -> str:
    """What every form of a person we know must carry."""
    return forgery.token(_form_owner(), key=_form_key())


def refuse_foreign_pages() -> None:
    """Raise Forged for what no page of ours sent; a stranger's phone may keep silent about it."""
    sender = forgery.sender(
        fetch_site=request.headers.get("Sec-Fetch-Site"),
        origin=request.headers.get("Origin"),
        our_origin=request.host_url.rstrip("/"),
    )
    # Old phones say nothing. Where nobody is signed in, nothing can be done in anybody's name.
    trusted = {"ours", "unsaid"} if request.endpoint in endpoints.KIOSK_ENDPOINTS else {"ours"}
    if sender not in trusted:
        raise Forged(f"{request.endpoint} was sent by a page that is {sender}")


def refuse_foreign_forms() -> None:
    """Raise Forged for a form that was made for another session, or for none."""
    given = request.form.get("form_token", "")
    if not forgery.is_genuine(given, _form_owner(), key=_form_key()):
        raise Forged(f"{request.endpoint} got the form of another session")


def _form_owner() -> str:
    """Whose forms these are: a session's, or an enrolled phone's."""
    return session_cookie.read() if phones.known() is None else phones.kept_token()


def _form_key() -> bytes:
    return derived(archive.here().pepper(), "forms")
