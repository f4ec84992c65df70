"""Every page in every language: sound HTML, our one style inline, and nothing from others."""

import base64
import hashlib
import re

import pytest

from store import lines, placements, timetables
from store.languages import LANGUAGES
from store.timetables import Courses, Place, Timetable
from tests.conftest import TUESDAY
from tests.house_rules.test_public_addresses import PUBLIC

XHTML = "{http://www.w3.org/1999/xhtml}"
LOADS = {"script": "src", "link": "href", "img": "src", "form": "action", "iframe": "src"}

# For each endpoint that shows a page the addresses to look at, after the language.
SAMPLES = {
    "public.start": ["/"],
    "public.near_placement": ["/near/jahnplatz-1", "/near/bus-2"],
    "line_pages.show": ["/near/bus-2/line/1/0", "/near/bus-2/line/1/1"],
    "line_pages.get_off": ["/near/bus-2/line/1/0/stop/1"],
    "public.offer_list": ["/offers", "/offers?q=brot&free=yes&from=1", "/offers?q=Einhorn"],
    "public.offer": ["/offers/1", "/offers/1?from=1"],
    "doors.door": [f"/doors/{door}?from=1" for door in ("help", "offer", "idea")],
    "doors.company": ["/doors/company", "/doors/company?to=1&from=1"],
    "public.paper": [
        f"/{paper}" for paper in ("urgent", "legal", "privacy", "accessibility", "genuine")
    ],
}
WITHOUT_LANGUAGE = {
    "screens.pairing": ["/screen"],
    "typed_codes.unknown": ["/q/ZZZZZ", "/de/nothing"],
}
NO_PAGES = {
    "healthz",
    "public.front_door",
    "public.offer_calendar",
    "public.mark",
    "public.static",
    "typed_codes.typed",
    "beacons.beacon",
    "line_pages.get_off_any_line",
    "htmx_script",
    "screens.first",
    "screens.heartbeat",
    "screens.pair",
    "passkeys_script",
    "screens.said",
    "screens.worker",
    "staff_style",
    # Under a policy of its own: tests/kiosk/screens/test_screen_document.py.
    "screens.document",
    # Behind a request of one's own: tests/kiosk/test_asking_for_company.py.
    "doors.ask_for_company",
    # And tests/kiosk/test_bringing_something.py.
    "doors.bring",
    # Behind a code: tests/kiosk/test_cards.py.
    "cards.ask",
    "cards.correct",
    "cards.in_hand",
    "cards.show",
    "cards.tell_anew",
    "cards.want_nothing",
    "cards.wish",
    "cards.withdraw",
}


@pytest.fixture
def pages(town, browse):
    """Every page in one language, each already checked for sound HTML."""
    venue_id = town.venue("Café “Größe” & <Co>")
    town.offer("Brot & <Butter> 'für' \"alle\"", venue_id=venue_id, free="yes", cost_cents=0)
    town.poster()
    bus = placements.place(
        town.db, name="Bus", kind="bus", lat=52.0, lon=8.5, by="Petra", now=TUESDAY
    )
    places = (Place("Markt & “Tor”", 52.02, 8.53), Place("<Süd>", 51.9, 8.53))
    courses = Courses("<29>", "bus", ((0, 1), (1, 0)))
    timetables.replace(town.db, Timetable(places, (courses,)))
    lines.put_on(town.db, bus.id, [1])

    def look(prefix):
        for address in (path for paths in SAMPLES.values() for path in paths):
            yield address, browse.get(f"/{prefix}{address}")
        for address in (path for paths in WITHOUT_LANGUAGE.values() for path in paths):
            yield address, browse.get(address, Accept_Language=LANGUAGES[prefix].tag)

    return look


def test_every_page_is_looked_at():
    assert SAMPLES.keys() | WITHOUT_LANGUAGE.keys() | NO_PAGES == PUBLIC.keys()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_is_sound_and_loads_nothing_but_ours(pages, prefix):
    for address, page in pages(prefix):
        assert page.status in (200, 404), address
        assert "Set-Cookie" not in page.headers, address
        assert_style_is_the_one_allowed(page)
        for element in page.document.iter():
            assert_local(element, address)


def assert_style_is_the_one_allowed(page):
    [style] = re.findall("<style>(.*?)</style>", page.html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = dict(
        part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        **dict.fromkeys(("script-src", "img-src", "connect-src", "form-action"), "'self'"),
        **dict.fromkeys(("base-uri", "frame-ancestors"), "'none'"),
    }
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def assert_local(element, address):
    """Scripts and styles of an element come from our own files, and nothing else is loaded."""
    name = str(element.tag).removeprefix(XHTML)
    assert not [key for key in element.attrib if key == "style" or key.startswith("on")], address
    if name == "script":
        assert element.get("src") and not element.text, address
    loaded = element.get(LOADS.get(name, "src"))
    assert loaded is None or re.match("/(?!/)", loaded), (address, loaded)
    link = element.get("href", "")
    if link.startswith("http"):
        assert "noreferrer" in element.get("rel", ""), (address, link)


def test_every_link_of_ours_leads_to_a_page(pages, browse):
    links = {link for _, page in pages("de") for link in page.links().values()}
    ours = {link for link in links if re.match("/(?!/)", link)}
    assert len(ours) > 30
    assert [link for link in sorted(ours) if browse.follow(link).status != 200] == []


def test_the_files_of_a_page_are_there(pages, browse):
    files = {
        element.get("src") or element.get("href")
        for _, page in pages("de")
        for element in page.document.iter()
        if element.tag in {f"{XHTML}script", f"{XHTML}link"}
    }
    assert files == {"/mark.svg", "/static/steps.js"}
    for file in files:
        with browse.client.get(file) as answer:
            assert answer.status_code == 200 and len(answer.data) <= 8_000


def test_no_image_and_no_font_is_hidden_in_the_style(browse):
    assert "url(" not in browse.get("/de/").html and "@import" not in browse.get("/de/").html
