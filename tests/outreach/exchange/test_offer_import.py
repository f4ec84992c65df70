"""A list of offers comes in, and comes again, and somebody has worked on them in between."""

from dataclasses import replace
from datetime import date, time
from functools import partial

import pytest

from kiosk import near
from outreach.exchange import offer_import
from outreach.exchange.offer_import import Import
from outreach.exchange.problems import UnreadableFile
from store import addresses, database, offer_texts, offers, office, schedules, search
from store.addresses import Address
from store.database import rows, transaction
from store.errors import Busy
from tests.conftest import TUESDAY
from tests.outreach.exchange.lists import csv_of, row

TODAY = date(2026, 5, 5)


@pytest.fixture
def take_over(db, folder):
    """Take over a list with these rows, or this content; returns the report."""

    def run(*listed, content=None):
        path = folder / "liste.csv"
        path.write_bytes(csv_of(*listed).encode("cp1252") if content is None else content)
        into = Import(db, folder, office.read(folder), TUESDAY)
        return offer_import.run(into, path, watch=iter)

    return run


@pytest.fixture
def listed(db):
    """The offers taken over so far, by title."""

    def read():
        found = [row["id"] for row in rows(db, "SELECT id FROM offer")]
        return {offer.text.title: offer for offer in offers.by_ids(db, found, language="de")}

    return read


def counts(report):
    return report.added, report.changed, report.unchanged


def everything(folder):
    """Every row of every table."""
    db = database.open_office(folder)
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in db.table_names()}


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


def test_a_broken_row_does_not_stop_the_rest(take_over, listed):
    broken = row(Angebot=""), row(Angebot="Tanz", PLZ="x", TelefonNr="?", Webseite="?")
    report = take_over(*broken, row())
    assert set(listed()) == {"Tanz", "Frühstück für alle"}
    assert [(problem.row, problem.column) for problem in report.problems] == [
        (2, "Angebot"),
        (3, "PLZ"),
        (3, "Telefon-Nr."),
        (3, "Webseite"),
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"name;color\nA;red\n", b"x" * (11 << 20), b"PK\x05\x06" + b"\0" * 18],
    ids=["empty", "binary", "without columns", "too large", "no workbook"],
)
def test_a_broken_file_changes_nothing(take_over, folder, content):
    take_over()
    before = everything(folder)
    with pytest.raises(UnreadableFile):
        take_over(content=content)
    assert everything(folder) == before


def test_an_import_that_breaks_half_way_leaves_nothing(db, folder):
    before = everything(folder)

    def interrupted(listed):
        yield listed[0]
        raise KeyboardInterrupt

    path = folder / "liste.csv"
    path.write_text(csv_of(row(), row(Angebot="Chor")), "utf-8")
    into = Import(db, folder, office.read(folder), TUESDAY)
    with pytest.raises(KeyboardInterrupt):
        offer_import.run(into, path, watch=interrupted)
    assert everything(folder) == before


def test_a_second_import_at_the_same_time_is_told_so(take_over, folder, monkeypatch):
    take_over()
    before = everything(folder)
    impatient = partial(transaction, wait_seconds=0.02)
    monkeypatch.setattr(offer_import, "transaction", impatient)
    other = database.open_office(folder)
    with transaction(other), pytest.raises(Busy, match="another writer"):
        take_over(row(Angebot="Chor"))
    assert everything(folder) == before


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


def test_a_formula_and_markup_are_only_text(take_over, listed):
    formula, markup = '=HYPERLINK("http://boese.example")', "<script>alert(1)</script>"
    take_over(row(Angebot=formula), row(Angebot=markup))
    assert set(listed()) == {formula, markup}


@pytest.mark.parametrize(
    "prose",
    [
        "Montags bis 12 Uhr.",
        "Mo-Fr bis 18 Uhr, Sa ab 9.",
        "Jeden 5. Freitag im Monat",
        "jeden 1. und 3. Mittwoch um 15:30 Uhr",
        "am 31.02.2026 um 25 Uhr",
        "24.12.2026, 18-2 Uhr",
        "täglich außer sonntags",
        "alle 3 Wochen dienstags 10 Uhr",
        "von 22 bis 2 Uhr jeden Samstag",
    ],
)
def test_whatever_is_proposed_the_store_can_keep(take_over, listed, db, prose):
    assert counts(take_over(row(Beschreibung=prose))) == (1, 0, 0)
    for schedule in schedules.for_offers(db, [listed()["Frühstück für alle"].id]):
        assert schedule.times.words in prose
