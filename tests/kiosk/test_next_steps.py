"""What somebody does after a scan is counted for the poster, and for nobody else."""

import pytest

BOT = {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}


@pytest.fixture
def poster(town):
    return town.poster()


@pytest.fixture
def breakfast(town):
    return town.offer("Frühstück")


def test_the_way_from_a_poster_to_company_is_counted_step_by_step(town, browse, poster, breakfast):
    landing = browse.follow(f"/q/{poster.code}")
    browse.get(landing.links()["Alle Angebote in der Stadt"])
    offer = browse.get(landing.links()["Frühstück"])
    browse.get(offer.links()["In meinen Kalender"])
    browse.get(offer.links()["Ich hätte gern Begleitung"])
    assert town.steps(poster) == {"list": 1, "offer": 1, "calendar": 1, "come_along": 1}


@pytest.mark.parametrize("step", ["call", "way"])
@pytest.mark.parametrize(
    ("origin", "counted"),
    [("same-origin", 1), (None, 1), ("cross-site", 0), ("same-site", 0), ("none", 0)],
)
def test_a_tap_on_a_number_or_map_is_counted_if_our_page_tells_it(
    town, browse, poster, step, origin, counted
):
    headers = {"Sec-Fetch-Site": origin} if origin else {}
    answer = browse.client.post(f"/steps/{step}?from={poster.id}", headers=headers)
    assert (answer.status_code, answer.data) == (204, b"")
    assert town.steps(poster) == ({step: 1} if counted else {})


def test_nothing_but_a_call_or_a_way_is_told_by_a_page(town, browse, poster):
    assert browse.client.post(f"/steps/come_along?from={poster.id}").status_code == 404
    assert browse.client.get(f"/steps/call?from={poster.id}").status_code == 405


@pytest.mark.parametrize("origin", ["", "0", "999", "²", "-1", "9" * 30, "1 OR 1=1", "\0"])
def test_steps_from_nowhere_are_not_counted(town, browse, poster, breakfast, origin):
    assert browse.get(f"/de/offers/{breakfast}?from={origin}").status == 200
    browse.client.post("/steps/call", query_string={"from": origin})
    assert town.steps(poster) == {}


def test_a_crawler_and_a_preview_take_no_steps(town, browse, poster, breakfast):
    address = f"/de/offers/{breakfast}?from={poster.id}"
    browse.get(address, **BOT)
    browse.client.head(address)
    browse.client.post(f"/steps/call?from={poster.id}", headers={"User-Agent": "curl/8.5.0"})
    assert town.steps(poster) == {}


def test_numbers_and_maps_are_marked_for_the_page_to_tell(browse, poster, breakfast):
    page = browse.get(f"/de/offers/{breakfast}?from={poster.id}")
    assert f'data-placement="{poster.id}"' in page.html
    marked = {
        link.get("data-step"): link.get("href")
        for link in page.document.iter()
        if link.get("data-step")
    }
    assert marked["call"].startswith("tel:") and "openstreetmap" in marked["way"]
    assert "data-placement" not in browse.get(f"/de/offers/{breakfast}").html
