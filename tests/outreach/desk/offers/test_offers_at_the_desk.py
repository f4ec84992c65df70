"""Petra enters an offer, finds it again, keeps it true, and nobody's typing is lost."""

from datetime import date, timedelta

import pytest

from store import changes, kept_offers, offers, organizations, schedules, search, venues
from store.changes import recorded
from store.database import transaction
from store.errors import NotFound
from store.offer_texts import OfferText
from tests.conftest import TUESDAY

NEW = {
    "title": "Schach im Park",
    "description": "Bretter liegen bereit.\nWer mag, schaut zu.",
    "organization": "Nachbarschaftshaus",
    "venue": "Lukashaus, Am Markt 1, 33991 Musterstadt",
    "times": "jeden 2. Dienstag im Monat, 14:00–16:00 Uhr",
    "status": "published",
    "free": "yes",
    "come_alone": "yes",
}


@pytest.fixture
def breakfast(town):
    return town.offer(checked_on=date(2026, 5, 1))


def save(desk, address, button, **typed):
    """Send the form at this address as a person does; radios and long texts are typed too."""
    action, fields = desk.get(address).form(button)
    kept = {"form_token", "version", "house_version", "offer", "schedule"}
    sent = {name: value for name, value in fields.items() if name in kept}
    return desk.post(action, sent | typed)


def enter(desk, **typed):
    return save(desk, "/desk/offers/new", "Angebot speichern", **(NEW | typed))


def test_a_new_offer_is_entered_with_its_times_and_everybody_sees_it(town, desk, browse, breakfast):
    page = enter(desk)
    page = desk.follow(page.headers["Location"])
    assert "Das Angebot ist eingetragen" in page.text
    [offer_id] = search.find(town.db, "Schach")
    offer = offers.get(town.db, offer_id, language="de")
    assert offer.venue.id == offers.get(town.db, breakfast, language="de").venue.id
    assert (offer.details.free, offer.details.checked_on) == ("yes", date(2026, 5, 5))
    [schedule] = schedules.for_offers(town.db, [offer_id])
    assert (schedule.times.rule, schedule.status) == ("FREQ=MONTHLY;BYDAY=2TU", "confirmed")
    assert "12. Mai" in browse.get(f"/de/offers/{offer_id}").text
    [created] = changes.for_record(town.db, "offer", offer_id)
    assert (created.what, created.by) == ("created", "Petra Sommer")


def test_a_new_organization_and_a_new_place_are_made_with_it(town, desk):
    page = enter(desk, organization="Schachfreunde", phone="030 23125 400", venue="Stadtpark")
    assert page.status == 422 and "Diesen Ort kennen wir noch nicht" in page.text
    assert "Bretter liegen bereit." in page.html and "Schachfreunde" in page.html
    assert organizations.find(town.db, "Schachfreunde") is None
    town.venue("irgendwo, damit es die Altstadt gibt")
    typed = {"phone": "030 23125 400", "street": "Parkweg 2", "postcode": "33991"}
    assert enter(desk, organization="Schachfreunde", venue="Stadtpark", **typed).status == 303
    offer = kept_offers.get(town.db, *search.find(town.db, "Schach"))
    assert offer.organization.phone == "+493023125400" and offer.details.phone is None
    assert offer.venue.label() == "Stadtpark, Parkweg 2, 33991 Musterstadt"
    assert offer.venue.district == "Altstadt"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Bitte ausfüllen"),
        ("organization", " ", "Bitte ausfüllen"),
        ("cost", "viel", "einen Betrag wie 2,50"),
        ("cost", "2,50", "zugleich als kostenlos"),
        ("age_from", "jung", "als Zahl"),
        ("phone", "ruf an", "keine Telefonnummer"),
        ("email", "niemand", "name@example.org"),
        ("times", "irgendwann", "nicht sicher verstanden"),
    ],
)
def test_what_cannot_be_is_said_and_everything_typed_stays(
    town, desk, breakfast, field, typed, said
):
    page = enter(desk, **{field: typed})
    assert page.status == 422 and said in page.text
    assert "Wer mag, schaut zu." in page.html
    assert search.find(town.db, "Schach") == []


def test_a_name_that_two_places_have_is_asked_about(town, desk):
    with transaction(town.db):
        town.offer()
        venues.at(town.db, venues.Address("Lukashaus", "Feldweg 9", "33992", "Musterstadt"))
    page = enter(desk, venue="lukashaus")
    assert page.status == 422 and "mehrere Orte" in page.text and "Feldweg 9" in page.text


def test_an_offer_is_changed_and_found_by_its_new_words(town, desk, breakfast):
    page = save(
        desk,
        f"/desk/offers/{breakfast}/edit",
        "Speichern",
        **(NEW | {"title": "Brunch", "status": "paused", "step_free": "yes", "cost": ""}),
        languages="tr",
        situations="alone",
    )
    assert page.status == 303
    offer = kept_offers.get(town.db, breakfast)
    assert (offer.text.title, offer.status) == ("Brunch", "paused")
    assert (offer.languages, offer.situations) == (("tr",), ("alone",))
    assert (offer.venue.step_free, offer.details.checked_on) == ("yes", date(2026, 5, 1))
    assert search.find(town.db, "Brunch") == [breakfast]
    with pytest.raises(NotFound):
        offers.get(town.db, breakfast, language="de")
    assert [c.what for c in changes.for_record(town.db, "venue", offer.venue.id)] == ["edited"]


def test_who_is_overtaken_is_told_by_whom_and_loses_nothing(town, desk, db, breakfast, petra):
    action, fields = desk.get(f"/desk/offers/{breakfast}/edit").form("Speichern")
    with recorded(db, "offer", breakfast, what="edited", by=petra.id, now=TUESDAY):
        offers.translate(db, breakfast, OfferText("de", "Frühstück am Fluss"))
    sent = {**NEW, "title": "Mein Titel"} | {
        name: fields[name] for name in ("form_token", "version", "house_version")
    }
    page = desk.post(action, sent)
    assert page.status == 409 and 'value="Mein Titel"' in page.html
    assert "Petra Sommer hat das am 5. Mai geändert" in page.text
    assert "Frühstück am Fluss" in page.text
    assert kept_offers.get(db, breakfast).text.title == "Frühstück am Fluss"
    again = page.form("Speichern")[1]["version"]
    assert desk.post(action, sent | {"version": again}).status == 303
    assert kept_offers.get(db, breakfast).text.title == "Mein Titel"


def test_another_house_keeps_what_is_known_of_it(town, desk, breakfast):
    church = town.venue("Kirche")
    venues.describe(town.db, church, directions="", facts={"step_free": "no"})
    typed = NEW | {"venue": "Kirche", "step_free": "yes"}
    assert save(desk, f"/desk/offers/{breakfast}/edit", "Speichern", **typed).status == 303
    assert kept_offers.get(town.db, breakfast).venue.id == church
    assert venues.get(town.db, church).step_free == "no"


def test_the_list_is_searched_and_says_what_is_missing(town, desk, breakfast):
    town.offer("Töpfern", rule=None, starts_on=date(2026, 1, 6), checked_on=date(2025, 11, 4))
    page = desk.get("/desk/offers")
    assert "2 Angebote" in page.text and "kein kommender Termin" in page.text
    assert "1 Angebot" in desk.get("/desk/offers?words=toepfern").text
    for lack in ("check", "dates"):
        links = desk.get(f"/desk/offers?lack={lack}").links()
        assert "Töpfern" in links and "Frühstück für alle" not in links
    assert "0 Angebote" in desk.get("/desk/offers?lack=confirmation").text
    assert "2 Angebote" in desk.get("/desk/offers?lack=translations").text
    assert "2 Angebote" in desk.get("/desk/offers?lack=nonsense&page=x&status=odd").text


def test_still_right_is_one_button_in_the_list(town, desk):
    town.offer(checked_on=date(2025, 11, 4))
    page = desk.get("/desk/offers?lack=check")
    page = desk.submit(page, "Stimmt noch: Frühstück für alle")
    assert "0 Angebote" in page.text
    [offer_id] = search.find(town.db, "Frühstück")
    assert offers.details(town.db, offer_id).checked_on == date(2026, 5, 5)


def test_half_a_year_is_stale_by_the_day(town, desk):
    town.offer(checked_on=date(2025, 11, 5))
    assert "0 Angebote" in desk.get("/desk/offers?lack=check").text
    town.offer("Alt", checked_on=date(2025, 11, 5) - timedelta(days=1))
    assert "1 Angebot" in desk.get("/desk/offers?lack=check").text


def test_a_long_list_has_pages(town, desk):
    for n in range(51):
        town.offer(f"Angebot {n:02}")
    page = desk.get("/desk/offers?words=Angebot")
    assert "51 Angebote" in page.text
    assert "Nächste Seite" in page.links() and "Vorige Seite" not in page.links()
    assert "Vorige Seite" in desk.get(page.links()["Nächste Seite"]).links()


def test_a_translation_stands_beside_the_german_and_is_public(town, desk, browse, breakfast):
    page = desk.get(f"/desk/offers/{breakfast}/translations/tr")
    assert "Frühstück für alle" in page.text and "fehlt" in page.text
    address = f"/desk/offers/{breakfast}/translations/tr"
    refused = save(desk, address, "Speichern", title="", description="Sofra hazır.")
    assert refused.status == 422 and "Sofra hazır." in refused.html
    assert save(desk, address, "Speichern", title="Herkese kahvaltı").status == 303
    assert "Herkese kahvaltı" in browse.get(f"/tr/offers/{breakfast}").text
    assert save(desk, address, "Speichern", title="").status == 303
    assert "Herkese kahvaltı" not in browse.get(f"/tr/offers/{breakfast}").text
    assert desk.get(f"/desk/offers/{breakfast}/translations/de").status == 404
    assert desk.get(f"/desk/offers/{breakfast}/translations/xx").status == 404


def test_an_organization_is_renamed_and_its_offers_are_found_by_that(town, desk, breakfast):
    organization = kept_offers.get(town.db, breakfast).organization
    address = f"/desk/organizations/{organization.id}"
    town.offer("Anderes")
    organizations.named(town.db, "AWO")
    taken = save(desk, address, "Speichern", name="awo")
    assert taken.status == 422 and "gibt es schon" in taken.text
    typed = {"name": "Haus am Fluss", "phone": "030 23125 401", "email": "A@B.example"}
    assert save(desk, address, "Speichern", **typed).status == 303
    kept = organizations.get(town.db, organization.id)
    assert (kept.phone, kept.email) == ("+493023125401", "a@b.example")
    assert breakfast in search.find(town.db, "Fluss")
    history = desk.get(f"/desk/history/organization/{organization.id}")
    assert "Nachbarschaftshaus" in history.text
    desk.submit(history, "Letzte Änderung zurücknehmen")
    assert search.find(town.db, "Fluss") == [] and breakfast in search.find(
        town.db, "Nachbarschaft"
    )


def test_a_venue_gets_its_place_on_the_map(town, desk, breakfast):
    venue = kept_offers.get(town.db, breakfast).venue
    address = f"/desk/venues/{venue.id}"
    typed = {"name": "Lukashaus", "street": "Am Markt 1", "postcode": "33991", "district": ""}
    typed |= {"town": "Musterstadt", "directions": "Klingel links", "quiet": "no"}
    wrong = save(desk, address, "Speichern", **typed, point="irgendwo")
    assert wrong.status == 422 and "52.0211, 8.5312" in wrong.text and "Klingel links" in wrong.html
    assert save(desk, address, "Speichern", **typed, point="52.03, 8.54").status == 303
    kept = venues.get(town.db, venue.id)
    assert (kept.lat, kept.lon, kept.located) == (52.03, 8.54, "by_hand")
    assert (kept.directions, kept.quiet, kept.district) == ("Klingel links", "no", "")
    assert save(desk, address, "Speichern", **typed, point="").status == 303
    assert venues.get(town.db, venue.id).located == "not_yet"


def test_names_are_suggested_while_typing(town, desk, breakfast):
    found = desk.client.get("/desk/offers/suggestions/venue?venue=luka").text
    assert 'value="Lukashaus, Am Markt 1, 33991 Musterstadt"' in found
    assert "option" not in desk.client.get("/desk/offers/suggestions/organization").text


def test_a_proposal_fills_the_form(desk):
    page = desk.get("/desk/offers/new?title=Singkreis&times=jeden+Montag,+18+Uhr&organization=Chor")
    assert 'value="Singkreis"' in page.html and "Montag, 11. Mai" in page.text
