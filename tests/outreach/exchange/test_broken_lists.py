"""A broken list, a broken row, or prose nobody foresaw: nothing is lost and nothing is half."""

from functools import partial

import pytest

from outreach.exchange import offer_import
from outreach.exchange.offer_import import Import
from outreach.exchange.problems import UnreadableFile
from store import database, office, schedules
from store.database import transaction
from store.errors import Busy
from tests.conftest import TUESDAY
from tests.outreach.exchange.lists import csv_of, row
from tests.outreach.exchange.taken_over import counts, everything


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
