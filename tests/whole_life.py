"""A request with everything that can be known about somebody, and a search for what is left."""

import base64
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from store import codes, events, moments, office_keys, people, referrals, sealing
from store.database import Database, insert
from store.referrals import Consent, Referral, Wish

NAME, CONTACT, NOTE, TYPED = "Rosa Größer", "030 23125 777", "Tochter Elif nimmt ab", "QQ7ZZ"
TOLD = {"name": NAME, "contact": CONTACT}


def ask(
    db: Database, folder: Path, record: str, *, now: datetime, code: str | None = None
) -> Referral:
    """Somebody asks for company, on a page or with a card in their hand."""
    return referrals.ask(
        db,
        sealing.open_keys(folder),
        record=f"referral:{record}",
        wish=Wish("de", "any", comes_along=True),
        consent=Consent(1, "de", "on_the_page"),
        envelope=sealing.seal(office_keys.public(folder), f"referral:{record}", TOLD),
        code=code,
        now=now,
    )


def readable(db: Database, folder: Path, referral: Referral) -> bool:
    """Whether the office can still read what this person told."""
    box = referrals.get(db, referral.id).box
    try:
        keys = sealing.open_keys(folder)
        return box is not None and bool(
            sealing.read(keys, office_keys.private(folder), referral.record, box)
        )
    except sealing.CannotOpen:
        return False


@dataclass(frozen=True)
class Life:
    """Amira gave a card with consent, Jonas said yes, called, wrote a note and made a date."""

    referral: Referral
    amira: int
    jonas: int
    sealed: tuple[bytes, ...]

    def traces(self, folder: Path) -> list[str]:
        """Where something of the person stands, in any file below this folder: file, word."""
        return [
            f"{name}: {word!r}"
            for name, content in contents(folder).items()
            for word in (NAME, CONTACT, NOTE, TYPED, *self.sealed)
            if any(spelling in content for spelling in _spellings(word))
        ]


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in each file below a folder, logs and all, whoever works with them.

    Another process copies them: closing a file ends all locks this process has on it, and SQLite
    relies on those.
    """
    with TemporaryDirectory() as copy:
        subprocess.run(["/bin/cp", "-r", str(folder), copy], check=True)
        files = [path for path in sorted(Path(copy).rglob("*")) if path.is_file()]
        return {path.name: path.read_bytes() for path in files}


def lead(db: Database, folder: Path, *, offer_id: int, now: datetime) -> Life:
    """Live through everything up to the date that was agreed."""
    amira = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=now).id
    jonas = people.welcome(db, role="pilot", name="Jonas Brandt", email="j@m.example", now=now).id
    card = _card(db, amira, now)
    referral = ask(db, folder, "life", code=card, now=now)
    _hand_over(db, amira, referral, now)
    for state in ("accepted", "reached", "arranged"):
        referrals.step(db, referral.id, state, by_role="pilot", by_person=jonas, now=now)
    events.record(db, referral.id, "help_wanted", by_role="pilot", text=NOTE, now=now)
    _accompany(db, referral, jonas, offer_id, now)
    keys = sealing.open_keys(folder)
    [[epk, wrapped]] = keys.execute(
        "SELECT epk, wrapped FROM wrapped_key WHERE record = ?", [referral.record]
    )
    assert referral.box
    return Life(referral, amira, jonas, (referral.box[12:60], epk, wrapped))


def _card(db: Database, holder: int, now: datetime) -> str:
    code = codes.issue(db, now=now)
    run = {"languages": "de,tr", "holder_id": holder, "printed_at": moments.written(now)}
    insert(db, "card_run", run)
    insert(db, "card", {"code": code, "run_id": 1})
    return code


def hand_off(db: Database, person_id: int, receipt: str, *, now: datetime, **more: object) -> None:
    """Somebody was handed off: a card that was given, where nothing else is said."""
    at = moments.written(now)
    insert(db, "receipt", {"entry": receipt, "digest": "", "receipt": receipt, "given_at": at})
    row = {"receipt": receipt, "person_id": person_id, "kind": "card", "reason": "company"}
    insert(db, "hand_off", row | {"handed_off_at": at, "received_at": at} | more)


def _hand_over(db: Database, amira: int, referral: Referral, now: datetime) -> None:
    more = {"kind": "consent", "referral_id": referral.id, "card_code": referral.code}
    hand_off(db, amira, "r1", now=now, typed_code=TYPED, **more)


def _accompany(db: Database, referral: Referral, jonas: int, offer_id: int, now: datetime) -> None:
    at, of = moments.written(now), {"referral_id": referral.id}
    attempt = {"by_person": jonas, "channel": "call", "was_reached": 1, "at": at}
    insert(db, "contact_attempt", of | attempt)
    visit = {"offer_id": offer_id, "schedule_id": 1, "day": "2026-05-12", "arranged_at": at}
    insert(db, "visit", of | visit | {"agreed_on": "2026-05-12"})
    for path in (f"/pilot/referrals/{referral.id}", f"/desk/referrals/{referral.id}?from=mail"):
        mail(db, jonas, path, now=now)


def mail(db: Database, person_id: int, path: str, *, now: datetime) -> None:
    """Something waits for somebody we know."""
    at = moments.written(now)
    row = {"person_id": person_id, "kind": "waiting", "path": path, "created_at": at}
    insert(db, "mail", row | {"next_try_at": at})


def _spellings(word: str | bytes) -> list[bytes]:
    """The word as text, as UTF-16, and within base64, wherever in three bytes it begins."""
    if isinstance(word, bytes):
        return [word, *_within_base64(word), word.hex().encode()]
    plain = word.encode()
    return [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), *_within_base64(plain)]


def _within_base64(content: bytes) -> list[bytes]:
    # Only the symbols that do not depend on what stands around: each tells six bits.
    return [
        base64.b64encode(bytes(before) + content)[first : (before + len(content)) * 8 // 6]
        for before, first in ((0, 0), (1, 2), (2, 3))
    ]
