"""The first answer must be small enough for a slow phone in the rain."""

from datetime import date

import pytest

from store import offers, schedules, venues
from store.languages import LANGUAGES
from store.offer_texts import OfferText

WORDS = "Nachbarn Garten Küche Werkstatt Singen Lesen Spiele Kaffee Spaziergang Nähen".split()


@pytest.fixture
def busy_corner(town):
    """A poster with far more around it than fits on a page: each line says something else."""
    for n in range(90):
        venue = town.venue(f"{WORDS[n % 7]}haus {n}", lat=52.02 + n / 40_000)
        venues.describe(town.db, venue, directions="", facts={"step_free": "yes"})
        offer_id = town.offer(
            f"{WORDS[n % 10]} und {WORDS[n % 9]} für alle {n}",
            venue_id=venue,
            rule=None,
            starts_on=date(2026, 5, 5 + n % 8),
            at=f"{11 + n % 9}:{n % 4}5",
            until=None,
            free="yes",
            no_sign_up="yes",
        )
        offers.translate(town.db, offer_id, OfferText("uk", f"{WORDS[n % 9]} прогулянка {n}"))
        if n % 10 == 0:
            [schedule] = schedules.for_offers(town.db, [offer_id])
            schedules.cancel(town.db, schedule.id, schedule.times.starts_on, reason="Streik")
    return town.poster()


def test_sixty_dates_fit_into_twelve_kilobytes_and_are_the_nearest(busy_corner, browse):
    for language in LANGUAGES:
        page = browse.get(f"/{language}/near/jahnplatz-{busy_corner.id}", Accept_Encoding="gzip")
        assert int(page.headers["Content-Length"]) <= 12_000, language
        assert sum(len(lines) for lines in page.timetable().values()) == 60
    shown = browse.get(f"/de/near/jahnplatz-{busy_corner.id}").text
    numbers = {n for n in range(90) if f"haus {n} ·" in shown}
    # House 40 stands beside the poster; 10 and 70 are equally far and share the last line.
    assert numbers > set(range(11, 70)) and len(numbers) == 60


def test_lists_are_light_too(busy_corner, browse):
    for address in ("/", "/offers", "/offers?when=week"):
        page = browse.get(f"/de{address}", Accept_Encoding="gzip")
        assert int(page.headers["Content-Length"]) <= 12_000, address
