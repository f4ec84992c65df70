"""The demo town's people: who coordinates, goes along, hands off, and who came to the doors."""

import hashlib
import tomllib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from kiosk.clock import TOWN_TIME
from kiosk.read_aloud import VERSION
from outreach.demo.town import HERE
from store import (
    accepting,
    districts,
    hand_offs,
    invitations,
    office_keys,
    people,
    pilots,
    proposals,
    referrals,
    sealing,
    staff_cards,
)
from store.database import Database
from store.hand_offs import Entry, Request
from store.people import Person, Role
from store.referrals import Consent, Referral, Wish

Content = dict[str, Any]

TRAINED_FOR = timedelta(days=365)
ROLES: tuple[Role, ...] = ("coordinator", "pilot", "key_person")


@dataclass(frozen=True, slots=True)
class Way:
    """A way in for one of the invented people, once; `path` is where it leads."""

    person: Person
    path: str


@dataclass(frozen=True, slots=True)
class _Office:
    """Where the invented people are written to."""

    db: Database
    keys: Database
    seal_for: EllipticCurvePublicKey
    now: datetime


def build(db: Database, folder: Path, *, now: datetime) -> None:
    """Bring the invented people and their requests into the town that was built in `db`."""
    invented = _invented()
    here = _Office(db, sealing.open_keys(folder), office_keys.make(folder), now)
    known = {told["name"]: _welcome(here, role, told) for role in ROLES for told in invented[role]}
    for told in invented["request"]:
        _ask(here, told, known)
    for told in invented["proposal"]:
        _bring(here, told)


def ways_in(db: Database, *, now: datetime) -> list[Way]:
    """A new way in for the first coordinator, pilot and key person; earlier ones are void."""
    invented = _invented()
    everyone = {person.name: person for person in people.everyone(db) if not person.is_revoked}
    found = []
    for role in ROLES:
        told = next((told for told in invented[role] if told["name"] in everyone), None)
        if told is not None:
            person = everyone[told["name"]]
            found.append(Way(person, _path(db, person, told, now)))
    return found


def _path(db: Database, person: Person, told: Content, now: datetime) -> str:
    if person.role != "key_person":
        return f"/demo/{invitations.renew(db, person.id, now=now)}"
    district_id = districts.named(db, told["district"]).id
    work = {"workplace": told["workplace"], "district_id": district_id}
    return f"/hand-off/card#{staff_cards.issue(db, person.id, **work, now=now)}"


def _invented() -> Content:
    return tomllib.loads((HERE / "people.toml").read_text("utf-8"))


def _welcome(here: _Office, role: Role, told: Content) -> Person:
    db, today = here.db, here.now.date()
    person = people.welcome(db, role=role, name=told["name"], email=told["email"], now=here.now)
    people.qualify(
        db,
        person.id,
        trained_until_on=today + TRAINED_FOR,
        confidential_since_on=today - TRAINED_FOR,
    )
    if role == "pilot":
        pilots.describe(
            db,
            person.id,
            capacity=2,
            languages=told["languages"],
            districts=told["districts"],
            times=told["times"],
        )
    return person


def _ask(here: _Office, told: Content, known: dict[str, Person]) -> None:
    at = here.now - timedelta(days=told["days_ago"], hours=1)
    entry_id = str(uuid.uuid4())
    wish, record = _wish(here, told), f"referral:{entry_id}"
    envelope = sealing.seal(here.seal_for, record, {k: told[k] for k in ("name", "contact")})
    if "handed_off_by" in told:
        consent = Consent(VERSION, told["language"], "read_aloud")
        entry = Entry(
            id=entry_id,
            digest=hashlib.sha256(entry_id.encode()).hexdigest(),
            reason=told["reason"],
            district=told["district"],
            code="",
            handed_off_at=at,
            day=at.astimezone(TOWN_TIME).date(),
            is_clock_off=False,
            request=Request(wish, consent, envelope),
        )
        by = known[told["handed_off_by"]].id
        hand_offs.take_in(here.db, here.keys, entry, person_id=by, now=at)
        return
    asked = referrals.ask(
        here.db,
        here.keys,
        record=record,
        wish=wish,
        consent=Consent(VERSION, told["language"], "on_the_page"),
        envelope=envelope,
        now=at,
    )
    _accept(here, asked, told, known)


def _bring(here: _Office, told: Content) -> None:
    record = f"proposal:{uuid.uuid4()}"
    district = told.get("district")
    proposals.take_in(
        here.db,
        here.keys,
        record=record,
        door=told["door"],
        language=told["language"],
        district_id=districts.named(here.db, district).id if district else None,
        envelope=sealing.seal(here.seal_for, record, told["words"]),
        now=here.now - timedelta(days=told["days_ago"], hours=2),
    )


def _accept(here: _Office, asked: Referral, told: Content, known: dict[str, Person]) -> None:
    if "accepted_by" in told:
        at = asked.created_at + timedelta(days=1)
        accepting.accept(here.db, asked.id, by=known[told["accepted_by"]].id, now=at)


def _wish(here: _Office, told: Content) -> Wish:
    return Wish(
        language=told["language"],
        best_time=told["best_time"],
        comes_along=told["comes_along"],
        district_id=districts.named(here.db, told["district"]).id,
    )
