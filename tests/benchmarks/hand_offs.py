"""Hand-offs: fifty phones find a network at once; and what the time of an answer betrays."""

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from outreach.app import create_app
from outreach.demo import town
from store import database, devices, office, office_keys, people, staff_cards
from store.database import Database
from tests.benchmarks.figure import Figure
from tests.entries import Body, with_consent
from tests.serving import serving

PHONES = 50
QUEUED = 20
TRIES = 200


@dataclass(frozen=True, slots=True)
class Phone:
    """A key person's phone with what has waited on it."""

    token: str
    queue: list[Body]


def figures(*, seconds: float) -> Iterator[Figure]:
    """What the issue asks of `POST /hand-off/entries`, and of guessing cards and phones."""
    with TemporaryDirectory(prefix="begegnung-") as name:
        folder = Path(name)
        _found(folder)
        yield from _all_at_once(folder)
        yield from _guesses(folder)


def _found(folder: Path) -> None:
    shutil.copyfile(town.HERE / office.FILE_NAME, folder / office.FILE_NAME)
    db = database.open(folder / database.FILE_NAME)
    database.migrate(db)
    db.close()
    office_keys.make(folder)


def _all_at_once(folder: Path) -> Iterator[Figure]:
    db = database.open_office(folder)
    phones = [_phone(db, folder) for _ in range(PHONES)]
    with serving(folder) as address, ThreadPoolExecutor(PHONES) as crowd:
        start = Barrier(PHONES)
        began = perf_counter()
        sent = list(crowd.map(lambda phone: _send_all(address, phone, start), phones))
        elapsed = perf_counter() - began
    took = sorted(each for answers in sent for each in answers)
    told = f"{PHONES} phones with {QUEUED} each, {elapsed:.1f} s in all"
    yield Figure("hand-off, kept of those acknowledged", _stored(db), "", must_equal=len(took))
    yield Figure("hand-off, p50", _percentile(took, 0.5), "ms")
    yield Figure("hand-off, p99", _percentile(took, 0.99), "ms", at_most=500, beside=told)
    yield Figure("hand-off, longest", took[-1], "ms")
    db.close()


def _percentile(took: list[float], share: float) -> float:
    return took[min(len(took) - 1, int(share * len(took)))]


def _send_all(address: str, phone: Phone, start: Barrier) -> list[float]:
    """Milliseconds until each entry was acknowledged, one after the other as the tool sends."""
    line = HTTPConnection(urlsplit(address).netloc)
    headers = {
        "Authorization": f"Bearer {phone.token}",
        "Content-Type": "application/json",
        "Origin": address,
    }
    start.wait()
    took = []
    for body in phone.queue:
        began = perf_counter()
        line.request("POST", "/hand-off/entries", json.dumps(body), headers)
        answer = line.getresponse()
        told = json.loads(answer.read())
        took.append((perf_counter() - began) * 1000)
        assert answer.status == 201 and told["id"] == body["id"], (answer.status, told)
    line.close()
    return took


def _phone(db: Database, folder: Path) -> Phone:
    now = datetime.now(UTC)
    person = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=now)
    people.train(db, person.id, until_on=date(now.year + 1, 12, 31))
    people.bind(db, person.id, since_on=now.date())
    token = devices.begin(db, person.id, name="Chrome, Android", now=now)
    office_key = office_keys.public(folder)
    return Phone(token, [with_consent(office_key, at=now) for _ in range(QUEUED)])


def _stored(db: Database) -> int:
    sql = "SELECT count(*) FROM hand_off JOIN referral ON referral.id = referral_id"
    return int(db.execute(sql).fetchone()[0])


def _guesses(folder: Path) -> Iterator[Figure]:
    """An ended card or phone and one that never was must not be told apart by a clock."""
    db, phone = database.open_office(folder), create_app(folder).test_client()
    now = datetime.now(UTC)
    amira = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=now)
    dead_card = staff_cards.issue(db, amira.id, workplace="", district_id=None, now=now)
    dead_token = devices.begin(db, amira.id, name="", now=now)
    staff_cards.end(db, amira.id, now=now)
    for what, known, unknown in (
        ("card", _try_card(db, phone, dead_card), _try_card(db, phone, f"{dead_card[::-1]}")),
        ("phone", _try_token(phone, dead_token), _try_token(phone, dead_token[::-1])),
    ):
        took = [(_milliseconds(known), _milliseconds(unknown)) for _ in range(TRIES)]
        ended, never = (median(each) for each in zip(*took, strict=True))
        told = f"{ended:.2f} and {never:.2f} ms, n = {TRIES}"
        yield Figure(
            f"ended and unknown {what}, apart", abs(ended - never), "ms", at_most=1, beside=told
        )
    db.close()


def _milliseconds(ask: Callable[[], None]) -> float:
    began = perf_counter()
    ask()
    return (perf_counter() - began) * 1000


def _try_card(db: Database, phone: FlaskClient, secret: str) -> Callable[[], None]:
    def ask() -> None:
        db.execute("DELETE FROM allowance")
        sent = {"secret": secret, "pin": "271828"}
        answer = phone.post("/hand-off/card", json=sent, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 404

    return ask


def _try_token(phone: FlaskClient, token: str) -> Callable[[], None]:
    def ask() -> None:
        headers = {"Authorization": f"Bearer {token}"}
        assert phone.get("/hand-off/mine", headers=headers).status_code == 401

    return ask
