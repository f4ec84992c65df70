"""What key persons hand off in these stories, and what the office reads of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from store import codes, office_keys, referrals, sealing
from store.database import insert
from store.hand_offs import Entry, Request
from store.referrals import Consent, Wish
from tests.entries import TOLD

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


def given(**changed):
    """A card was given, at eight in the morning."""
    entry = Entry(
        id=str(uuid4()),
        digest="first",
        reason="company",
        district="Altstadt",
        code="",
        handed_off_at=NOW,
        day=date(2026, 5, 5),
        is_clock_off=False,
    )
    return replace(entry, **changed)


def agreed(folder, *, told=TOLD, key=None, **changed):
    """Rosa agreed to be called."""
    entry = given(**changed)
    envelope = sealing.seal(key or office_keys.make(folder), f"referral:{entry.id}", told)
    wish = Wish(language="tr", best_time="evening", comes_along=True)
    return replace(entry, request=Request(wish, Consent(1, "tr", "read_aloud"), envelope))


def print_card(db):
    """The code of a card that lies in somebody's pocket."""
    code = codes.issue(db, now=NOW)
    run = {"languages": "de,tr", "printed_at": NOW.isoformat()}
    run_id = db.table("card_run").insert(run).last_pk
    insert(db, "card", {"code": code, "run_id": run_id})
    return code


def answer(db, keys, folder, card):
    """Somebody scans the card and asks for company."""
    return referrals.ask(
        db,
        keys,
        record=f"referral:{card}",
        wish=Wish(language="de", best_time="any", comes_along=True),
        consent=Consent(1, "de", "on_the_page"),
        envelope=sealing.seal(office_keys.make(folder), f"referral:{card}", TOLD),
        code=card,
        now=NOW,
    )


def told(db, keys, folder, referral_id):
    """What the office reads of a referral."""
    referral = referrals.get(db, referral_id)
    return sealing.read(keys, office_keys.private(folder), referral.record, referral.box)
