"""A device becomes a screen, tells of itself, and is switched off."""

from hashlib import sha256

import pytest

from store import heartbeats, screens
from tests.conftest import TUESDAY

BEAT = {
    "build": "1",
    "document": "d0c",
    "as_of": "2026-05-05T07:59:00+00:00",
    "language": "de",
    "state": "attract",
    "frames": 7,
    "picture": "p1c",
    "heap": 9_000_000,
    "errors": [],
    "clock_off_seconds": -3,
    "visits": 2,
    "touches": 11,
}


@pytest.fixture
def key(town):
    bench = town.poster("Bank am Kesselbrink")
    return screens.add(town.db, bench.id, profile="bench-15", languages=("tr", "de"), now=TUESDAY)


def beat(browse, key, sent):
    return browse.client.post(f"/screen/{key}/heartbeat", json=sent)


def test_a_code_typed_once_connects_a_device(town, key, browse):
    screen = screens.by_key(town.db, key)
    typed = screens.offer_pairing(town.db, screen.id, now=TUESDAY)
    page = browse.get("/screen")
    answer = browse.post("/screen", {"code": f"{typed[:4]}-{typed[4:]}".lower()})
    assert answer.status == 303
    new_key = answer.headers["Location"].split("/")[2]
    assert screens.by_key(town.db, new_key) == screen and "Set-Cookie" not in answer.headers
    again = browse.submit(page, "Verbinden", code=typed)
    assert again.status == 422 and "schon benutzt" in again.text


def test_codes_cannot_be_guessed_fast(browse, town):
    statuses = [browse.post("/screen", {"code": f"K7M2X{n:03}"}).status for n in range(13)]
    assert statuses == [422] * 12 + [429]


def test_the_address_leads_to_the_first_language(key, browse):
    assert browse.get(f"/screen/{key}/").headers["Location"] == f"/screen/{key}/tr"


def test_a_heartbeat_is_kept_and_answered_with_the_time_and_a_wish(town, key, browse):
    screen = screens.by_key(town.db, key)
    screens.wish_for(town.db, screen.id, "refresh", now=TUESDAY)
    answer = beat(browse, key, BEAT)
    assert answer.json == {
        "wish": "refresh",
        "now": "2026-05-05T08:00:00.000+00:00",
        "documents": {"tr": None, "de": None},
    }
    assert beat(browse, key, BEAT).json["wish"] is None
    heard = heartbeats.find(town.db, screen.id)
    assert (heard.at, heard.told.frames, heard.told.clock_off_seconds) == (TUESDAY, 7, -3)


@pytest.mark.parametrize(
    "odd", [{}, {"frames": "x", "heap": -5, "visits": 1e300}, {"state": "a" * 9_000}]
)
def test_a_screen_that_says_nonsense_is_still_alive(town, key, browse, odd):
    assert beat(browse, key, odd).status_code == 200
    assert heartbeats.unseen(town.db, now=TUESDAY) == []


@pytest.mark.parametrize("sent", [b"", b"[]", b"\xff", b'"x"'])
def test_what_is_no_heartbeat_is_refused(key, browse, sent):
    answer = browse.client.post(
        f"/screen/{key}/heartbeat", data=sent, content_type="application/json"
    )
    assert answer.status_code == 422


def test_a_screen_that_was_switched_off_says_so_and_a_guessed_key_says_nothing(town, key, browse):
    screens.revoke(town.db, screens.by_key(town.db, key).id, now=TUESDAY)
    page = browse.get(f"/screen/{key}/")
    assert page.status == 410 and "030 23125 100" in page.text
    assert beat(browse, key, BEAT).status_code == 410
    assert browse.get("/screen/guessed/").status == 404


def test_a_heartbeat_hears_what_is_new_and_one_screen_at_a_time_may_ask(town, key, browse, clock):
    other = town.poster("Bank am Park")
    others = screens.add(town.db, other.id, profile="bench-15", languages=("de",), now=TUESDAY)
    made = browse.get(f"/screen/{key}/de").headers["ETag"].strip('"')
    assert beat(browse, key, BEAT).json["documents"] == {"tr": None, "de": made}
    assert beat(browse, others, BEAT).json["documents"] == {}
    clock.shift(2)
    assert beat(browse, others, BEAT).json["documents"] == {"de": None}
    assert beat(browse, key, BEAT).json["documents"] == {"de": made}
    town.offer("Kaffee")
    clock.shift(-60)
    assert beat(browse, key, BEAT).json["documents"] == {"tr": None, "de": None}


def test_a_worker_belongs_to_one_screen_and_ends_with_it(town, key, browse):
    script = browse.client.get(f"/screen/{key}/worker.js")
    assert script.mimetype == "text/javascript" and "Set-Cookie" not in script.headers
    assert f'{{"home": "/screen/{key}/", "languages": ["tr", "de"]}}' in script.text
    assert browse.client.get("/screen/guessed/worker.js").status_code == 404
    screens.revoke(town.db, screens.by_key(town.db, key).id, now=TUESDAY)
    assert browse.client.get(f"/screen/{key}/worker.js").status_code == 410


def test_the_page_of_a_screen_that_was_switched_off_names_its_own_hash(town, key, browse):
    screens.revoke(town.db, screens.by_key(town.db, key).id, now=TUESDAY)
    page = browse.get(f"/screen/{key}/de")
    named = page.document.get("data-document")
    blank = page.html.replace(named, "", 1)
    assert sha256(blank.encode()).hexdigest() == named == page.headers["ETag"].strip('"')
    assert page.links() == {}
