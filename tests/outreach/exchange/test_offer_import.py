"""A list of offers comes in, and comes again, and somebody has worked on them in between."""

from dataclasses import replace
from datetime import date, time

from kiosk import near
from store import addresses, offer_texts, offers, schedules, search
from store.addresses import Address
from tests.outreach.exchange.lists import row
from tests.outreach.exchange.taken_over import counts, everything

TODAY = date(2026, 5, 5)


def test_offers_come_in_with_everything_the_list_says(take_over, listed, db):
    assert counts(take_over()) == (1, 0, 0)
    offer = listed()["Frühstück für alle"]
    assert offer.organization.name == "Nachbarschaftshaus Größenweg"
    assert (offer.venue.street, offer.venue.postcode) == ("Größenweg 12b", "33991")
    assert offer.venue.district == "Altstadt"
    assert (offer.details.phone, offer.details.age_from) == ("+493023125100", 60)
    assert search.find(db, "Grössenweg") == [offer.id]


def test_times_in_the_prose_are_proposed_with_the_words_they_came_from(take_over, listed, db):
    take_over()
    [schedule] = schedules.for_offers(db, [listed()["Frühstück für alle"].id])
    assert schedule.status == "proposed"
    assert (schedule.times.rule, schedule.times.starts_at) == ("FREQ=MONTHLY;BYDAY=2TU", time(14))
    assert schedule.times.words == "Jeden 2. Dienstag im Monat, um 14.00 Uhr"


def test_what_the_words_do_not_say_clearly_stays_prose(take_over, listed, db):
    take_over(row(Beschreibung="Termine im Aushang, meist nachmittags."))
    offer = listed()["Frühstück für alle"]
    assert schedules.for_offers(db, [offer.id]) == []
    assert offer.text.description == "Termine im Aushang, meist nachmittags."


def test_the_same_list_again_changes_nothing(take_over, folder):
    take_over(row(), row(Angebot="Chor"))
    before = everything(folder)
    assert counts(take_over(row(Angebot="Chor"), row())) == (0, 0, 2)
    assert everything(folder) == before


def test_a_changed_row_changes_its_offer_and_keeps_what_the_desk_added(take_over, listed, db):
    take_over()
    offer = listed()["Frühstück für alle"]
    offers.describe(db, offer.id, replace(offer.details, free="yes", checked_on=TODAY))
    offers.translate(db, offer.id, replace(offer.text, first_visit="Anna öffnet."))
    offers.translate(db, offer.id, replace(offer.text, language="tr", title="Kahvaltı"))
    offers.welcome(db, offer.id, languages=["tr"], situations=["alone"])

    changed = row(Beschreibung="Jeden Freitag um 9 Uhr.", TelefonNr="030 23125 111")
    assert counts(take_over(changed)) == (0, 1, 0)
    after = listed()["Frühstück für alle"]
    assert after.id == offer.id
    assert after.details.phone == "+493023125111"
    assert (after.details.free, after.details.checked_on) == ("yes", TODAY)
    assert after.text.description == "Jeden Freitag um 9 Uhr."
    assert after.text.first_visit == "Anna öffnet."
    assert (after.languages, after.situations) == (("tr",), ("alone",))
    assert offer_texts.best(db, [offer.id], language="tr")[offer.id].title == "Kahvaltı"
    [schedule] = schedules.for_offers(db, [offer.id])
    assert schedule.times.rule == "FREQ=WEEKLY;BYDAY=FR"


def test_a_time_somebody_confirmed_stays_when_the_list_changes(take_over, listed, db):
    take_over()
    [schedule] = schedules.for_offers(db, [listed()["Frühstück für alle"].id])
    db.execute("UPDATE schedule SET status = 'confirmed'")
    schedules.cancel(db, schedule.id, date(2026, 5, 12), reason="Streik")
    take_over(row(Beschreibung="Jeden Freitag um 9 Uhr."))
    kept, proposed = schedules.for_offers(db, [listed()["Frühstück für alle"].id])
    assert kept.times.rule == "FREQ=MONTHLY;BYDAY=2TU" and len(kept.changes) == 1
    assert proposed.times.rule == "FREQ=WEEKLY;BYDAY=FR"


def test_ages_the_desk_set_are_not_torn_apart_by_the_list(take_over, listed, db):
    take_over(row(Zielgruppe=""))
    offer = listed()["Frühstück für alle"]
    offers.describe(db, offer.id, replace(offer.details, age_from=28, age_to=59))
    take_over(row(Zielgruppe="ab 60"))
    details = listed()["Frühstück für alle"].details
    assert (details.age_from, details.age_to) == (28, 59)


def test_an_offer_that_moved_is_the_same_offer(take_over, listed):
    take_over()
    before = listed()["Frühstück für alle"]
    report = take_over(row(StraßeundHausnummer="Neuer Weg 1"))
    assert counts(report) == (0, 1, 0) and report.vanished == []
    after = listed()["Frühstück für alle"]
    assert after.id == before.id and after.venue.street == "Neuer Weg 1"


def test_one_offer_at_two_addresses_is_two_and_neither_is_guessed(take_over, listed, db):
    twice = [row(StraßeundHausnummer=street) for street in ("Weg 1", "Weg 2")]
    take_over(*twice)
    report = take_over(*(row(StraßeundHausnummer=street) for street in ("Weg 3", "Weg 4")))
    assert counts(report) == (2, 0, 0) and len(report.vanished) == 2


def test_what_vanished_from_the_list_is_told_and_never_deleted(take_over, listed):
    take_over(row(), row(Angebot="Chor"))
    report = take_over()
    assert report.vanished == ["Chor"] and counts(report) == (0, 0, 1)
    assert set(listed()) == {"Frühstück für alle", "Chor"}
    assert counts(take_over(row(), row(Angebot="Chor"))) == (0, 0, 2)


def test_a_row_that_stands_there_twice_is_taken_once_and_told(take_over):
    report = take_over(row(), row(Beschreibung="anders"))
    assert counts(report) == (1, 0, 0)
    [problem] = report.problems
    assert (problem.row, problem.column, problem.done) == (3, "Angebot", "row left out")


def test_venues_find_their_place_in_the_register(take_over, listed, folder):
    house = Address("Größenweg", 12, "b", "33991", "Musterstadt", 52.02, 8.53)
    addresses.load(folder, [house])
    report = take_over(row(), row(Angebot="Chor", StraßeundHausnummer="Nirgendweg 1"))
    venue = listed()["Frühstück für alle"].venue
    assert (venue.lat, venue.lon, venue.located) == (52.02, 8.53, "by_register")
    unplaced = listed()["Chor"].venue.id
    assert report.not_placed == [
        f"{unplaced} Nachbarschaftshaus Größenweg, Nirgendweg 1, 33991 Musterstadt"
    ]


def test_a_venue_without_a_place_is_found_by_postcode_and_district(take_over, listed, db):
    take_over(row(Angebot="Chor", StraßeundHausnummer="Nirgendweg 1"))
    chor = listed()["Chor"].id
    assert search.find(db, "33991") == search.find(db, "Altstadt") == [chor]
    assert near.to_be_asked([chor], []) == {chor}
