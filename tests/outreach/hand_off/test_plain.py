"""The hand-off as one form, for a browser without JavaScript."""

from datetime import date

import pytest
from playwright.sync_api import expect

from outreach.phones import COOKIE, PATH
from store import doubtful_hand_offs, office_keys, people, referrals, sealing
from store.database import rows
from tests.browsing import Browser
from tests.chromium import open_page
from tests.entries import TOLD
from tests.for_all import assert_everybody_can_read
from tests.full_disk import full_disk
from tests.serving import serving

CARD = {"reason": "company", "kind": "card"}
CONSENT = CARD | TOLD | {"kind": "consent", "agrees": "yes", "read_in": "tr", "spoken": "tr"}


@pytest.fixture
def phone(amira):
    """Amira's phone, enrolled, with JavaScript switched off."""
    amira.client.set_cookie(COOKIE, amira.token, path=PATH)
    return Browser(amira.client)


@pytest.fixture
def filled_in(phone):
    """Fills in the form as it is shown; gives where it leads and its fields."""

    def filled_in(**typed):
        address, fields = phone.get("/hand-off/plain").form("Übergeben")
        return address, fields | typed

    return filled_in


def told(db, folder):
    keys, private = sealing.open_keys(folder), office_keys.private(folder)
    return [sealing.read(keys, private, asked.record, asked.box) for asked in referrals.due(db)]


def test_a_card_is_handed_off_and_heard_of(db, phone, filled_in):
    address, fields = filled_in(**CARD, code="k7m-2x", district="Altstadt")
    page = phone.follow(phone.post(address, fields).headers["Location"])
    assert "Gespeichert. Danke!" in page.text and "unterwegs" in page.text
    [odd] = doubtful_hand_offs.needing_a_look(db)
    assert (odd.kind, odd.typed_code, odd.key_person) == ("card", "K7M2X", "Amira Haddad")


def test_the_district_of_the_own_work_is_chosen_already(phone):
    assert "<option selected>Altstadt" in phone.get("/hand-off/plain").html


def test_what_somebody_told_is_sealed_before_it_is_stored(db, folder, phone, filled_in):
    assert phone.post(*filled_in(**CONSENT, best_time="evening", comes_along="yes")).status == 303
    [asked] = referrals.due(db)
    assert (asked.language, asked.best_time, asked.comes_along) == ("tr", "evening", True)
    assert told(db, folder) == [TOLD]
    assert rows(db, "SELECT language, how FROM consent") == [
        {"language": "tr", "how": "read_aloud"}
    ]
    for file in folder.iterdir():
        assert b"Rosa" not in file.read_bytes(), file.name


def test_a_second_tap_is_the_same_and_a_correction_is_another(db, folder, phone, filled_in):
    address, fields = filled_in(**CONSENT)
    for _ in range(2):
        assert phone.post(address, fields).status == 303
    assert told(db, folder) == [TOLD]
    phone.post(address, fields | {"contact": "rosa@beispiel.example"})
    assert [odd.why for odd in doubtful_hand_offs.needing_a_look(db)] == ["other_body"]
    assert told(db, folder)[1]["contact"] == "rosa@beispiel.example"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (CARD | {"reason": ""}, "Bitte wählen Sie einen Grund."),
        (CARD | {"kind": "urgent"}, "Bitte wählen Sie, was Sie ausgemacht haben."),
        (CONSENT | {"agrees": ""}, "Ohne Ja genügt die Karte."),
        (CONSENT | {"name": " "}, "Bitte schreiben Sie einen Namen"),
        (CONSENT | {"contact": "morgen"}, "Bitte schreiben Sie eine Telefonnummer"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(db, phone, filled_in, typed, said):
    address, fields = filled_in(**typed)
    page = phone.post(address, fields)
    assert (page.status, said in page.text) == (422, True)
    assert f'value="{fields["entry"]}"' in page.html and f'value="{fields["nonce"]}"' in page.html
    assert typed.get("contact", "") in page.html
    assert db.table("hand_off").count == 0


def test_a_form_that_was_tampered_with_is_read_as_far_as_it_can_be(db, phone, filled_in):
    odd = {"entry": "1", "nonce": "", "district": "Atlantis", "code": "\ud7ff" * 99, "spoken": "xx"}
    assert phone.post(*filled_in(**CONSENT | odd)).status == 303
    [asked] = referrals.due(db)
    assert (asked.language, asked.district) == ("de", "")


def test_a_full_disk_loses_no_word(db, phone, filled_in):
    address, fields = filled_in(**CONSENT)
    with full_disk():
        page = phone.post(address, fields)
    assert page.status == 503 and 'value="Rosa Beispiel"' in page.html
    assert db.table("receipt").count == 0
    assert phone.post(address, fields).status == 303


def test_too_much_at_once_is_said(phone, filled_in):
    address, fields = filled_in(**CARD)
    answers = [phone.post(address, fields) for _ in range(61)]
    assert [answer.status for answer in answers] == [303] * 60 + [429]
    assert "Das war viel auf einmal" in answers[-1].text


def test_another_phones_form_and_a_foreign_page_are_refused(db, phone, ole, filled_in):
    address, fields = filled_in(**CARD)
    ole.client.set_cookie(COOKIE, ole.token, path=PATH)
    assert Browser(ole.client).post(address, fields).status == 403
    assert phone.post(address, fields | {"form_token": ""}).status == 403
    assert phone.post(address, fields, Origin="https://evil.example").status == 403
    assert db.table("hand_off").count == 0


def test_a_phone_nobody_enrolled_is_led_to_its_card(phone, browse):
    page = browse.get("/hand-off/plain")
    assert (page.status, page.headers["Location"]) == (303, "/hand-off/card")


def test_a_training_that_ran_out_says_so_kindly(db, phone, amira):
    people.train(db, amira.person.id, until_on=date(2026, 5, 4))
    page = phone.get("/hand-off/plain")
    assert page.status == 403 and "Ihre Schulung galt bis zum 4. Mai 2026" in page.text
    assert "tel:03023125100" in page.links().values()


def test_a_receipt_cannot_be_guessed_back_to_what_was_typed(db, folder, phone, filled_in):
    address, fields = filled_in(**CONSENT)
    for nonce in (fields["nonce"], "another page's"):
        phone.post(address, fields | {"nonce": nonce})
    assert db.table("receipt").count == 2, "the digest says nothing without the nonce"
    for file in folder.iterdir():
        assert fields["nonce"].encode() not in file.read_bytes(), file.name


def test_everybody_can_fill_it_in(db, folder, amira, chromium):
    people.train(db, amira.person.id, until_on=date.max)
    cookie = {"name": COOKIE, "value": amira.token, "path": PATH, "domain": "127.0.0.1"}
    with serving(folder) as address, open_page(chromium, width=320) as page:
        page.context.add_cookies([cookie])
        page.goto(f"{address}/hand-off/plain")
        assert_everybody_can_read(page)
        page.check("#kind-consent")
        page.check("#reason-asked")
        page.click("button.main")
        page.locator("[name=agrees]").wait_for()
        assert_everybody_can_read(page)
        page.check("[name=agrees]")
        page.fill("#name", "Rosa")
        page.fill("#contact", "030 23125 777")
        page.click("button.main")
        expect(page.locator("main")).to_contain_text("Gespeichert")
    assert len(referrals.due(db)) == 1
