"""What was asked of a passkey, and what this request answers: each challenge once, to its asker."""

import logging

from flask import Response, current_app, request

from kiosk import clock, town
from outreach import access, archive
from outreach.sign_in import ceremonies
from outreach.sign_in.ceremonies import NotProved, Site
from store import challenges, passkeys
from store.errors import Gone, NotFound
from store.passkeys import PublicKey
from store.people import Person

log = logging.getLogger(__name__)


def site() -> Site | None:
    """The site of this request, if passkeys are possible here."""
    return ceremonies.site(request.host_url, office=town.here().office)


def to_make(token: str) -> Response:
    """Ask for a new passkey of the person who is here; the question belongs to this token."""
    here, person = archive.here(), access.person()
    options = ceremonies.creation_options(
        person,
        known=passkeys.for_person(here.db(), person.id),
        challenge=challenges.pose(here.db(), token, now=clock.now()),
        site=_site(),
        office=town.here().office,
        pepper=here.pepper(),
    )
    return current_app.response_class(options, mimetype="application/json")


def to_use(token: str, person: Person | None) -> Response:
    """Ask for a passkey of this person, or of whoever it may be; it belongs to this token."""
    db = archive.here().db()
    options = ceremonies.request_options(
        known=passkeys.for_person(db, person.id) if person else [],
        challenge=challenges.pose(db, token, now=clock.now()),
        site=_site(),
    )
    return current_app.response_class(options, mimetype="application/json")


def made(token: str) -> PublicKey | None:
    """The new passkey this request brings, if it answers what was asked of this token."""
    try:
        challenge = challenges.take(archive.here().db(), token, now=clock.now())
        return ceremonies.made(_answer(), challenge=challenge, site=_site())
    except (Gone, NotProved):
        return None


def whose(token: str) -> Person | None:
    """Whose passkey answers, in this request, what was asked of this token; None if nobody's."""
    db, now = archive.here().db(), clock.now()
    try:
        challenge = challenges.take(db, token, now=now)
        passkey = passkeys.named(db, ceremonies.named(_answer()))
        count = ceremonies.used(_answer(), passkey, challenge=challenge, site=_site())
    except (Gone, NotFound, NotProved):
        return None
    person = passkeys.use(db, passkey, sign_count=count, now=now)
    if person is None:
        log.warning("passkey %d signed and was refused: revoked, or it may be a copy", passkey.id)
    return person


def _answer() -> str:
    return request.form.get("credential", "")


def _site() -> Site:
    found = site()
    if found is None:
        raise NotFound("there are no passkeys on this host")
    return found
