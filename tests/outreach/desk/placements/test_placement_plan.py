"""The plan of the town: where things hang, drawn from coordinates alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.desk.placements import plan
from outreach.desk.placements.plan import HEIGHT, WIDTH, View
from store import districts, inspections, placements
from store.placement_lists import Box
from tests.conftest import TUESDAY

PLAN = "/desk/placements/plan"
TOWN = View.around(Box(51.95, 8.4, 52.05, 8.6))


def marks(page):
    """What each mark on the plan is called → where it leads."""
    svg = page.html.partition('<svg class="plan"')[2].partition("</svg>\n<ul")[0]
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', svg)
    return {name: address.replace("&amp;", "&") for address, name in found}


def test_the_whole_view_shows_all_with_some_ground_around():
    for lat, lon in ((51.95, 8.4), (52.05, 8.6)):
        x, y = TOWN.place(lat, lon)
        assert 0 < x < WIDTH and 0 < y < HEIGHT


@given(st.floats(51.9, 52.1), st.floats(8.3, 8.7), st.floats(300, 30_000))
def test_what_lies_on_the_paper_lies_in_its_box(lat, lon, wide):
    view, box = View(lat, lon, wide), View(lat, lon, wide).box()
    assert view.place(box.north, box.west) == pytest.approx((0, 0), abs=0.2)
    assert view.place(box.south, box.east) == pytest.approx((WIDTH, HEIGHT), abs=0.2)


@pytest.mark.parametrize("wide", ["nan", "inf", "-1", "", "1e999"])
def test_an_address_that_makes_no_sense_still_shows_a_plan(wide):
    view = View.parse({"lat": "52", "lon": "8.5", "wide": wide}, TOWN)
    assert 0 < view.metres_wide <= 2 * TOWN.metres_wide
    assert View.parse({"lat": "nan", "lon": "8.5", "wide": "900"}, TOWN) == TOWN


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, unique=True))
def test_the_shape_around_points_leaves_none_out(points):
    edge = plan.hull(points)
    assert set(edge) <= set(points)
    for (x, y), (to_x, to_y) in zip(edge, edge[1:] + edge[:1], strict=True):
        assert all((to_x - x) * (b - y) - (to_y - y) * (a - x) >= 0 for a, b in points)


def test_neighbours_are_one_number_that_opens(town, desk):
    for n in range(3):
        town.poster(f"Bank {n}", lat=52.0 + n / 1e4)
    lost = town.poster("Säule", lat=52.05)
    placements.hang(town.db, lost.id, now=TUESDAY)
    inspections.note(town.db, lost.id, found="gone", by=None, now=TUESDAY)
    found = marks(desk.get(PLAN))
    assert found["Säule: verloren"] == f"/desk/placements/{lost.id}"
    bunch = found["3 Aushänge: 3 angelegt, nicht gedruckt"]
    while (found := marks(desk.get(bunch))).keys() & {"3 Aushänge: 3 angelegt, nicht gedruckt"}:
        bunch = found["3 Aushänge: 3 angelegt, nicht gedruckt"]
    assert len(found) > 1


def test_those_at_the_same_spot_are_found_in_the_list_below(town, desk):
    for name in ("vorn", "hinten"):
        town.poster(name)
    page = desk.get(f"{PLAN}?lat=52.021&lon=8.53&wide=1")
    assert list(marks(page).values()) == ["#named"]
    assert "vorn" in page.text and "hinten" in page.text


def test_one_walks_over_the_plan_by_links_alone(town, desk):
    town.poster("Süd", lat=52.0)
    town.poster("Nord", lat=52.1)
    page = desk.get(PLAN)
    assert len(marks(page)) == 2
    labelled = dict(re.findall(r'href="([^"]+)"[^>]* aria-label="([^"]+)"', page.html))
    ways = {name: address.replace("&amp;", "&") for address, name in labelled.items()}
    closer = desk.get(ways["Näher heran"])
    assert marks(closer) == {} and "0 Aushänge" in closer.text
    assert list(marks(desk.get(ways["Nach Norden"]))) == ["Nord: angelegt, nicht gedruckt"]


def test_districts_are_named_where_their_places_are(town, desk):
    old_town = districts.named(town.db, "Altstadt").id
    for n in range(4):
        poster = town.poster(f"Bank {n}", lat=52 + n / 100)
        placements.file_under(town.db, poster.id, district_id=old_town, campaign_id=None)
    page = desk.get(PLAN)
    assert page.html.count('<polygon class="district"') == 1 and ">Altstadt</text>" in page.html


def test_htmx_gets_the_plan_alone_and_nothing_comes_from_others(town, desk):
    town.poster()
    part = desk.client.get(PLAN, headers={"HX-Request": "true"}).text
    assert part.startswith('<div id="plan"') and "<html" not in part
    policy = desk.get(PLAN).headers["Content-Security-Policy"]
    assert "img-src 'self'" in policy and "http" not in policy
    assert desk.get(f"{PLAN}?q=nirgends").status == 200
    assert "http://" not in part and "https://" not in part


def test_the_desk_has_no_other_scripts(desk):
    assert desk.client.get("/desk/scripts/plan.js").mimetype == "text/javascript"
    assert desk.get("/desk/scripts/other.js").status == 404
