"""From the code on the paper to a page about the place where it hangs."""

from datetime import timedelta

import pytest

from store import placement_targets, placements
from store.placement_targets import to_filter, to_offer
from tests.conftest import TUESDAY


def lead(town, poster, target):
    placement_targets.point(town.db, poster.id, target=target, by="Petra", why="a try", now=TUESDAY)


def test_a_scan_leads_to_the_place_and_nobody_keeps_the_answer(town, browse):
    poster = town.poster("Jahnplatz, Steig B")
    answer = browse.get(f"/q/{poster.code}")
    assert answer.status == 302
    assert dict(answer.headers) == {
        "Location": f"/de/near/jahnplatz-steig-b-{poster.id}",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": "0",
    }
    assert "Sie sind hier: Jahnplatz, Steig B" in browse.follow(f"/q/{poster.code}").text


@pytest.mark.parametrize("way", ["q", "Q", "k", "K"])
def test_the_way_on_paper_may_be_in_capitals_and_typed(town, browse, way):
    assert browse.get(f"/{way}/{town.poster().code}").status == 302


@pytest.mark.parametrize(
    "as_typed",
    [
        str.lower,
        lambda code: f"{code[:3]}-{code[3:]}",
        lambda code: f" {code[:3]} {code[3:]}.",
        lambda code: f"{code[:3]}–{code[3:]}",
        lambda code: f"{code[:3]}\u00a0{code[3:]}",
        lambda code: f"{code}/",
        lambda code: code.replace("0", "o").replace("1", "l").replace("Z", "y"),
    ],
)
def test_a_code_is_found_however_somebody_writes_it(town, browse, as_typed):
    poster = town.poster()
    while not set("01Z") & set(poster.code):
        poster = town.poster()
    assert browse.get(f"/k/{as_typed(poster.code)}").headers["Location"].endswith(f"-{poster.id}")


def test_the_form_for_typed_codes_leads_to_the_code(town, browse):
    poster = town.poster()
    assert browse.get(f"/k/?code={poster.code[:3]}+{poster.code[3:].lower()}").headers[
        "Location"
    ] == (f"/k/{poster.code}")
    assert browse.get("/k/?code=+-+").headers["Location"] == "/de/"


@pytest.mark.parametrize(
    ("accepted", "prefix"),
    [
        ("tr-TR,tr;q=0.9,de;q=0.8", "tr"),
        ("uk;q=0.5, ru;q=0.9", "ru"),
        ("de-simple", "ls"),
        ("AR", "ar"),
        ("fr-FR, fr", "de"),
        ("en;q=0", "de"),
        ("en;q=broken,;;,tr;q=", "tr"),
        ("", "de"),
    ],
)
def test_the_page_speaks_what_the_phone_prefers(town, browse, accepted, prefix):
    address = browse.get(f"/q/{town.poster().code}", Accept_Language=accepted).headers["Location"]
    assert address.startswith(f"/{prefix}/near/")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Größenstraße / Ecke Åsa?", "groessenstrasse-ecke-asa"),
        ("Площа", ""),
        ("../../etc", "etc"),
    ],
)
def test_any_name_makes_an_address(town, browse, name, address):
    poster = town.poster(name)
    found = browse.get(f"/q/{poster.code}").headers["Location"]
    assert found == f"/de/near/{address}-{poster.id}".replace("/-", "/")
    assert name in browse.get(found).text


def test_a_code_may_lead_to_one_offer(town, browse):
    poster, breakfast = town.poster(), town.offer("Frühstück")
    lead(town, poster, to_offer(breakfast))
    answer = browse.get(f"/q/{poster.code}")
    assert answer.headers["Location"] == f"/de/offers/{breakfast}?from={poster.id}"
    assert "Frühstück" in browse.get(answer.headers["Location"]).text


def test_a_code_that_leads_to_an_ended_offer_leads_to_what_is_near_instead(town, browse):
    poster, breakfast = town.poster(), town.offer("Frühstück")
    lead(town, poster, to_offer(breakfast))
    town.db.execute("UPDATE offer SET status = 'ended' WHERE id = ?", [breakfast])
    assert browse.get(f"/q/{poster.code}").headers["Location"].startswith("/de/near/")


def test_a_code_may_lead_to_a_filtered_list(town, browse):
    poster = town.poster()
    lead(town, poster, to_filter("situation=caring&free=yes"))
    address = browse.get(f"/q/{poster.code}").headers["Location"]
    assert address == f"/de/offers?situation=caring&free=yes&from={poster.id}"
    assert browse.get(address).status == 200


@pytest.mark.parametrize("end", [placements.retire, placements.lose])
def test_a_code_still_leads_somewhere_good_when_its_paper_is_gone(town, browse, end):
    poster = town.poster()
    placements.hang(town.db, poster.id, now=TUESDAY)
    end(town.db, poster.id, now=TUESDAY)
    assert browse.follow(f"/q/{poster.code}").text.count("Jahnplatz") >= 1
    assert town.scans(poster) == {"person": 1}


def test_a_merged_code_leads_where_the_other_one_does_and_counts_for_itself(town, browse):
    old, new = town.poster("Alter Kiosk"), town.poster("Neuer Kiosk")
    placements.merge(town.db, old.id, into=new.id, now=TUESDAY + timedelta(days=1))
    assert "Neuer Kiosk" in browse.follow(f"/q/{old.code}").text
    assert (town.scans(old), town.scans(new)) == ({"person": 1}, {})


def test_only_reading_is_a_scan(town, browse):
    poster = town.poster()
    assert browse.client.post(f"/q/{poster.code}").status_code == 405
    assert town.scans(poster) == {}
