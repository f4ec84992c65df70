"""Whom we reach: requests of a district against how many live there, and silence about too few."""

from datetime import date

import pytest

from store import districts, offers, people, population, reach
from store.counting import Span
from store.database import insert
from store.reach import Reach
from tests.askers import ask
from tests.conftest import TUESDAY

SPAN = Span(date(2026, 1, 1), date(2026, 3, 31))
MARCH = date(2026, 3, 3)


@pytest.fixture
def altstadt(db):
    return districts.named(db, "Altstadt").id


@pytest.fixture
def ostaue(db):
    return districts.named(db, "Ostaue").id


def found(db, group="all"):
    return {one.district_id: one for one in reach.by_group(db, SPAN)[group]}


def test_requests_are_shared_out_as_people_live(db, altstadt, ostaue):
    population.load(db, {(altstadt, "all"): 3_000, (ostaue, "all"): 1_000})
    ask(db, altstadt, on=MARCH, n=20)
    ask(db, ostaue, on=MARCH, n=20)
    ask(db, ostaue, on=date(2026, 4, 1), n=5)
    told = found(db)
    assert (told[altstadt].expected, told[ostaue].expected) == (30, 10)
    assert told[altstadt].index() == pytest.approx(2 / 3)
    assert (told[ostaue].index(), told[ostaue].verdict()) == (2, "more")


@pytest.mark.parametrize(
    ("n", "expected", "verdict"),
    [
        (4, 5, "too_few"),
        (0, 9.9, "too_few"),
        (4, 12, "fewer"),
        (0, 10, "fewer"),
        (5, 6, "as_expected"),
        (5, 14, "fewer"),
        (14, 6, "more"),
        (7, None, "unknown"),
    ],
)
def test_too_few_say_nothing_unless_many_were_expected(n, expected, verdict):
    one = Reach(1, "all", n, expected)
    assert one.verdict() == verdict
    assert (one.index() is None) == (verdict in ("too_few", "unknown"))


def test_a_request_counts_for_a_group_only_where_something_tells(town, db, altstadt):
    for_carers, for_many, for_middle = (town.offer(f"Treff {n}") for n in range(3))
    offers.welcome(db, for_carers, languages=[], situations=["caring"])
    offers.welcome(db, for_many, languages=[], situations=["caring", "bereaved", "everyone"])
    db.execute("UPDATE offer SET age_from = 30, age_to = 45 WHERE id = ?", [for_middle])
    ask(db, altstadt, on=MARCH, n=2, offer_id=for_carers)
    ask(db, altstadt, on=MARCH, n=3, offer_id=for_many)
    ask(db, altstadt, on=MARCH, n=4, offer_id=for_middle)
    [went] = ask(db, altstadt, on=MARCH, offer_id=for_middle)
    visit = {"referral_id": went, "offer_id": for_carers, "schedule_id": 1, "day": "2026-03-09"}
    insert(db, "visit", visit | {"arranged_at": "", "agreed_on": "2026-03-09"})
    told = {
        group: sum(one.n for one in places) for group, places in reach.by_group(db, SPAN).items()
    }
    assert told == {"all": 10, "28-59": 5, "caring": 3}


def test_a_key_persons_new_here_tells_too(db, altstadt):
    amira = people.welcome(db, role="key_person", name="Amira", email="", now=TUESDAY)
    [asked, _other] = ask(db, altstadt, on=MARCH, n=2)
    insert(db, "receipt", {"entry": "1", "digest": "", "receipt": "1", "given_at": ""})
    hand_off = {"receipt": "1", "person_id": amira.id, "kind": "consent", "reason": "new_here"}
    hand_off |= {"referral_id": asked, "handed_off_at": "", "received_at": ""}
    insert(db, "hand_off", hand_off)
    assert found(db, "new_in_town")[altstadt].n == 1


def test_who_named_no_district_is_counted_apart(town, db, altstadt):
    ask(db, None, on=MARCH, n=3)
    ask(db, altstadt, on=MARCH)
    assert reach.without_district(db, SPAN) == 3
    assert found(db)[altstadt].n == 1
