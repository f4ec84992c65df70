"""Two years of requests for the big town: 20,000 of them with their events, and the cards given.

Written in bulk, with the same dice on every machine. Nobody's name or contact is in it: boxes stay
empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from store import event_chain, moments, people, referrals
from store.database import Database, Row, rows, transaction
from store.languages import LANGUAGES
from store.retention_rules import RULES

REFERRALS = 20_000
DAYS = 730
WAY = ("handed_off", "accepted", "reached", "arranged", "accompanied", "came_back")

# How likely the next step is, how many days it takes on average, and how it ends otherwise.
ONWARD = {
    "handed_off": (0.86, 2.0, "no_pilot"),
    "accepted": (0.82, 2.5, "not_reached"),
    "reached": (0.78, 6.0, "no_offer"),
    "arranged": (0.85, 9.0, "declined"),
    "accompanied": (0.7, 12.0, "passed_on"),
}
CHANNELS = {"card": 45, "consent": 35, "own": 20}
SPOKEN = {"de": 60, "tr": 14, "ar": 12, "uk": 8, "ru": 6}
ANSWERED_OF_CARDS = 0.4


@dataclass
class _Books:
    """What is to be written, table by table."""

    chance: Random
    now: datetime
    districts: list[Row]
    offers: list[int]
    placements: list[int]
    key_persons: list[int]
    pilots: list[int]
    code: Iterator[int] = field(default_factory=lambda: count(1))
    tables: dict[str, list[Row]] = field(default_factory=dict)
    events: list[Row] = field(default_factory=list)

    def add(self, table: str, row: Row) -> None:
        self.tables.setdefault(table, []).append(row)

    def at(self, moment: datetime) -> str:
        return moments.written(moment)


def fill(db: Database, *, now: datetime, number: int = REFERRALS, days: int = DAYS) -> None:
    """Bring so many requests of so many days before `now` into a town that has offers and places.

    Also the cards nobody answered, the counters of hand-offs, and searches that found nothing.
    """
    books = _opened(db, now)
    for referral_id in range(1, number + 1):
        ago = timedelta(days=days * books.chance.random() ** 0.8)
        _ask(books, referral_id, now - ago)
    _search(books, days)
    with transaction(db):
        db.execute("INSERT INTO card_run VALUES (1, 'de', NULL, ?)", [books.at(now)])
        for table in ("code", "receipt", "card", "referral", "hand_off", "empty_search_day"):
            _insert(db, table, books.tables[table])
        _insert(db, "event", list(_chained(books.events)))
        db.execute(
            "INSERT INTO hand_off_day SELECT date(h.handed_off_at), h.kind, h.reason,"
            " coalesce(d.name, ''), count(*) FROM hand_off h"
            " LEFT JOIN district d ON d.id = h.district_id GROUP BY 1, 2, 3, 4"
        )
    retention_of_cards = next(rule for rule in RULES if rule.table == "hand_off")
    retention_of_cards.apply(db, now=now)


def _opened(db: Database, now: datetime) -> _Books:
    db.execute("DELETE FROM hand_off")
    for table in ("visit", "contact_attempt", "consent", "card", "card_run"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DROP TRIGGER events_remain")
    for table in ("event", "referral", "receipt", "hand_off_day"):
        db.execute(f"DELETE FROM {table}")
    db.execute(
        "CREATE TRIGGER events_remain BEFORE DELETE ON event"
        "\n  BEGIN SELECT raise(ABORT, 'an event is never deleted'); END"
    )

    def ids(table: str, where: str = "true") -> list[int]:
        return [row["id"] for row in rows(db, f"SELECT id FROM {table} WHERE {where}")]

    for n in range(20):
        people.welcome(db, role="key_person", name=f"Theke {n}", email="", now=now)
        people.welcome(db, role="pilot", name=f"Begleitung {n}", email=f"p{n}@x.example", now=now)
    return _Books(
        Random(11),
        now,
        rows(db, "SELECT id, name FROM district"),
        ids("offer"),
        ids("placement", "id <= 5000"),
        ids("person", "role = 'key_person'"),
        ids("person", "role = 'pilot'"),
    )


def _ask(books: _Books, referral_id: int, given: datetime) -> None:
    chance = books.chance
    [channel] = chance.choices(list(CHANNELS), list(CHANNELS.values()))
    district = chance.choice(books.districts)["id"] if chance.random() < 0.9 else None
    code, asked = f"{next(books.code):05d}", given
    if channel == "card":
        while chance.random() > ANSWERED_OF_CARDS:
            _hand_over(books, "card", district, given, None, None)
        asked = min(given + timedelta(days=chance.expovariate(1 / 6)), books.now)
    books.add("code", {"symbols": code, "issued_at": books.at(given)})
    state, state_at = _walk(books, referral_id, asked)
    is_open = state in referrals.STEPS
    [language] = chance.choices(list(SPOKEN), list(SPOKEN.values()))
    assert language in LANGUAGES
    row: Row = {
        "id": referral_id,
        "record": f"referral:{referral_id}",
        "code": code,
        "channel": channel,
        "state": state,
        "state_at": books.at(state_at),
        "due_on": (state_at + timedelta(days=7)).date().isoformat() if is_open else None,
        "created_at": books.at(asked),
        "placement_id": chance.choice(books.placements) if channel == "own" else None,
        "offer_id": chance.choice(books.offers) if chance.random() < 0.5 else None,
        "language": language,
        "district_id": district,
        "best_time": chance.choice(referrals.BEST_TIMES),
        "comes_along": int(chance.random() < 0.7),
        "pilot_id": None if state == "handed_off" else chance.choice(books.pilots),
    }
    books.add("referral", row)
    if channel == "card":
        answer = {"code": code, "run_id": 1, "answer": "company", "answered_at": books.at(asked)}
        books.add("card", answer)
        _hand_over(books, "card", district, given, code, None)
    elif channel == "consent":
        _hand_over(books, "consent", district, given, None, referral_id)


def _hand_over(
    books: _Books,
    kind: str,
    district: int | None,
    at: datetime,
    card: str | None,
    referral_id: int | None,
) -> None:
    n, moment = len(books.tables.get("receipt", ())), books.at(at)
    receipt = {"entry": f"entry {n}", "digest": "", "receipt": f"receipt {n}", "given_at": moment}
    books.add("receipt", receipt)
    row: Row = {"receipt": f"receipt {n}", "kind": kind, "card_code": card, "reason": "company"}
    row |= {"person_id": books.chance.choice(books.key_persons), "district_id": district}
    row |= {"referral_id": referral_id, "handed_off_at": moment, "received_at": moment}
    books.add("hand_off", row)


def _walk(books: _Books, referral_id: int, at: datetime) -> tuple[str, datetime]:
    """The events of one request up to now; gives where it stands, and since when."""
    state = WAY[0]
    _happen(books, referral_id, state, at)
    for onward in WAY[1:]:
        likely, days, otherwise = ONWARD[state]
        is_onward = books.chance.random() < likely
        then = at + timedelta(days=books.chance.expovariate(1 / days) * (1 if is_onward else 3))
        if then > books.now:
            return state, at
        state, at = (onward if is_onward else otherwise), then
        _happen(books, referral_id, state, at)
        if not is_onward:
            break
    return state, at


def _happen(books: _Books, referral_id: int, what: str, at: datetime) -> None:
    role = "person" if what == "handed_off" else "pilot"
    event: Row = {"referral_id": referral_id, "what": what, "by_role": role}
    books.events.append(event | {"by_person": None, "at": books.at(at), "text_hash": None})


def _chained(events: list[Row]) -> Iterator[Row]:
    link = event_chain.BEFORE_ALL
    for n, event in enumerate(sorted(events, key=lambda event: event["at"]), 1):
        row: Row = {"id": n, **event}
        link = row["chain"] = event_chain._link(link, row)
        yield row


def _search(books: _Books, days: int) -> None:
    """Some searches a day that found nothing."""
    counted: dict[tuple[str, ...], int] = {}
    for ago in range(days):
        for _ in range(books.chance.randrange(12)):
            [language] = books.chance.choices(list(SPOKEN), list(SPOKEN.values()))
            key = (
                (books.now - timedelta(days=ago)).date().isoformat(),
                books.chance.choice(books.districts)["name"],
                books.chance.choice(("", "alone", "single_parent", "caring", "newcomer")),
                language,
            )
            counted[key] = counted.get(key, 0) + 1
    for (day, district, situation, language), n in counted.items():
        row = {"day": day, "district": district, "situation": situation, "language": language}
        books.add("empty_search_day", row | {"n": n})


def _insert(db: Database, table: str, lines: list[Row]) -> None:
    names = ", ".join(lines[0])
    marks = ", ".join(f":{name}" for name in lines[0])
    db.conn.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", lines)
