"""What a list would change is told before it does, by doing it and taking it back."""

import pytest

from outreach.exchange import import_preview, offer_import
from outreach.exchange.import_preview import Preview
from outreach.exchange.offer_import import Import
from store import batches, office
from tests.conftest import TUESDAY
from tests.outreach.exchange.lists import csv_of, row
from tests.outreach.exchange.taken_over import everything


@pytest.fixture
def into(db, folder):
    return Import(db, folder, office.read(folder), TUESDAY)


@pytest.fixture
def the_list(folder):
    """Write a list with these rows; returns its path."""

    def written(*listed):
        path = folder / "liste.csv"
        path.write_text(csv_of(*listed), "utf-8")
        return path

    return written


def test_a_look_changes_nothing(into, the_list, folder):
    before = everything(folder)
    seen = import_preview.of(into, the_list(row(), row(Angebot="Chor")))
    assert [offer["title"] for offer in seen.added] == ["Frühstück für alle", "Chor"]
    assert everything(folder) == before


def test_what_changes_is_told_field_by_field(into, the_list):
    offer_import.run(into, the_list(), watch=iter)
    moved = row(TelefonNr="030 23125 111", StraßeundHausnummer="Weg 2", Beschreibung="Freitags.")
    [changed] = import_preview.of(into, the_list(moved)).changed
    assert changed.title == "Frühstück für alle"
    house = "Nachbarschaftshaus Größenweg"
    assert changed.fields == {
        "venue": (
            f"{house}, Größenweg 12b, 33991 Musterstadt",
            f"{house}, Weg 2, 33991 Musterstadt",
        ),
        "times": ("Jeden 2. Dienstag im Monat, um 14.00 Uhr", "Freitags"),
        "phone": ("+493023125100", "+493023125111"),
        "description": (row()["Beschreibung"], "Freitags."),
    }


def test_the_look_tells_what_taking_over_then_does(into, the_list, db):
    offer_import.run(into, the_list(row(), row(Angebot="Tanz")), watch=iter)
    path = the_list(row(Beschreibung="Neu"), row(Angebot="Chor"), row(Angebot=""))
    seen = import_preview.of(into, path)
    report = offer_import.run(into, path, watch=iter)
    assert (len(seen.added), len(seen.changed), seen.unchanged) == (1, 1, 0)
    assert (report.added, report.changed, report.unchanged) == (1, 1, 0)
    assert (seen.vanished, seen.problems) == (report.vanished, report.problems)
    assert seen.vanished == ["Tanz"] and [p.kind for p in seen.problems] == ["no_name"]


def test_the_same_list_again_has_nothing_to_change(into, the_list):
    path = the_list()
    offer_import.run(into, path, watch=iter)
    seen = import_preview.of(into, path)
    assert seen.changes_nothing() and seen.unchanged == 1


def test_a_preview_is_kept_as_it_was(into, the_list):
    offer_import.run(into, the_list(), watch=iter)
    seen = import_preview.of(into, the_list(row(PLZ="x"), row(Angebot="Chor")))
    assert seen.changed and Preview.read(seen.written()).changed[0].title == seen.changed[0].title
    assert Preview.read(seen.written()).problems == seen.problems


def test_a_list_taken_over_and_back_can_be_taken_over_again(into, the_list, db):
    path = the_list(row(), row(Angebot="Chor"))
    first = offer_import.run(into, path, watch=iter)
    batches.undo(db, first.batch_id, what=offer_import.BATCH, by=None, now=TUESDAY)
    assert batches.kept(db, first.batch_id) == []
    assert offer_import.run(into, path, watch=iter).added == 2
