"""What strangers bring to the doors: the form, and the way from there into a sealed box."""

import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from flask import g, render_template
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from kiosk.requests import CONTACT, TooMany
from store import allowances, districts, office_keys, proposals, sealing
from store.errors import NotWritten
from store.proposals import Door, Proposal
from store.sealing import BadEnvelope

# What each door asks for, and how long that may be (characters).
FIELDS: dict[Door, dict[str, int]] = {
    "help": {"name": 80, "contact": 120, "languages": 120, "what": 1000},
    "offer": {"what": 1000, "where": 200, "when": 300, "name": 120, "contact": 120},
    "idea": {"what": 1500, "contact": 120},
}
MAY_STAY_EMPTY: dict[Door, tuple[str, ...]] = {
    "help": ("languages", "what"),
    "offer": (),
    "idea": ("contact",),
}

# For the whole town: no person is told from another here.
PROPOSALS_A_MINUTE = 10
PROPOSALS_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What somebody typed at a door, and what is still missing."""

    door: Door
    record: str
    words: Mapping[str, str]
    district: str
    errors: tuple[str, ...] = ()

    @classmethod
    def parse(cls, door: Door, form: Mapping[str, str]) -> "ProposalForm":
        """Read the form; what is missing is named in `errors` by its field, what is too long too.

        What was typed stays as it is, so that nobody has to type it again.
        """
        words = {field: form.get(field, "").strip() for field in FIELDS[door]}
        missing = [f for f, said in words.items() if not said and f not in MAY_STAY_EMPTY[door]]
        long = [f"{f}_too_long" for f, said in words.items() if len(said) > FIELDS[door][f]]
        contact = words["contact"]
        if contact and not CONTACT.search(contact):
            missing.append("contact")
        district = form.get("district", "")
        return cls(door, _record(form.get("record", "")), words, district, (*missing, *long))


def fresh_page(door: Door) -> str:
    """The form before anything was typed."""
    return _page(ProposalForm.parse(door, {}), errors=())


def take_in(door: Door, sent: Mapping[str, str]) -> ResponseReturnValue:
    """Seal what was typed and keep it; where that fails the form again, no word lost."""
    form = ProposalForm.parse(door, sent)
    if form.errors:
        return _page(form, errors=form.errors), 422
    try:
        _count()
        _keep(form)
    except BadEnvelope:
        return _page(form, errors=("what_too_long",)), 422
    except TooMany:
        return _page(form, errors=("too_many",)), 429
    except NotWritten:
        return _page(form, errors=("not_saved",)), 503
    return render_template("kiosk/brought.html", door=door, has_contact=bool(form.words["contact"]))


def _keep(form: ProposalForm) -> Proposal:
    place, record = town.here(), f"proposal:{form.record}"
    named = [d for d in districts.everywhere(place.reading()) if d.name == form.district]
    words = {field: said for field, said in form.words.items() if said}
    return proposals.take_in(
        place.taking_in(),
        place.keys(),
        record=record,
        door=form.door,
        language=g.language.prefix,
        district_id=named[0].id if named else None,
        envelope=sealing.seal(office_keys.public(place.folder), record, words),
        now=clock.now(),
    )


def _page(form: ProposalForm, *, errors: tuple[str, ...]) -> str:
    return render_template(
        "kiosk/door.html",
        door=form.door,
        form=form,
        longest=FIELDS[form.door],
        errors=errors,
        districts=districts.everywhere(town.here().reading()),
    )


def _count() -> None:
    rate = {"per_minute": PROPOSALS_A_MINUTE, "at_once": PROPOSALS_AT_ONCE}
    if not allowances.take(town.here().taking_in(), "proposal", at=time.time(), **rate):
        raise TooMany("proposals")


def _record(sent: str) -> str:
    """The id made when the form was opened, so that a second tap on "send" is the same proposal."""
    with suppress(ValueError):
        return str(uuid.UUID(sent))
    return str(uuid.uuid4())
