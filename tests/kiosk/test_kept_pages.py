"""A landing page is made once and kept, but never one moment longer than it is true."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.kept_pages import MOST, KeptPage, KeptPages
from store import database, offers, placements, schedules
from store.offer_texts import OfferText
from tests.conftest import TUESDAY

NOON = datetime(2026, 5, 5, 12)  # noqa: DTZ001 - local time has no zone


@pytest.fixture
def scan(town, browse):
    """Scan one poster again and again, in German."""
    poster = town.poster()
    return lambda: browse.follow(f"/q/{poster.code}").text


def change_unnoticed(db, title):
    db.execute("DROP TRIGGER offer_text_update_is_seen")
    db.execute("UPDATE offer_text SET title = ?", [title])


def test_scans_and_steps_do_not_make_a_page_anew(town, browse, scan):
    town.offer("Frühstück")
    scan()
    change_unnoticed(town.db, "Abendbrot")
    for _ in range(3):
        assert "Frühstück" in scan()
    browse.get("/q/ZZZZZ")
    browse.get("/de/offers?q=Einhorn")
    assert "Frühstück" in scan()


def test_a_changed_offer_is_seen_by_the_next_scan_whoever_changed_it(town, folder, scan):
    offer_id = town.offer("Frühstück")
    assert "Frühstück" in scan()
    other = database.open_office(folder)
    offers.translate(other, offer_id, OfferText("de", "Abendbrot"))
    assert "Abendbrot" in scan()
    [schedule] = schedules.for_offers(other, [offer_id])
    schedules.cancel(other, schedule.id, date(2026, 5, 5), reason="Streik")
    assert "Streik" in scan()


def test_a_date_that_passes_is_gone_from_the_next_scan_on(town, scan, clock):
    town.offer("Frühstück", at="10:00", until="11:30")
    town.offer("Spaziergang", at="14:00")
    assert "Heute Dienstag, 5. Mai 10:00" in scan()
    clock.shift(90 * 60 - 1)
    assert "Heute Dienstag, 5. Mai 10:00" in scan()
    clock.shift(1)
    assert "Heute Dienstag, 5. Mai 14:00" in scan()


def test_at_midnight_today_is_another_day(town, scan, clock):
    town.offer("Frühstück", rule="FREQ=DAILY")
    scan()
    clock.shift(timedelta(hours=14))
    assert "Heute Mittwoch, 6. Mai" in scan()


def test_each_language_has_its_own_page(town, browse):
    poster = town.poster()
    pages = [browse.follow(f"/q/{poster.code}", Accept_Language=tag) for tag in ("de", "en", "de")]
    assert [page.document.get("lang") for page in pages] == ["de", "en", "de"]


def test_nobody_can_put_words_into_a_page_that_others_get(town, browse):
    poster = town.poster("Jahnplatz")
    for address in (f"/de/near/gartenzwerg-{poster.id}", f"/de/near/jahnplatz-{poster.id}?a=zwerg"):
        answer = browse.get(address)
        assert (answer.status, answer.headers["Location"]) == (
            302,
            f"/de/near/jahnplatz-{poster.id}",
        )
    assert "zwerg" not in browse.follow(f"/q/{poster.code}").html


def test_a_renamed_placement_is_still_reached_by_its_old_address(town, browse):
    poster = town.poster("Jahnplaz")
    old = browse.get(f"/q/{poster.code}").headers["Location"]
    named = {"name": "Jahnplatz", "kind": "stop", "lat": 52.0, "lon": 8.5}
    placements.correct(town.db, poster.id, **named)
    placements.print_(town.db, poster.id, now=TUESDAY)
    assert "Jahnplatz" in browse.follow(old).text


@pytest.mark.parametrize("name", ["jahnplatz", "jahnplatz-", "jahnplatz-²", "x-٣", "x-" + "9" * 20])
def test_an_address_of_no_placement_is_a_friendly_page(browse, name):
    page = browse.get(f"/de/near/{name}")
    assert page.status == 404 and "030 23125 100" in page.text


def test_phones_that_take_no_gzip_get_the_same_page(town, browse):
    address = f"/de/near/jahnplatz-{town.poster().id}"
    plain, packed = browse.get(address), browse.get(address, Accept_Encoding="gzip")
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (
        None,
        "gzip",
    )
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.html == packed.html


def test_only_so_many_pages_are_kept():
    kept, made = KeptPages(), []

    def page(n):
        made.append(n)
        return KeptPage(b"", NOON)

    for n in (*range(MOST + 1), MOST, 0):
        kept.get((n,), NOON - timedelta(hours=1), lambda n=n: page(n))
    assert made == [*range(MOST + 1), 0]
