"""Petra makes a key card: printed beside the server, handed out once."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import zxingcpp
from playwright.sync_api import expect

from outreach import session_cookie
from outreach.app import create_app
from outreach.press import KEPT_FOR
from store import devices, people, pepper, staff_cards
from store.errors import NotFound
from tests import cast
from tests.browsing import Browser
from tests.chromium import open_page
from tests.conftest import OFFICE, TUESDAY
from tests.printables import reading
from tests.serving import serving
from tests.until import until

NEW = "/desk/people/new/key-person"
MAKE = "Karte machen und herunterladen"
AMIRA = {"name": "Amira Haddad", "workplace": "Markt am Bach", "district": "Altstadt"}


@pytest.fixture
def desk(browse, town, petra):
    town.venue()  # which makes the district
    return browse.as_(petra)


def collected(desk, address):
    """The PDF from this address, once it is made; until then it asks to come again."""

    def card():
        answer = desk.client.get(address)
        is_made = answer.mimetype == "application/pdf"
        assert is_made or (answer.headers["Refresh"] == "2" and "wird gemacht" in answer.text)
        return answer if is_made else None

    return until(card)


def until_it_says(desk, address, words):
    """The page this address leads to, once it says so."""

    def page():
        come = desk.follow(address)
        return come if words in come.text else None

    return until(page, f"nobody said “{words}”")


def secret_on(pdf):
    [code] = zxingcpp.read_barcodes(reading.picture(pdf, dpi=150))
    return urlsplit(code.text).fragment


def enrol(db, folder, secret):
    typed = {"pin": "274193", "device_name": "", "pepper": pepper.of(folder), "now": TUESDAY}
    return devices.opened_by(db, staff_cards.enrol(db, secret, **typed))


def make(desk, page, **typed):
    """Press the button; gives the address where the card is to be collected."""
    address, fields = page.form(MAKE)
    answer = desk.post(address, fields | typed)
    assert answer.status == 303
    return answer.headers["Location"]


def test_a_new_key_person_gets_a_card_that_opens(desk, db, folder):
    address = make(desk, desk.get(NEW), **AMIRA)
    answer = collected(desk, address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="schluesselkarte.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Amira Haddad" in reading.text(answer.data)
    person = enrol(db, folder, secret_on(answer.data)).person
    card = staff_cards.of_person(db, person.id)
    assert (person.name, card.workplace, card.district) == tuple(AMIRA.values())
    once_more = desk.follow(address)
    assert "schon heruntergeladen" in once_more.text, "there is only one"


def test_a_new_card_ends_the_old_one_and_its_phone(desk, db, folder):
    address = make(desk, desk.get(NEW), **AMIRA)
    old = secret_on(collected(desk, address).data)
    phone = enrol(db, folder, old)
    page = desk.get(f"/desk/people/{phone.person.id}")
    assert "Die alte Karte gilt sofort nicht mehr" in page.text
    make(desk, page, workplace="Markt am See", district="")
    assert devices.for_person(db, phone.person.id) == []
    with pytest.raises(NotFound):
        enrol(db, folder, old)
    new = collected(desk, address).data
    assert "Markt am See" in reading.text(new)
    assert enrol(db, folder, secret_on(new)).person == people.get(db, phone.person.id)


def test_a_card_is_collected_by_the_session_that_made_it_and_soon(browse, desk, db, folder, clock):
    address = make(desk, desk.get(NEW), **AMIRA)
    kim = cast.enrol(db, folder, role="coordinator", name="Kim Weber", now=TUESDAY)
    assert browse.as_(kim).get(address).status == 303
    clock.shift(KEPT_FOR)
    assert desk.get(address).status == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Bitte ausfüllen"),
        ({"workplace": " "}, "Bitte ausfüllen"),
        ({"workplace": "x" * 61}, "60 Zeichen"),
        ({"name": "市場"}, "Unseren Schriften fehlt"),
        ({"workplace": "市場"}, "Unseren Schriften fehlt"),
        ({"email": "amira"}, "Adresse wie"),
        ({"email": "petra@muster.example"}, "hat schon jemand anderes"),
    ],
)
def test_what_cannot_be_printed_is_said_before_anything_changes(desk, db, typed, said):
    page = desk.submit(desk.get(NEW), MAKE, **{**AMIRA, **typed})
    assert (page.status, said in page.text) == (422, True)
    assert [person.role for person in people.everyone(db)] == ["coordinator"]


def test_a_poor_form_leaves_the_card_that_is_there(desk, db):
    new = {"role": "key_person", "name": "Amira Haddad", "email": "", "now": TUESDAY}
    amira = people.welcome(db, **new)
    staff_cards.issue(db, amira.id, workplace="Markt", district_id=None, now=TUESDAY)
    card = staff_cards.of_person(db, amira.id)
    page = desk.submit(desk.get(f"/desk/people/{amira.id}"), MAKE, workplace="市場")
    assert (page.status, "市場" in page.html) == (422, True)
    assert staff_cards.of_person(db, amira.id) == card


def test_what_fails_only_in_print_is_said_and_not_logged(folder, petra, clock, caplog):
    (folder / "office.toml").write_text(OFFICE.replace("Begegnung M", "市 M"), "utf-8")
    desk = Browser(create_app(folder).test_client()).as_(petra)
    address = make(desk, desk.get(NEW), **AMIRA | {"district": ""})
    page = until_it_says(desk, address, "ließ sich nicht drucken")
    assert "kürzeren Arbeitsort" in page.text and "Amira" not in caplog.text


def test_no_name_and_no_secret_is_logged(desk, db, caplog, capfd):
    caplog.set_level("DEBUG")
    pdf = collected(desk, make(desk, desk.get(NEW), **AMIRA)).data
    said = caplog.text + "".join(capfd.readouterr())
    assert "Amira" not in said and secret_on(pdf) not in said


def test_the_server_itself_sets_no_page():
    asked = "import sys, outreach.app; sys.exit('weasyprint' in sys.modules)"
    paths = os.pathsep.join(path for path in sys.path if path)
    subprocess.run(
        [sys.executable, "-c", asked], check=True, env={**os.environ, "PYTHONPATH": paths}
    )


def test_in_a_real_browser_the_download_begins_by_itself(folder, town, chromium):
    town.venue()
    petra = cast.enrol(
        town.db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC)
    )
    with serving(folder) as address, open_page(chromium, width=1280, javascript=False) as page:
        cookie = {"name": session_cookie.NAME, "value": petra.token, "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + NEW)
        page.get_by_label("Name").fill("Amira Haddad")
        page.get_by_label("Arbeitsort").fill("Markt am Bach")
        page.get_by_label("Stadtteil").select_option("Altstadt")
        with page.expect_download(timeout=300_000) as download:
            page.get_by_role("button", name=MAKE).click()
        assert download.value.suggested_filename == "schluesselkarte.pdf"
        assert len(secret_on(download.value.path().read_bytes())) == 22
        expect(page.get_by_role("heading", level=1)).to_have_text("Die Karte wird gemacht")
        page.get_by_role("link", name="Zu Amira Haddad").click()
        expect(page.locator(".lead")).to_contain_text("darf gerade nicht")
