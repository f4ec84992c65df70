"""What a screen shows: near it, for two weeks, with moments that a clock can read."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from store import offers, schedules, screens
from store.offer_texts import OfferText
from store.times import Times
from tests.conftest import TUESDAY


@pytest.fixture
def contents(town, browse):
    """What the document of a screen at this placement says, as its script reads it."""

    def read(placement, prefix="de", **settled):
        key = screens.add(
            town.db, placement.id, profile="bench-15", languages=("de", "ar"), now=TUESDAY
        )
        if settled:
            usual = {"languages": ("de", "ar"), "radius_m": None, "categories": (), "quiet": None}
            screen = screens.by_key(town.db, key)
            screens.settle(town.db, screen.id, has_printer=False, **usual | settled)
        page = browse.get(f"/screen/{key}/{prefix}").html
        [found] = re.findall('<script type="application/json" id="contents">(.*?)</script>', page)
        return json.loads(found)

    return read


def titles(contents):
    return [offer["title"] for offer in contents["offers"]]


def test_what_is_near_comes_first_and_what_is_far_not_at_all(town, contents):
    town.offer("Weiter", venue_id=town.venue("Kirche", lat=52.03))
    town.offer("Nebenan", venue_id=town.venue("Laden", lat=52.0215))
    town.offer("Im Dorf", venue_id=town.venue("Dorf", lat=52.06))
    assert titles(contents(town.poster())) == ["Nebenan", "Weiter"]


def test_where_nothing_is_near_the_town_is_better_than_an_empty_screen(town, contents):
    town.offer("Im Dorf", venue_id=town.venue("Dorf", lat=52.06))
    shown = contents(town.poster())
    assert [(o["title"], "walk" in o) for o in shown["offers"]] == [("Im Dorf", True)]


def test_a_screen_may_be_about_some_categories_alone(town, contents):
    town.offer("Chor", category="Musik, Begegnung")
    town.offer("Kochen", category="Essen & Trinken")
    town.offer("Schach", category="Spiele")
    shown = contents(town.poster(), categories=("musik", "Essen & Trinken"))
    assert titles(shown) == ["Chor", "Kochen"]
    assert {interest["words"] for interest in shown["interests"]} == {
        "Musik",
        "Begegnung",
        "Essen & Trinken",
    }


def test_dates_of_two_weeks_carry_their_moments(town, contents, clock):
    clock.move_to(datetime(2026, 10, 20, 8, 0, tzinfo=UTC))
    town.offer("Chor", rule="FREQ=WEEKLY;BYDAY=SU", at="14:00", until="16:00")
    [offer] = contents(town.poster())["offers"]
    moments = [datetime.fromtimestamp(d["from"] / 1000, UTC) for d in offer["dates"]]
    # Between the night that has two o'clock twice and the one before lies an hour more.
    assert moments == [
        datetime(2026, 10, 25, 13, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 13, tzinfo=UTC),
    ]
    assert {(d["at"], d["to"], d["until"] - d["from"]) for d in offer["dates"]} == {
        ("14:00", "bis \u206816:00\u2069", 2 * 3_600_000)
    }


def test_what_was_on_this_morning_stays_for_the_devices_clock_to_judge(town, contents):
    town.offer("Frühstück", at="08:00", until="09:00")
    shown = contents(town.poster())
    [first, second, third] = shown["offers"][0]["dates"]
    assert (first["day"], second["day"], third["day"]) == (0, 7, 14)
    assert first["until"] < TUESDAY.timestamp() * 1000 < second["from"]
    assert shown["days"][first["day"]]["name"] == "Dienstag, 5. Mai"
    assert shown["days"][0]["starts"] == datetime(2026, 5, 4, 22, tzinfo=UTC).timestamp() * 1000


def test_a_date_that_does_not_take_place_says_so_and_why(town, contents):
    offer_id = town.offer("Chor", rule="FREQ=DAILY")
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.cancel(town.db, schedule.id, date(2026, 5, 6), reason="Streik")
    wednesday = contents(town.poster())["offers"][0]["dates"][1]
    assert (wednesday["isOff"], wednesday["note"], wednesday["reason"]) == (
        True,
        "Fällt aus.",
        "Streik",
    )


def test_what_has_no_date_is_asked_for_and_what_is_over_is_gone(town, contents):
    over = town.offer("Vorbei", rule=None, starts_on=date(2026, 5, 4))
    vague = town.offer("Nähen", rule=None, starts_on=date(2026, 5, 4))
    [schedule] = schedules.for_offers(town.db, [vague])
    town.db.execute("DELETE FROM schedule WHERE id = ?", [schedule.id])
    every_other = Times(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", starts_on=date(2026, 1, 1))
    schedules.add(town.db, vague, every_other, status="proposed")
    shown = contents(town.poster())
    assert [(o["id"], o["dates"]) for o in shown["offers"]] == [(vague, [])] and over != vague


def test_a_text_in_another_language_says_which(town, contents):
    offer_id = town.offer("Frühstück")
    assert "lang" not in contents(town.poster())["offers"][0]
    [shown] = contents(town.poster("Markt"), "ar")["offers"]
    assert (shown["title"], shown["lang"], shown["language"]) == ("Frühstück", "de", "Deutsch")
    offers.translate(town.db, offer_id, OfferText("ar", "فطور"))
    [translated] = contents(town.poster("Bahnhof"), "ar")["offers"]
    assert translated["title"] == "فطور" and "lang" not in translated


def test_who_sits_at_the_bench_is_told_apart_from_who_is_near(town, contents):
    sits = town.offer("Bank der Begegnung", venue_id=town.venue("Bank", lat=52.0212))
    town.offer("Frühstück", venue_id=town.venue("Laden", lat=52.0214))
    assert contents(town.poster())["here"] == [sits]
    assert contents(town.poster("Bahnhof", lat=52.02))["here"] == []
