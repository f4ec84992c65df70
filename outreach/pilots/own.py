"""A pilot's own: the requests in one's care are loaded here, and nobody else's."""

from contextlib import suppress

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments
from outreach.pilots import duties, rules
from store import accepting, events
from store.errors import NotFound
from store.referrals import Referral

LONGEST_TEXT = 300


def referral(referral_id: int) -> Referral:
    """This request, if it is in the care of who asks, today. Raises NotFound for all others."""
    today = clock.local_now().date()
    return accepting.in_care(archive.here().db(), referral_id, of=access.person().id, on=today)


def page(
    found: Referral,
    *,
    done: str = "",
    told: dict[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    """A request with its next step; `told` is shown once, `done` and `problem` name sentences."""
    return fragments.respond(
        "pilots/referral.html",
        "pilots/_referral.html",
        status=status,
        referral=found,
        duty=duties.of(found, access.person()),
        events=events.for_referral(archive.here().db(), found.id),
        exits=rules.exits(found),
        card_address=f"{town.here().office.domain()}/c/{found.code}",
        told=told,
        email_link=rules.email_link(told["contact"]) if told else "",
        dialled=rules.dialled(told["contact"]) if told else "",
        done=done,
        problem=problem,
    )


def answer(referral_id: int, *, done: str) -> ResponseReturnValue:
    """After something was done: the request as it now is, or the way to it."""
    if fragments.is_wanted():
        return page(referral(referral_id), done=done)
    address = url_for("pilot_referrals.show", referral_id=referral_id, done=done)
    return redirect(address, code=303)


def changed(error: Exception) -> ResponseReturnValue:
    """What to say if a request was no longer as the form had it: how it is now."""
    with suppress(NotFound):
        found = referral((request.view_args or {})["referral_id"])
        return page(found, problem="changed", status=409)
    return redirect(url_for("pilots.start", done="not_mine"), code=303)


def typed_text() -> str | None:
    """The words for the coordinator in the form of this request, cut to their length."""
    return " ".join(request.form.get("text", "").split())[:LONGEST_TEXT] or None
