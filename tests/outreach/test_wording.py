"""Pages speak with their reader; the desk speaks German."""

import pytest

from store import invitations, people
from tests.cast import PASSWORD, sign_in
from tests.conftest import TUESDAY

WELCOME = {
    "de": "Willkommen, Mira",
    "en": "Welcome, Mira",
    "tr": "Hoş geldiniz, Mira",
    "ar": "أهلاً وسهلاً",
}


@pytest.fixture
def link(db):
    token = invitations.invite(
        db, role="pilot", name="Mira", email="mira@muster.example", now=TUESDAY
    )
    return f"/invitation/{token}"


def heading(page):
    return next(e for e in page.document.iter() if str(e.tag).endswith("}h1")).text


@pytest.mark.parametrize(("language", "welcome"), WELCOME.items())
def test_the_door_speaks_as_the_browser_prefers(browse, link, language, welcome):
    page = browse.get(link, Accept_Language=f"{language};q=0.9,fr")
    assert welcome in page.text
    assert page.document.get("lang") == language
    assert page.document.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert "Set-Cookie" not in page.headers


def test_a_language_chosen_at_the_door_is_kept_until_inside_and_there(browse, db, link):
    page = browse.get(link)
    page = browse.get(page.links()["Türkçe"])
    assert WELCOME["tr"] in page.text
    page = browse.submit(page, "Başlayalım")
    page = browse.submit(page, "Devam", password=PASSWORD, again=PASSWORD)
    assert heading(page) == "Telefonunuzu bağlayın"
    page = browse.submit(page, "Devam", code="000000")
    assert (page.status, "Bu kod uymuyor" in page.text) == (422, True)


def test_what_was_chosen_at_the_door_is_spoken_inside_from_then_on(browse, db, jonas):
    page = browse.get("/sign-in?lang=tr")
    page = browse.submit(page, "Devam", email=jonas.email, password=PASSWORD)
    room = browse.submit(page, "Oturum aç", code=jonas.code(TUESDAY))
    assert heading(room) == "Merhaba, Jonas Brandt"
    assert people.get(db, jonas.id).language == "tr"
    door = browse.submit(room, "Çıkış")
    assert "Görüşmek üzere" in door.text


def test_a_language_that_nobody_offers_is_not_spoken_and_not_kept(browse, db, jonas):
    page = browse.get('/sign-in?lang=xx"><b>')
    assert heading(page) == "Anmelden" and "xx" not in page.html
    phone = browse.as_(jonas)
    address, fields = phone.get("/account").form("Speichern")
    assert phone.post(address, fields | {"language": "xx"}).status == 422
    people.speak_with(db, jonas.id, language="xx")
    assert "Guten Tag, Jonas Brandt" in phone.get("/pilot").text


def test_inside_the_footer_changes_the_language_and_stays_on_the_page(browse, db, jonas):
    phone = browse.as_(jonas)
    page = phone.submit(phone.get("/pilot"), "العربية", language="ar")
    assert (page.document.get("lang"), page.document.get("dir")) == ("ar", "rtl")
    assert heading(page) == "أهلاً، \u2068Jonas Brandt\u2069"
    page = phone.submit(phone.get("/account"), "حفظ", language="")
    assert heading(page) == "Mein Zugang"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "x"])
def test_nobody_is_led_astray_by_it(browse, jonas, back):
    phone = browse.as_(jonas)
    address, fields = phone.get("/pilot").form("Türkçe")
    answer = phone.post(address, fields | {"language": "tr", "back": back})
    assert answer.headers["Location"] == "/account"


def test_the_desk_speaks_german_whatever_its_reader_prefers(browse, db, petra):
    people.speak_with(db, petra.id, language="tr")
    desk = browse.as_(petra)
    for address in ("/desk?lang=ar", "/desk/referrals", "/desk/referrals/999"):
        page = desk.get(address, Accept_Language="tr")
        assert page.document.get("lang") == "de", address
        assert "Türkçe" not in page.text
    assert heading(desk.get("/desk/referrals")) == "Wer wartet"
    assert heading(desk.get("/account")) == "Hesabım"


def test_recovery_codes_cannot_be_lost_to_another_language(browse, db, petra):
    desk = browse.as_(petra)
    page = desk.get("/account/proof?back=/account")
    page = desk.submit(page, "Bestätigen", password=PASSWORD, code=petra.code(TUESDAY))
    assert "Türkçe" not in desk.submit(page, "Zehn neue Ersatz-Codes machen").text


def test_a_moment_follows_the_language(browse, db, jonas):
    phone = browse.as_(jonas)
    people.speak_with(db, jonas.id, language="tr")
    sign_in(db, jonas, device="Edge, Windows", now=TUESDAY)
    assert "son kullanım: 5 Mayıs Salı, 10:00" in phone.get("/account").text
