"""A screen's document: one file with everything, the same bytes until it says something new."""

import gzip
import re
from hashlib import sha256
from io import BytesIO
from random import Random

import pytest
import zxingcpp
from PIL import Image

from outreach.app import create_app
from store import database, offers, screens
from store.languages import LANGUAGES
from store.offer_texts import OfferText
from tests.conftest import TUESDAY
from tests.kiosk.screens.screen_windows import MORE, go, press, switch_on, turn, window

WORDS = """am an auf Abend Bank bei bringen das der die ein für Garten gehen gemeinsam Gespräch Haus
heute Herz ist jede Kaffee kommen Küche lesen Mensch mit Musik Nachbarn nähen nicht oder Park reden
schauen sehen Sie singen sitzen Spiel Stuhl Tisch Tür und Viertel von warm wer Werkstatt wir zu
zusammen zwei""".split()


@pytest.fixture
def bench(town):
    return town.poster("Bank am Kesselbrink")


@pytest.fixture
def key(town, bench):
    speaks = tuple(LANGUAGES)
    return screens.add(town.db, bench.id, profile="bench-15", languages=speaks, now=TUESDAY)


@pytest.fixture
def document(browse, key):
    return lambda prefix="de", **headers: browse.get(f"/screen/{key}/{prefix}", **headers)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_it_is_one_sound_file_that_loads_nothing(town, document, prefix):
    town.offer("Brot & <Butter> 'für' \"alle\" </script><script>")
    page = document(prefix)
    assert page.status == 200 and "Set-Cookie" not in page.headers
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for element in page.document.iter():
        loads = {"src", "style", "data", "action"} & set(element.attrib)
        assert not loads and "http" not in element.get("href", ""), element.tag
        assert not [name for name in element.attrib if name.startswith("on")]
    assert "url(" not in page.html and "@import" not in page.html


def test_it_runs_under_a_policy_that_names_its_own_script_and_style_alone(
    document, key, chromium, browse
):
    page = document()
    policy = dict(
        part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert re.fullmatch("'sha256-[^ ]+'", policy["script-src"])
    assert re.fullmatch("'sha256-[^ ]+'", policy["style-src"])
    faults = []
    with window(chromium, browse.client, "bench-15") as seen:
        seen.on("console", lambda message: faults.append(message.text))
        switch_on(seen, f"/screen/{key}/de")
        assert seen.evaluate("getComputedStyle(document.body).display") == "grid"
    assert [fault for fault in faults if "Content Security Policy" in fault] == []


def test_its_hash_stands_in_it_and_can_be_checked(document):
    page = document()
    [stated] = re.findall('data-document="([0-9a-f]{64})"', page.html)
    unnamed = page.html.replace(stated, "", 1)
    assert sha256(unnamed.encode()).hexdigest() == stated
    assert page.headers["ETag"] == f'"{stated}"'


def test_who_has_it_is_told_so_in_a_few_bytes(document):
    known = document().headers["ETag"]
    again = document(If_None_Match=known)
    assert (again.status, again.html, again.headers["ETag"]) == (304, "", known)


def test_the_same_bytes_come_until_what_it_says_changes(town, document, clock):
    town.offer("Frühstück")
    far = town.offer("Im Dorf", venue_id=town.venue("Dorf", lat=52.2))
    first = document().html
    clock.shift(3 * 60 * 60)
    assert document().html == first
    offers.translate(town.db, far, OfferText("de", "Weit weg"))
    assert document().html == first
    town.offer("Abendbrot")
    later = document().html
    assert "Abendbrot" in later and moment(later) > moment(first)
    clock.shift(24 * 60 * 60)
    assert document().html != later


def moment(html):
    return int(re.search('data-as-of="([0-9]+)"', html)[1])


def test_other_processes_make_the_same_bytes(town, folder, key, browse):
    town.offer("Frühstück")
    there = create_app(folder).test_client().get(f"/screen/{key}/de")
    assert browse.get(f"/screen/{key}/de").headers["ETag"] == there.headers["ETag"]


def test_a_language_it_does_not_speak_is_not_there(town, browse):
    other = town.poster("Markt")
    key = screens.add(town.db, other.id, profile="stele-32", languages=("tr",), now=TUESDAY)
    assert browse.get(f"/screen/{key}/tr").status == 200
    assert browse.get(f"/screen/{key}/de").status == 404


def test_without_its_script_somebody_still_finds_a_number(town, document, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(document().html)
    told = page.locator("body").inner_text()
    assert "Schön, dass Sie da sind." in told and "030 23125 100" in told and "112" in told
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.fixture
def three_hundred(town):
    """As many offers as a screen shows, each with words of its own, every other day or so."""
    chance = Random(5)

    def prose(length):
        return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."

    with database.transaction(town.db):
        for n in range(320):
            venue = town.venue(f"{prose(2)} {n}", lat=52.02 + n / 40_000)
            rule = "FREQ=WEEKLY;BYDAY=" + ",".join(chance.sample(["MO", "TU", "WE", "FR", "SU"], 2))
            at = f"{chance.randrange(8, 20):02}:{chance.choice(['00', '15', '30'])}"
            offer_id = town.offer(
                prose(4), venue_id=venue, rule=rule, at=at, until=None, free="yes"
            )
            text = OfferText("de", prose(4), description=prose(40), first_visit=prose(25))
            offers.translate(town.db, offer_id, text)


def test_three_hundred_offers_fit_into_what_loads_at_once(three_hundred, document):
    for prefix in ("de", "ar"):
        page = document(prefix, Accept_Encoding="gzip")
        assert page.html.count('"firstVisit":') == 300
        assert len(gzip.compress(page.html.encode())) <= 150_000


def test_a_phone_finds_the_offer_and_the_screen_stays_unknown(town, key, browse, chromium):
    for n in range(1, 13):
        town.offer(f"Chor {n}", rule="FREQ=DAILY", at=f"{n + 7:02}:30")
    with window(chromium, browse.client, "bench-15") as page:
        switch_on(page, f"/screen/{key}/de")
        turn(page, "normal")
        for offer_id in (7, 12):
            go(page, "list")
            while not press(page, f"[data-offer='{offer_id}']"):
                assert press(page, MORE)
            press(page, ".ways [data-does=take-away]")
            assert read(page) == f"https://muster.example/de/offers/{offer_id}"
        go(page, "list")
        press(page, ".ways [data-does=take-away]")
        assert read(page) == "https://muster.example/de/offers?when=week"
        go(page, "door")
        assert read(page) == "https://muster.example/de/doors/company"


def read(page):
    """What a phone reads off the glass."""
    picture = Image.open(BytesIO(page.locator("#take-away .symbol").screenshot()))
    return zxingcpp.read_barcode(picture).text
