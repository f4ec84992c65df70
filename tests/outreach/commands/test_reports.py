"""`begegnung report` and `export`: what somebody sends to the funder from a terminal."""

from datetime import date

import pytest

from outreach.reporting import EXPORTS
from store import districts
from tests.askers import ask
from tests.full_disk import full_disk
from tests.printables import reading

QUARTER = ("--from", "2026-01-01", "--to", "2026-03-31")


@pytest.fixture
def asked(db, clock):
    for name, n in (("Altstadt", 12), ("Ostaue", 3), ("Heide", 9)):
        ask(db, districts.named(db, name).id, on=date(2026, 3, 3), n=n)


def test_the_report_of_a_quarter_is_a_pdf_and_progress_is_seen(begegnung, folder, asked):
    out = folder / "bericht.pdf"
    told = begegnung("report", *QUARTER, "--out", str(out), data=folder)
    assert told.exit_code == 0 and told.stdout == f"{out}\n"
    assert told.stderr.splitlines()[-1] == "report: 9 of 9"
    assert "1. Januar 2026 bis 31. März 2026" in reading.text(out.read_bytes())


def test_an_empty_period_is_no_fault(begegnung, folder, asked):
    out = folder / "leer.pdf"
    days = ("--from", "2020-01-01", "--to", "2020-03-31")
    assert begegnung("report", *days, "--out", str(out), data=folder).exit_code == 0
    assert "wurde nichts gezählt" in reading.text(out.read_bytes(), page=1)


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_table_is_a_file(begegnung, folder, asked, name, kind):
    out = folder / f"{name}.{kind}"
    told = begegnung("export", name, *QUARTER, "--out", str(out), data=folder)
    assert told.exit_code == 0 and out.stat().st_size > 40


def test_a_table_hides_what_the_report_hides(begegnung, folder, asked):
    out = folder / "requests.csv"
    begegnung("export", "requests", *QUARTER, "--out", str(out), data=folder)
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[1:] == [
        "alle Menschen;Altstadt;12;;",
        "alle Menschen;Ostaue;verdeckt;;",
        "alle Menschen;Heide;verdeckt;;",
        "alle Menschen;ohne Stadtteil;0;;",
        "alle Menschen;ganze Stadt;24;;",
    ]


def test_without_days_it_is_the_last_whole_quarter(begegnung, folder, asked):
    out = folder / "scans.csv"
    told = begegnung("export", "scans", "--out", str(out), data=folder)
    assert told.stdout == f"{out}: 2026-01-01 to 2026-03-31\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("report", "--from", "2026-03-31", "--to", "2026-01-01", "--out", "x.pdf"), "comes after"),
        (("report", "--from", "2026-03-31", "--to", "2026-05-06", "--out", "x.pdf"), "future"),
        (("report", "--from", "2016-03-31", "--to", "2026-05-05", "--out", "x.pdf"), "at most"),
        (("report", "--from", "31.3.2026", "--to", "2026-05-05", "--out", "x.pdf"), "format"),
        (("export", "people", "--out", "x.csv"), "is not one of"),
        (("export", "scans", "--out", "x.pdf"), ".csv or .xlsx"),
        (("export", "scans", "--from", "2026-01-01", "--out", "x.csv"), "both"),
    ],
)
def test_what_cannot_be_is_wrong_usage(begegnung, folder, clock, words, why):
    told = begegnung(*words, data=folder)
    assert told.exit_code == 2 and why in told.stderr


def test_a_full_disk_leaves_no_half_report(begegnung, folder, asked):
    out = folder / "bericht.pdf"
    out.write_bytes(b"older")
    with full_disk():
        told = begegnung("report", *QUARTER, "--out", str(out), data=folder)
    assert told.exit_code == 1 and out.read_bytes() == b"older"
