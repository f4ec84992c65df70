"""What was changed is told in sentences, and the last of it can be taken back, and back again."""

from datetime import date

import pytest

from store import (
    campaigns,
    changes,
    kept_offers,
    offers,
    placement_targets,
    placements,
    schedules,
    venues,
)
from store.changes import recorded
from store.offer_texts import OfferText
from store.offers import Details
from tests.conftest import TUESDAY

UNDO = "Letzte Änderung zurücknehmen"


@pytest.fixture
def breakfast(town):
    return town.offer()


@pytest.fixture
def by_petra(db, petra):
    """Petra's hand in the store."""
    return lambda noun, record_id, what: recorded(
        db, noun, record_id, what=what, by=petra.id, now=TUESDAY
    )


def told(desk, noun, record_id):
    return desk.get(f"/desk/history/{noun}/{record_id}").text


def test_a_change_is_told_with_what_stood_there_before(db, desk, breakfast, by_petra):
    with by_petra("offer", breakfast, "edited"):
        offers.translate(db, breakfast, OfferText("de", "Brunch", "Der Tisch ist gedeckt."))
        details = Details(cost_cents=250, free="no", checked_on=date(2026, 5, 1))
        offers.describe(db, breakfast, details)
        offers.welcome(db, breakfast, languages=["tr", "de"], situations=["alone"])
        kept_offers.settle(db, breakfast, status="paused")
    text = told(desk, "offer", breakfast)
    assert "Petra Sommer hat das am 5. Mai geändert." in text
    for line in (
        "Titel vorher: Frühstück für alle → jetzt: Brunch",
        "Kosten jetzt: 2,50 €",
        "Kostenlos vorher: unbekannt → jetzt: nein",
        "Stand vorher: veröffentlicht → jetzt: pausiert",
        "Geprüft am jetzt: 1. Mai 2026",
        "Dort spricht man jetzt: Deutsch, Türkisch",
        "Lebenslagen jetzt: viel allein",
    ):
        assert line in text
    assert "Der Tisch ist gedeckt" not in text and "offer_id" not in text


def test_years_are_said_where_it_is_not_this_one(db, desk, breakfast, by_petra):
    [schedule] = schedules.for_offers(db, [breakfast])
    with by_petra("offer", breakfast, "date_cancelled"):
        schedules.cancel(db, schedule.id, date(2027, 1, 5), reason="Inventur")
    sentence = "hat am 5. Mai den Termin vom 5. Januar 2027 abgesagt: Inventur"
    assert sentence in told(desk, "offer", breakfast)


def test_new_times_and_another_house_are_told_by_name(db, town, desk, breakfast, by_petra):
    church = town.venue("Kirche")
    organization = kept_offers.get(db, breakfast).organization
    with by_petra("offer", breakfast, "edited"):
        offers.relocate(db, breakfast, organization_id=organization.id, venue_id=church)
        schedules.remove(db, schedules.for_offers(db, [breakfast])[0].id)
    text = told(desk, "offer", breakfast)
    assert "Ort vorher: Lukashaus → jetzt: Kirche" in text
    assert "Zeiten vorher: jeden Dienstag, 14:00–16:00 Uhr → nichts" in text


def test_a_translation_says_its_language(db, desk, breakfast, by_petra):
    with by_petra("offer", breakfast, "translated"):
        offers.translate(db, breakfast, OfferText("tr", "Herkese kahvaltı"))
    assert "Titel (Türkçe) jetzt: Herkese kahvaltı" in told(desk, "offer", breakfast)


def test_the_last_change_is_taken_back_and_brought_back(db, town, desk, breakfast, by_petra):
    with by_petra("offer", breakfast, "edited"):
        offers.translate(db, breakfast, OfferText("de", "Brunch"))
    page = desk.submit(desk.get(f"/desk/offers/{breakfast}"), UNDO)
    assert "Die letzte Änderung ist zurückgenommen" in page.text
    assert "Frühstück für alle" in page.text
    assert kept_offers.get(db, breakfast).text.title == "Frühstück für alle"
    page = desk.submit(page, "Doch wieder so wie zuvor")
    assert kept_offers.get(db, breakfast).text.title == "Brunch"
    assert len(changes.for_record(db, "offer", breakfast)) == 3
    assert "Zur Seite selbst" in page.links()


def test_who_is_too_late_to_undo_is_told(db, desk, breakfast, by_petra):
    with by_petra("offer", breakfast, "edited"):
        offers.translate(db, breakfast, OfferText("de", "Brunch"))
    action, fields = desk.get(f"/desk/history/offer/{breakfast}").form(UNDO)
    with by_petra("offer", breakfast, "edited"):
        offers.translate(db, breakfast, OfferText("de", "Kaffee"))
    page = desk.post(action, fields)
    assert page.status == 409 and "Jemand war schneller" in page.text
    assert kept_offers.get(db, breakfast).text.title == "Kaffee"


def test_what_something_else_needs_cannot_be_taken_back(db, town, desk, by_petra):
    with by_petra("venue", None, "created") as made:
        made.record_id = town.venue("Neues Haus")
    town.offer(venue_id=made.record_id)
    page = desk.get(f"/desk/venues/{made.record_id}")
    page = desk.submit(page, UNDO)
    assert page.status == 409 and "Etwas anderes braucht es noch" in page.text
    assert venues.get(db, made.record_id).name == "Neues Haus"


def test_a_record_that_was_taken_back_is_gone_and_can_come_again(db, town, desk, by_petra):
    with by_petra("offer", None, "created") as made:
        made.record_id = town.offer("Versehen")
    page = desk.submit(desk.get(f"/desk/offers/{made.record_id}"), UNDO)
    assert "Ein Eintrag, den es nicht mehr gibt" in page.text
    assert desk.get(f"/desk/offers/{made.record_id}").status == 404
    assert "0 Angebote" in desk.get("/desk/offers?words=Versehen").text
    desk.submit(page, "Doch wieder so wie zuvor")
    assert "Versehen" in desk.get("/desk/offers?words=Versehen").links()


def test_placements_and_campaigns_have_a_history_too(db, town, desk, by_petra):
    poster = town.poster()
    with by_petra("placement", poster.id, "hung"):
        placements.print_(db, poster.id, now=TUESDAY)
        placements.hang(db, poster.id, now=TUESDAY)
    text = told(desk, "placement", poster.id)
    assert "notiert: Es hängt." in text
    assert "Stand vorher: angelegt, nicht gedruckt → jetzt: hängt" in text
    with by_petra("placement", poster.id, "something_new"):
        target = placement_targets.to_offer(town.offer())
        placement_targets.point(db, poster.id, target=target, by="Petra", why="Fest", now=TUESDAY)
    text = told(desk, "placement", poster.id)
    assert "hat das am 5. Mai geändert" in text and "Führt zu jetzt: Frühstück für alle" in text
    with by_petra("campaign", None, "created") as made:
        made.record_id = campaigns.named(db, "Herbst", starts_on=date(2026, 9, 1)).id
    assert "Beginnt am jetzt: 1. September 2026" in told(desk, "campaign", made.record_id)


def test_nothing_has_no_history_and_one_record_not_that_of_another(
    db, town, desk, breakfast, by_petra
):
    assert desk.get("/desk/history/offer/99").status == 404
    assert desk.get("/desk/history/person/1").status == 404
    with by_petra("offer", breakfast, "edited"):
        offers.translate(db, breakfast, OfferText("de", "Brunch"))
    action, fields = desk.get(f"/desk/history/offer/{breakfast}").form(UNDO)
    other = town.offer("Anderes")
    assert desk.post(action.replace(str(breakfast), str(other)), fields).status == 404
    assert desk.post(action, fields | {"change": "x"}).status == 404
    assert kept_offers.get(db, breakfast).text.title == "Brunch"


@pytest.mark.parametrize("path", ["/desk/offers", "/desk/history/offer/1", "/desk/venues/1"])
def test_a_pilot_sees_none_of_it(browse, jonas, breakfast, path):
    assert browse.as_(jonas).get(path).status == 403
