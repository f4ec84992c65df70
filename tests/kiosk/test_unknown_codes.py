"""A code that leads nowhere: a friendly page, and a guess that is offered, never followed."""

import pytest

from store import codes, placements
from store.database import rows
from tests.conftest import TUESDAY

DOORS = {"/de/doors/company", "/de/doors/help", "/de/doors/offer", "/de/doors/idea"}


def misses(town):
    return {row["day"]: row["n"] for row in rows(town.db, "SELECT day, n FROM missed_scan_day")}


def one_wrong_symbol(code):
    return next(code[:4] + symbol for symbol in codes.ALPHABET if symbol != code[4])


def give_code(town, placement, symbols):
    town.db.execute("INSERT INTO code VALUES (?, '2026-05-05')", [symbols])
    town.db.execute("UPDATE placement SET code = ? WHERE id = ?", [symbols, placement.id])


@pytest.mark.parametrize(
    "address", ["/q/ZZZZZ", "/Q/x", "/k/nonsense", "/q/K7M-2X/and/more", "/q/%FF%00", "/q/Ы"]
)
def test_an_unknown_code_gets_four_doors_a_number_and_a_second_try(town, browse, address):
    page = browse.get(address)
    assert page.status == 404
    assert {link for link in page.links().values() if "/doors/" in link} == DOORS
    assert "tel:03023125100" in page.links().values()
    assert 'action="/k/"' in page.html


def test_misses_are_counted_without_the_code(town, browse, folder):
    browse.get("/q/K7M2A")
    browse.get("/k/K7M2A")
    assert misses(town) == {"2026-05-05": 2}
    assert all(b"K7M2A" not in file.read_bytes() for file in folder.iterdir())


def test_the_page_speaks_what_the_phone_prefers(browse):
    page = browse.get("/q/ZZZZZ", Accept_Language="ar")
    assert page.document.get("dir") == "rtl"


def test_a_mistyped_code_is_offered_the_one_that_was_meant(town, browse):
    poster = town.poster("Jahnplatz")
    page = browse.get(f"/q/{one_wrong_symbol(poster.code)}")
    assert page.status == 404
    assert f"{codes.printed(poster.code)} · Jahnplatz" in page.links()
    assert town.scans(poster) == {}


def test_a_swap_of_neighbours_is_understood_too(town, browse):
    poster = town.poster("Jahnplatz")
    while len(set(poster.code)) < 5:
        poster = town.poster("Jahnplatz")
    swapped = poster.code[1] + poster.code[0] + poster.code[2:]
    assert f"/k/{poster.code}" in browse.get(f"/k/{swapped}").links().values()


def test_what_could_be_two_is_not_guessed(town, browse):
    here, there = town.poster("Hier"), town.poster("Dort")
    typed = one_wrong_symbol(here.code)
    other = next(code for code in codes.meant_by(typed) if code != here.code)
    give_code(town, there, other)
    page = browse.get(f"/q/{typed}")
    assert not {"Hier", "Dort"} & set(page.text.split())


def test_a_poster_that_is_gone_is_not_offered(town, browse):
    poster = town.poster("Jahnplatz")
    placements.retire(town.db, poster.id, now=TUESDAY)
    assert "Jahnplatz" not in browse.get(f"/q/{one_wrong_symbol(poster.code)}").text


def test_guessing_is_slowed_down_and_scanning_never(town, browse, clock):
    poster = town.poster("Jahnplatz")
    wrong = one_wrong_symbol(poster.code)
    browse.get(f"/q/{wrong}")
    town.db.execute("UPDATE allowance SET tokens = 1")
    assert browse.get(f"/q/{wrong}").status == 404

    refused = browse.get(f"/q/{wrong}")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    assert "Jahnplatz" not in refused.text and "030 23125 100" in refused.text
    assert browse.get(f"/q/{poster.code}").status == 302

    clock.shift(60)
    assert "Jahnplatz" in browse.get(f"/q/{wrong}").text
    assert misses(town) == {"2026-05-05": 4}
