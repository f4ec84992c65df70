"""Petra opens what came in at the doors; whoever brought it hears what became of it."""

from datetime import date

import pytest

from outreach import mail
from store import changes, offers, office, outbox, people, proposals, schedules, venues
from store.database import one
from tests.cast import enrol
from tests.conftest import OFFICE, TUESDAY
from tests.mail_server import mail_server
from tests.serving import free_port

OFFER = {
    "what": "Skat am Fenster. Wer mag, spielt mit.",
    "where": "im Lukashaus am Markt",
    "when": "jeden Donnerstag, 15 bis 17 Uhr",
    "name": "Nachbarschaftshaus",
    "contact": "rosa@draussen.example",
}
HELP = {"name": "Rosa", "contact": "rosa@draussen.example", "languages": "Türkçe"}
IDEA = {"what": "Eine Bank vor der Bücherei", "contact": "030 23125 777"}


@pytest.fixture
def bring(browse, town):
    """Let somebody bring something to a door; gives the proposal."""

    def bring(door, told, language="de", **changed):
        assert browse.post(f"/{language}/doors/{door}", {**told, **changed}).status == 200
        return max(proposals.to_do(town.db), key=lambda found: found.id)

    return bring


@pytest.fixture
def delivered(db, folder):
    """What the keeper sends: every mail that waits, through a real server."""

    def delivered():
        port = free_port()
        lines = f'mail_server = "127.0.0.1:{port}"\nmail_security = "none"\n'
        (folder / office.FILE_NAME).write_text(lines + OFFICE, "utf-8")
        with mail_server(port) as box:
            mail.deliver(db, office.read(folder), folder)
        return box.letters

    return delivered


def page_of(desk, found):
    return desk.get(f"/desk/proposals/{found.id}")


def now_is(town, found):
    return proposals.get(town.db, found.id)


def test_what_waits_stands_on_the_list_and_names_nobody(bring, desk):
    found = bring("help", HELP)
    assert "Jemand möchte helfen" in desk.get("/desk").text
    page = desk.get("/desk/proposals")
    assert "Jemand möchte helfen" in page.text and "Rosa" not in page.html
    page = page_of(desk, found)
    assert "Rosa" in page.text and "Türkçe" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_an_offer_is_published_in_two_clicks_and_its_giver_told(
    town, bring, desk, browse, petra, delivered
):
    house = town.venue("Lukashaus")
    town.venue("Stadtbücherei")
    found = bring("offer", OFFER, "tr")
    page = desk.get(page_of(desk, found).links()["Ein Angebot daraus machen"])
    assert "Donnerstag, 7. Mai, 15:00 – 17:00" in page.text
    page = desk.submit(page, "Veröffentlichen", **choices(page))
    offer = offers.get(town.db, now_is(town, found).offer_id, language="de")
    assert (offer.text.title, offer.venue.id) == ("Skat am Fenster", house)
    assert offer.organization.name == "Nachbarschaftshaus" and offer.email() is None
    [schedule] = schedules.for_offers(town.db, [offer.id])
    assert (schedule.times.rule, schedule.status) == ("FREQ=WEEKLY;BYDAY=TH", "confirmed")
    [made] = changes.for_record(town.db, "offer", offer.id)
    assert (made.what, made.by) == ("created", "Petra Sommer")
    [letter] = delivered()
    assert letter["To"] == "rosa@draussen.example"
    assert f"https://muster.example/tr/offers/{offer.id}" in letter.get_content()
    assert browse.get(f"/tr/offers/{offer.id}").status == 200
    assert proposals.waiting(town.db) == 0


def choices(page):
    """What is chosen already, with the texts; `Page.form` takes the last radio button."""
    fields = {}
    for element in page.document.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "textarea":
            fields[element.get("name")] = element.text or ""
        if element.get("type") == "radio" and element.get("checked") is not None:
            fields[element.get("name")] = element.get("value")
    return fields | {"look": "", "shows_contact": ""}


def test_a_new_place_and_a_new_club_are_made_with_it(town, bring, desk):
    found = bring("offer", OFFER, where="Gartenlaube, Lindenweg 3, 33991", name="Chor Linde")
    page = desk.get(f"/desk/proposals/{found.id}/offer")
    typed = choices(page)
    assert not {"venue", "organization"} & typed.keys(), "nothing we know is like it"
    desk.submit(page, "Veröffentlichen", **typed | {"shows_contact": "yes"})
    offer = offers.get(town.db, now_is(town, found).offer_id, language="de")
    assert (offer.venue.name, offer.venue.street) == ("Gartenlaube", "Lindenweg 3")
    assert (offer.venue.postcode, offer.venue.district) == ("33991", "Altstadt")
    assert (offer.organization.name, offer.email()) == ("Chor Linde", "rosa@draussen.example")
    [made] = changes.for_record(town.db, "venue", offer.venue.id)
    assert made.what == "created"


def test_every_second_week_asks_for_the_first_day(town, bring, desk):
    found = bring("offer", OFFER, when="alle zwei Wochen dienstags um 14 Uhr")
    page = desk.get(f"/desk/proposals/{found.id}/offer")
    page = desk.submit(page, "Veröffentlichen", **choices(page))
    assert page.status == 422 and "in welcher Woche" in page.text
    page = desk.submit(page, "Veröffentlichen", **choices(page), first_on="2026-05-12")
    [schedule] = schedules.for_offers(town.db, [now_is(town, found).offer_id])
    assert schedule.times.starts_on == date(2026, 5, 12)


def test_times_nobody_understands_can_be_said_in_other_words(town, bring, desk):
    found = bring("offer", OFFER, when="immer wenn die Sonne scheint")
    page = desk.get(f"/desk/proposals/{found.id}/offer")
    assert "nicht verstanden" in page.text
    typed = choices(page) | {"when": "jeden Montag 10 Uhr", "look": "yes"}
    page = desk.submit(page, "Termine neu ansehen", **typed)
    assert "Montag, 11. Mai, 10:00" in page.text and now_is(town, found).is_new()


def test_a_volunteer_becomes_an_invited_pilot_in_training(town, bring, desk, browse, delivered):
    found = bring("help", HELP, "tr")
    desk.submit(page_of(desk, found), "Einladen", name="Rosa Beispiel")
    rosa = people.get(town.db, now_is(town, found).person_id)
    assert (rosa.role, rosa.name, rosa.email) == ("pilot", "Rosa Beispiel", HELP["contact"])
    assert not rosa.is_trained(TUESDAY.date()) and rosa.language == "tr"
    [letter] = delivered()
    assert letter["To"] == HELP["contact"] and "Rosa" not in letter.as_string()
    [link] = [word for word in letter.get_content().split() if word.startswith("https://")]
    assert browse.get(link.removeprefix("https://muster.example")).status == 200
    token = link.rpartition("/")[2]
    assert one(town.db, "SELECT count(*) AS n FROM mail WHERE path LIKE ?", f"%{token}%")["n"] == 0


def test_a_volunteer_with_a_number_only_is_asked_for_an_address(town, bring, desk):
    found = bring("help", HELP, contact="030 23125 777")
    page = desk.submit(page_of(desk, found), "Einladen")
    assert page.status == 422 and "fragen Sie nach einer E-Mail-Adresse" in page.text
    desk.submit(page, "Einladen", email="rosa@draussen.example")
    assert people.find_by_email(town.db, "rosa@draussen.example").role == "pilot"


def test_nobody_is_invited_with_the_address_of_somebody_else(town, bring, desk, petra):
    found = bring("help", HELP, contact=petra.email)
    page = desk.submit(page_of(desk, found), "Einladen")
    assert page.status == 422 and "jemand anderem" in page.text and now_is(town, found).is_new()


def test_an_idea_is_kept_and_whoever_left_a_number_is_called(town, bring, desk, delivered):
    found = bring("idea", IDEA)
    page = desk.submit(page_of(desk, found), "Antworten", tag="", answer="Schöne Idee!")
    assert page.status == 422 and "Schöne Idee!" in page.html
    page = desk.submit(page, "Antworten", tag="Bänke", answer="Schöne Idee!")
    assert "030 23125777" in page.text and "Sie könnten sagen" in page.text
    assert delivered() == [] and proposals.waiting(town.db) == 1
    page = desk.submit(page, "Ich habe Bescheid gesagt")
    assert "Bescheid gesagt: Dienstag, 5. Mai" in page.text
    assert proposals.waiting(town.db) == 0
    assert now_is(town, found).tag == "Bänke"


def test_an_idea_without_an_address_is_answered_for_the_office_only(town, bring, desk, delivered):
    found = bring("idea", IDEA, contact="")
    page = desk.submit(page_of(desk, found), "Antworten", tag="Bänke", answer="Gemerkt.")
    assert "kein Kontakt" in page.text and proposals.waiting(town.db) == 0 and delivered() == []


def test_a_refusal_gives_a_reason_in_the_language_of_who_asked(town, bring, desk, delivered):
    found = bring("idea", IDEA, "en", contact="rosa@draussen.example")
    page = desk.submit(page_of(desk, found), "Absagen", reason="", words="")
    assert page.status == 422 and "wählen Sie einen Grund" in page.text
    desk.submit(page, "Absagen", reason="no_means", words="Please ask again in autumn.")
    [letter] = delivered()
    text = letter.get_content().replace("\r\n", "\n")
    assert "this is why:\n\nWe like it" in text and "\n\nPlease ask again in autumn.\n" in text


def test_of_two_coordinators_one_settles_it_and_the_other_is_told_who(
    town, bring, desk, browse, db, folder, delivered
):
    karin = browse.as_(enrol(db, folder, role="coordinator", name="Karin Blum", now=TUESDAY))
    helps, idea, offer = bring("help", HELP), bring("idea", IDEA), bring("offer", OFFER)
    seen = {one.door: page_of(karin, one) for one in (helps, idea, offer)}
    laid_out = karin.get(f"/desk/proposals/{offer.id}/offer")
    for found in (helps, idea, offer):
        desk.submit(page_of(desk, found), "Absagen", reason="no_means", words="")
    late = [
        karin.submit(seen["help"], "Einladen", name="Rosa"),
        karin.submit(seen["idea"], "Antworten", tag="x", answer="y"),
        karin.submit(seen["help"], "Absagen", reason="enough", words=""),
        karin.submit(laid_out, "Veröffentlichen", **choices(laid_out)),
    ]
    for page in late:
        assert page.status == 409 and "Petra Sommer war schneller" in page.text
    assert {now_is(town, one).state for one in (helps, idea, offer)} == {"refused"}
    assert people.find_by_email(db, HELP["contact"]) is None
    assert db.execute("SELECT count(*) FROM offer").fetchone() == (0,)
    assert len(delivered()) == 2


def test_what_is_erased_is_gone_and_can_be_settled_by_nobody(town, bring, desk):
    found = bring("idea", IDEA)
    before = page_of(desk, found)
    page = desk.submit(before, "Endgültig löschen")
    assert "gelöscht" in page.text and "Bücherei" not in page.html
    assert desk.submit(before, "Absagen", reason="no_means", words="").status == 409
    assert proposals.waiting(town.db) == 0


def test_a_pilot_and_a_stranger_see_none_of_it(bring, browse, jonas):
    found = bring("offer", OFFER)
    for address in ("", f"/{found.id}", f"/{found.id}/offer"):
        assert browse.as_(jonas).get(f"/desk/proposals{address}").status == 403
        assert browse.get(f"/desk/proposals{address}").status == 303
    for verb in ("answer", "refusal", "invitation", "told", "erasure", "offer"):
        assert browse.as_(jonas).post(f"/desk/proposals/{found.id}/{verb}", {}).status == 403


def test_a_place_or_club_nobody_offered_is_not_taken(town, bring, desk):
    found = bring("offer", OFFER)
    page = desk.get(f"/desk/proposals/{found.id}/offer")
    typed = choices(page)
    assert desk.submit(page, "Veröffentlichen", **typed | {"venue": "999"}).status == 404
    assert desk.submit(page, "Veröffentlichen", **typed | {"organization": "999"}).status == 422
    assert now_is(town, found).is_new() and venues.not_located(town.db) == []
    assert outbox.due(town.db, now=TUESDAY) == []
