"""A card is given at a till; somebody answers it, is gone along with, and one day forgotten."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from outreach import session_cookie
from outreach.cli import begegnung
from store import devices, people, referrals, retention, schedules, sealing, visits
from tests.cast import enrol
from tests.chromium import open_page
from tests.outreach.hand_off.tool import Tool
from tests.printables.reading import codes as codes_on
from tests.serving import serving
from tests.whole_life import contents

ROSA, HER_NUMBER = "Rosa Beispiel", "030 23125 777"


def press(page, name):
    page.get_by_role("button", name=name).first.click()


@pytest.fixture
def amira(db):
    """Amira, key person at a supermarket."""
    now = datetime.now(UTC)
    person = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=now)
    days = {"trained_until_on": date(now.year + 1, 12, 31), "confidential_since_on": now.date()}
    return people.qualify(db, person.id, **days)


@contextmanager
def tool_of(amira, db, chromium, address):
    """Her phone with the tool, enrolled."""
    with open_page(chromium, width=390) as page:
        tool = Tool(page, address)
        tool.open()
        tool.enrol(devices.begin(db, amira.id, name="Chrome, Android", now=datetime.now(UTC)))
        yield tool


@contextmanager
def pilots_phone(chromium, address, pilot):
    with open_page(chromium, width=390) as page:
        cookie = {"name": session_cookie.NAME, "value": pilot.token, "url": address}
        page.context.add_cookies([cookie])
        page.goto(f"{address}/pilot")
        yield page


def printed_card(folder, tmp_path):
    """The code of a card from the printer, as a camera reads it."""
    out = tmp_path / "cards.pdf"
    words = ["print-cards", "--count", "10", "--languages", "de,tr", "--out", str(out)]
    result = CliRunner().invoke(begegnung, [*words, "--data", str(folder)])
    assert result.exit_code == 0, result.output
    texts = {code.text for code in codes_on(out.read_bytes(), dpi=200)}
    assert len(texts) == 10
    return sorted(texts)[0].rpartition("/")[2].upper()


def give(tool, code):
    """Four taps at the till, and the number of the card."""
    for words in ("Möchte Gesellschaft", "Altstadt", "Karte gegeben"):
        tool.tap(words)
    tool.page.locator("#card-code").fill(code)
    tool.tap("Fertig")
    assert tool.shows("saved")
    tool.go_on()
    tool.wait_until_sent()


def answer(chromium, address, code):
    """Rosa scans the card at home, thinks about it, and asks for company."""
    with open_page(chromium, width=390, javascript=False) as page:
        page.goto(f"{address}/C/{code}")
        page.get_by_role("link", name="Ich möchte Begleitung").click()
        page.get_by_label("Wie dürfen wir Sie nennen?").fill(ROSA)
        page.get_by_label("Telefon oder E-Mail").fill(HER_NUMBER)
        page.get_by_label("In welchem Stadtteil").select_option("Altstadt")
        page.locator("[name=agrees]").check()
        page.locator("button.send").click()
        expect(page.locator(".code")).to_have_text(re.compile("-?".join(code)))


def say_yes_and_reach(page):
    press(page, "Ich sage zu")
    press(page, "Name und Kontakt zeigen")
    page.get_by_text(ROSA).wait_for()
    page.get_by_role("radio", name="Anruf").check()
    page.get_by_role("button", name="Erreicht", exact=True).click()
    page.get_by_role("link", name="Termin suchen").first.click()


def take_first_date(page):
    page.get_by_role("button", name="Wir nehmen diesen Termin").first.click()
    page.get_by_role("heading", name="Sie gehen zusammen hin").wait_for()


def is_heard(word, tool):
    """Whether Amira reads this of what became of her hand-off: true, or the test ends here."""
    tool.open()
    tool.tap("Meine Übergaben")
    expect(tool.page.locator("#heard li").first).to_contain_text(word)
    return True


def cancel_her_date(db, code):
    """The offer says that its date does not take place; gives the visit that was agreed on."""
    visit = visits.find_open(db, referrals.by_code(db, code).id)
    schedules.cancel(db, visit.schedule_id, visit.day, reason="Wasserschaden")
    return visit


def agree_on_another_date(page, request):
    page.goto(request)
    expect(page.get_by_text("Wasserschaden")).to_be_visible()
    page.get_by_role("link", name="Anderen Termin suchen").click()
    take_first_date(page)


def let_the_day_pass(db):
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    db.execute("UPDATE visit SET agreed_on = ? WHERE ended_at IS NULL", [yesterday])


def note_that_they_went_together(page, request):
    page.goto(request)
    page.locator("#went-together").check()
    page.locator("#again-alone").check()
    press(page, "Festhalten")
    page.get_by_role("button", name="Ja, die Person geht jetzt allein hin").wait_for()


def note_that_she_goes_alone(page, request):
    page.goto(request)
    press(page, "Ja, die Person geht jetzt allein hin")
    page.get_by_text("Genau dafür ist das alles da").wait_for()


def is_forgotten_after_ninety_days(db, folder, referral_id):
    """Whether what she told us is there until then, and nowhere afterwards."""
    keys, ended = sealing.open_keys(folder), datetime.now(UTC)
    box = referrals.get(db, referral_id).box[12:60]
    retention.forget_anyway(db, keys, now=ended + timedelta(days=89))
    assert any(box in content for content in contents(folder).values())
    retention.forget_anyway(db, keys, now=ended + timedelta(days=91))
    is_left = any(box in content for content in contents(folder).values())
    return not is_left and not sealing.records(keys)


def test_from_a_card_to_coming_back_alone(db, folder, town, tmp_path, chromium, amira):
    offer_id = town.offer("Frühstück für alle", rule="FREQ=DAILY", at="23:30", until="23:45")
    jonas = enrol(db, folder, role="pilot", name="Jonas Brandt", now=datetime.now(UTC))
    code = printed_card(folder, tmp_path)
    with serving(folder) as address, tool_of(amira, db, chromium, address) as tool:
        give(tool, code)
        assert is_heard("unterwegs", tool)
        answer(chromium, address, code)
        assert is_heard("angekommen", tool)
        with pilots_phone(chromium, address, jonas) as page:
            say_yes_and_reach(page)
            take_first_date(page)
            assert is_heard("in Kontakt", tool)
            request, visit = page.url, cancel_her_date(db, code)
            agree_on_another_date(page, request)
            let_the_day_pass(db)
            note_that_they_went_together(page, request)
            assert is_heard("begleitet", tool)
            note_that_she_goes_alone(page, request)
        assert is_heard("begleitet", tool)
    asked = referrals.by_code(db, code)
    assert (asked.state, visit.offer_id) == ("came_back", offer_id)
    assert is_forgotten_after_ninety_days(db, folder, asked.id)
