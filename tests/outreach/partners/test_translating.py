"""The club translates an offer without an account; Petra compares and decides."""

import re
from datetime import timedelta

import pytest

from outreach.partners import limits
from store import offer_texts, offers, organizations, outbox, translation_drafts
from store.offer_texts import OfferText
from tests.conftest import TUESDAY


@pytest.fixture
def desk(browse, petra):
    return browse.as_(petra)


@pytest.fixture
def offer_id(town):
    return town.offer()


@pytest.fixture
def club(db):
    club = organizations.named(db, "Brückenverein", email="bruecke@muster.example").id
    organizations.know(db, club, languages=["ar", "tr"], translates=True)
    return club


@pytest.fixture
def ask(desk, offer_id, club):
    """Ask the club at the desk; gives the path of the link."""

    def asked(language="tr"):
        page = desk.get(f"/desk/translations/new?offer={offer_id}")
        page = desk.submit(page, "Anfragen", organization=str(club), language=language)
        link = re.search(r'value="https://muster\.example(/translate/[^"]+)"', page.html)
        return link.group(1)

    return asked


def test_a_translation_is_asked_for_sent_compared_and_taken_over(browse, desk, db, offer_id, ask):
    page = browse.get(ask())
    assert "Der Tisch ist gedeckt." in page.text and "Türkçe" in page.text
    told = {"title": "Kahvaltı", "description": "Sofra hazır."}
    assert "angekommen" in browse.submit(page, "Übersetzung schicken", **told).text
    assert "tr" not in offer_texts.every(db, offer_id)

    [draft] = translation_drafts.waiting(db)
    assert "Brückenverein" in desk.get("/desk/translations").text
    page = desk.get(f"/desk/translations/{draft.id}")
    assert "Sofra hazır." in page.text and "noch keinen Text" in page.text
    assert "öffentlichen Seiten" in desk.submit(page, "Übernehmen").text
    assert offer_texts.every(db, offer_id)["tr"] == OfferText("tr", "Kahvaltı", "Sofra hazır.")
    assert "Kahvaltı" in browse.get(f"/tr/offers/{offer_id}").text
    kinds = [(one.kind, one.path) for one in outbox.due(db, now=TUESDAY)]
    assert kinds[-1] == ("translation_accepted", f"/tr/offers/{offer_id}")


def test_old_and_new_stand_side_by_side(browse, desk, db, offer_id, ask):
    offers.translate(db, offer_id, OfferText("tr", "Kahvaltı", "Eski metin."))
    page = browse.get(ask())
    assert "Eski metin." in page.text
    browse.submit(page, "Übersetzung schicken", title="Kahvaltı", description="Yeni metin.")
    [draft] = translation_drafts.waiting(db)
    page = desk.get(f"/desk/translations/{draft.id}")
    assert "jetzt Eski metin. geschickt Yeni metin." in page.text
    assert "Name unverändert" in page.text


def test_a_refusal_is_kind_and_changes_nothing(browse, desk, db, offer_id, ask):
    browse.submit(browse.get(ask()), "Übersetzung schicken", title="Kahvaltı")
    [draft] = translation_drafts.waiting(db)
    page = desk.get(f"/desk/translations/{draft.id}")
    page = desk.submit(page, "Danke sagen, aber so nicht")
    assert "bleibt, wie es ist" in page.text and "tr" not in offer_texts.every(db, offer_id)
    assert outbox.due(db, now=TUESDAY)[-1].kind == "translation_refused"
    assert "nicht übernommen" in desk.get(f"/desk/translations/{draft.id}").text


def test_the_page_is_read_in_the_partners_language_and_direction(browse, ask):
    page = browse.get(ask("ar") + "?lang=ar")
    assert page.document.get("dir") == "rtl"
    title = next(e for e in page.document.iter() if e.get("id") == "title")
    assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")
    german = [e for e in page.document.iter() if e.get("class") == "lines"]
    assert {(e.get("lang"), e.get("dir")) for e in german} == {("de", "ltr")}
    # What is sent is answered in the same language.
    actions = {e.get("action") for e in page.document.iter() if e.get("action")}
    assert [a for a in actions if a.startswith("/translate/") and a.endswith("?lang=ar")]


def test_who_is_asked_again_gets_one_mail_with_the_link_that_works(db, ask):
    ask()
    newer = ask()
    assert [one.path for one in outbox.due(db, now=TUESDAY)] == [newer]


def test_without_a_title_nothing_is_lost(browse, db, ask):
    page = browse.get(ask())
    page = browse.submit(page, "Übersetzung schicken", title=" ", description="Sofra hazır.")
    assert page.status == 422 and "Sofra hazır." in page.text
    assert translation_drafts.waiting(db) == []


def test_a_link_that_was_used_has_expired_or_was_never_given_says_so_kindly(browse, clock, ask):
    address, other = ask(), ask("ar")
    browse.submit(browse.get(address), "Übersetzung schicken", title="Kahvaltı")
    for _ in range(2):
        page = browse.get(address)
        assert page.status == 410 and "vielen Dank" in page.text
        assert browse.post(address, {"title": "noch einmal"}).status == 410
        clock.shift(timedelta(days=30))
        address = other
    page = browse.get("/translate/geraten")
    assert page.status == 404 and "tel:03023125100" in page.links().values()
    assert browse.post("/translate/geraten", {"title": "x"}).status == 404


def test_too_many_at_once_wait_and_lose_nothing(browse, db, ask, monkeypatch):
    monkeypatch.setattr(limits, "AT_ONCE", 0)
    page = browse.get(ask())
    page = browse.submit(page, "Übersetzung schicken", title="Kahvaltı")
    assert page.status == 429 and "Kahvaltı" in page.html
    assert translation_drafts.waiting(db) == []


def test_who_does_not_translate_is_not_asked(desk, db, offer_id, club):
    other = organizations.named(db, "Anderer Verein").id
    page = desk.get(f"/desk/translations/new?offer={offer_id}")
    assert "Anderer Verein" not in page.text
    for wrong in ({"organization": str(other)}, {"language": "de"}, {"language": "ls"}):
        told = {"organization": str(club), "language": "tr"} | wrong
        assert desk.submit(page, "Anfragen", **told).status == 422
    assert translation_drafts.asked(db, now=TUESDAY) == []


def test_offers_without_the_language_are_offered_for_translating(desk, db, town, offer_id, club):
    offers.translate(db, town.offer("Chor"), OfferText("tr", "Koro"))
    page = desk.get(f"/desk/translations/new?organization={club}&language=tr")
    assert "Frühstück für alle" in page.links() and "Chor" not in page.links()
    assert "Chor" in desk.get("/desk/translations/new?q=chor").links()


def test_a_page_from_elsewhere_cannot_send_for_them(browse, db, ask):
    answer = browse.post(ask(), {"title": "x"}, Sec_Fetch_Site="cross-site", Origin="https://x.y")
    assert answer.status == 403 and translation_drafts.waiting(db) == []


def test_nobody_decides_without_being_asked_to(browse, jonas, db, ask):
    browse.submit(browse.get(ask()), "Übersetzung schicken", title="Kahvaltı")
    [draft] = translation_drafts.waiting(db)
    assert browse.as_(jonas).get(f"/desk/translations/{draft.id}").status == 403
    assert browse.post(f"/desk/translations/{draft.id}/acceptance", {}).status == 303
    assert translation_drafts.get(db, draft.id).state == "drafted"
