"""Petra walks from poster to poster with her phone; two look at the same, and nothing is lost."""

from datetime import timedelta

import pytest

from store import inspections, placement_lists, placements
from store.placement_lists import Filter
from tests.conftest import TUESDAY

START = "/desk/placements/round"


@pytest.fixture
def street(town):
    """Four posters in a row from south to north, 111 metres apart, up since yesterday."""
    yesterday = TUESDAY - timedelta(days=1)
    found = [town.poster(name, lat=52 + n / 1000) for n, name in enumerate("ABCD")]
    return [placements.hang(town.db, one.id, now=yesterday) for one in found]


def begin(desk, **told):
    return desk.submit(desk.get(START), "Hier anfangen", **{"district": "", "code": ""} | told)


def here(desk, lat, lon):
    address, fields = desk.get(START).form("Da anfangen, wo ich stehe")
    return desk.post(address, fields | {"lat": lat, "lon": lon})


def on_the_card(page):
    return next(h1 for h1 in page.document.iter("{http://www.w3.org/1999/xhtml}h1")).text


def find(desk, page, button, found):
    return desk.submit(page, button, found=found)


def conditions(town):
    return dict(placement_lists.by_condition(town.db, Filter()))


def test_from_one_to_the_nearest_next_until_all_are_seen(town, desk, street):
    page = begin(desk, code=street[1].code)
    assert on_the_card(page) == "B" and "noch 4" in page.text
    page = find(desk, page, "hängt noch", "there")
    assert "Notiert: hängt noch" in page.text and on_the_card(page) == "A"
    assert "100 m von „B“ entfernt" in page.text
    page = find(desk, page, "ist weg", "gone")
    page = find(desk, page, "überklebt", "pasted_over")
    assert on_the_card(page) == "D"
    page = find(desk, page, "hängt noch", "there")
    assert "2 hängt noch · 1 weg · 1 überklebt" in page.text and "Danke" in page.text
    assert conditions(town) == {"checked": 2, "lost": 1, "pasted_over": 1}
    assert page.links()["Ersatz drucken"] == f"/desk/placements/{street[0].id}"


def test_where_somebody_stands_decides_and_is_written_nowhere(town, desk, street):
    answer = here(desk, "52.00290", "8.53000")
    assert answer.headers["Location"] == f"{START}?at={street[3].id}"
    assert on_the_card(desk.follow(answer.headers["Location"])) == "D"
    assert here(desk, "Nordpol", "").status == 303


def test_the_way_is_shown_by_the_phones_own_maps(desk, street):
    page = begin(desk, code=street[0].code)
    way = page.links()["Weg zeigen (Karten-App)"]
    assert way == "geo:52.000000,8.530000?q=52.000000,8.530000(A)"


def test_whom_one_skips_comes_back_at_the_end_only(desk, street):
    page = begin(desk, code=street[0].code)
    for name in "BCD":
        page = desk.follow(page.links()["Heute überspringen"])
        assert on_the_card(page) == name
    page = desk.follow(page.links()["Heute überspringen"])
    assert "4 sind noch übrig" in page.text
    page = desk.follow(page.links()["Weiter (auch mit den übersprungenen)"])
    assert on_the_card(page) == "A"


def test_a_colleague_was_there_a_minute_ago(town, desk, street):
    page = begin(desk, code=street[0].code)
    inspections.note(town.db, street[0].id, found="gone", by=None, now=TUESDAY)
    address, fields = page.form("hängt noch")
    page = desk.post(address, fields | {"found": "there"})
    assert page.status == 409 and "war schneller" in page.text
    assert placements.get(town.db, street[0].id).state == "lost"
    assert on_the_card(desk.follow(page.links()["Weiter zum nächsten"])) == "B"


def test_a_code_nobody_has_begins_no_round(desk, street):
    address, fields = desk.get(START).form("Hier anfangen")
    page = desk.post(address, fields | {"code": "ZZZ-ZZ"})
    assert page.status == 422 and "Diesen Code hat kein Aushang" in page.text


def test_a_town_without_posters_has_no_round(desk):
    page = desk.get(START)
    assert "Noch hängt nichts" in page.text and "Neuer Aushang" in page.links()
    assert "Alles, was hängt" not in desk.get(f"{START}/end").text


def test_only_three_things_can_be_found_and_only_where_something_hangs(town, desk, street):
    page = begin(desk, code=street[0].code)
    address, fields = page.form("hängt noch")
    assert desk.post(address, fields | {"found": "stolen"}).status == 404
    drafted = town.poster("nie gehängt")
    sent = fields | {"found": "there", "version": "0"}
    assert desk.post(f"/desk/placements/{drafted.id}/inspection", sent).status == 409
    assert inspections.last(town.db, drafted.id) is None
    assert desk.get(f"{START}?at=4711").status == 404
    assert desk.get(f"{START}?at={street[0].id}&skip=1.x.99999999999&district=y").status == 200
