"""Petra makes the report of a quarter, and takes a table along."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.press import KEPT_FOR
from store import districts
from tests.askers import ask
from tests.cast import sign_in
from tests.conftest import TUESDAY
from tests.until import until

DAYS = "2026-01-01/2026-03-31"
QUARTER = f"/desk/reports/{DAYS}"


@pytest.fixture
def desk(browse, db, petra):
    """Petra, who has just signed in."""
    return browse.as_(replace(petra, token=sign_in(db, petra, device="", now=TUESDAY)))


@pytest.fixture
def asked(db):
    ask(db, districts.named(db, "Altstadt").id, on=date(2026, 3, 3), n=12)


def made(desk):
    """The page of the last quarter, once its report is ready."""
    page = desk.submit(desk.get("/desk/reports"), "1. Quartal 2026", quarter=DAYS)
    assert "wird gemacht" in page.text
    assert page.headers["Refresh"] == "2"
    until(lambda: "wird gemacht" not in desk.get(QUARTER).text)
    return desk.get(QUARTER)


def test_a_quarter_is_chosen_waited_for_and_fetched_once(desk, db, petra, asked):
    page = made(desk)
    assert "Der Bericht ist fertig" in page.text and "Refresh" not in page.headers
    elsewhere = desk.as_(replace(petra, token=sign_in(db, petra, device="", now=TUESDAY)))
    assert elsewhere.get(f"{QUARTER}/report.pdf").status == 303
    answer = desk.client.get(page.links()["PDF herunterladen"])
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert "bericht-2026-01-01-2026-03-31.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert desk.client.get(f"{QUARTER}/report.pdf").status_code == 303
    assert "schon abgeholt" in desk.get(QUARTER).text


def test_a_report_nobody_fetches_is_forgotten(desk, clock, asked):
    made(desk)
    clock.shift(KEPT_FOR)
    assert "Noch einmal machen" in desk.get(QUARTER).text


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("", "", "beide Tage"),
        ("gestern", "2026-05-01", "beide Tage"),
        ("2026-03-02", "2026-03-01", "nach dem letzten"),
        ("2026-03-02", "2026-05-06", "in der Zukunft"),
        ("2020-03-02", "2026-05-05", "höchstens drei Jahre"),
    ],
)
def test_days_that_cannot_be_are_told(desk, first, last, why):
    address, fields = desk.get("/desk/reports").form("Bericht machen")
    page = desk.post(address, fields | {"first": first, "last": last})
    assert page.status == 422 and why in page.text and f'value="{last}"' in page.html


def test_other_days_may_be_one_day(desk):
    page = desk.get("/desk/reports")
    page = desk.submit(page, "Bericht machen", first="2026-05-05", last="2026-05-05")
    assert page.status == 200 and "5. Mai 2026 bis 5. Mai 2026" in page.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_is_taken_along(desk, asked, kind):
    answer = desk.client.get(f"{QUARTER}/requests.{kind}")
    assert answer.status_code == 200
    assert f"requests-2026-01-01-2026-03-31.{kind}" in answer.headers["Content-Disposition"]
    if kind == "csv":
        assert "Altstadt;12" in answer.data.decode("utf-8-sig")


@pytest.mark.parametrize(
    "address",
    [
        f"{QUARTER}/people.csv",
        f"{QUARTER}/requests.pdf",
        "/desk/reports/x/2026-03-31",
        "/desk/reports/2026-03-31/2026-01-01",
        "/desk/reports/2026-03-31/2999-01-01/report.pdf",
    ],
)
def test_what_does_not_exist_is_not_found(desk, address):
    assert desk.get(address).status == 404


def test_nothing_leaves_an_open_desk_without_a_proof(desk, clock, asked):
    clock.shift(timedelta(minutes=11))
    for address in (f"{QUARTER}/report.pdf", f"{QUARTER}/requests.csv"):
        answer = desk.client.get(address, headers={"Referer": f"http://localhost{QUARTER}"})
        assert answer.headers["Location"].startswith("/account/proof?back=/desk/reports/2026")
    address, fields = desk.get("/desk/reports").form("1. Quartal 2026")
    answer = desk.post(address, fields | {"quarter": DAYS})
    assert answer.headers["Location"].startswith("/account/proof")


def test_reports_are_for_the_desk_alone(browse, jonas):
    for address in ("/desk/reports", QUARTER, f"{QUARTER}/report.pdf", f"{QUARTER}/requests.csv"):
        assert browse.get(address).status == 303
        assert browse.as_(jonas).get(address).status == 403
