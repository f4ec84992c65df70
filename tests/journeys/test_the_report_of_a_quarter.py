"""Petra makes the funder's report: click a quarter, wait, download; small numbers are not in it."""

from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from outreach import quarters, session_cookie
from store import population
from store.districts import named
from tests.askers import ask
from tests.cast import enrol, sign_in
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.printables import reading
from tests.serving import serving

HIDDEN = {"Altstadt": 23, "Ostaue": 3, "Heidekamp": 17}
PAGES = (
    "/desk/gaps",
    "/desk/gaps/1/tuesday/afternoon?group=all",
    "/desk/gaps/reach",
    "/desk/gaps/warnings",
    "/desk/gaps/population",
)


@pytest.fixture
def quarter():
    """The last one that is over."""
    return next(quarters.past(datetime.now(UTC).date()))


@pytest.fixture
def desk(town, db, folder, quarter, chromium):
    """Petra's window, signed in, in a town where some have asked."""
    now = datetime.now(UTC)
    town.offer("Frühstück für alle")
    for name, n in HIDDEN.items():
        ask(db, named(db, name).id, on=quarter.first() + timedelta(days=20), n=n)
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=now)
    token = sign_in(db, petra, device="Firefox, Linux", now=now)
    with serving(folder) as address, open_page(chromium, width=390) as page:
        page.context.add_cookies(
            [{"name": session_cookie.NAME, "value": token, "url": address, "httpOnly": True}]
        )
        page.goto(f"{address}/desk/reports")
        yield page


def test_from_a_quarter_to_the_paper(desk, quarter, tmp_path):
    assert_everybody_can_read(desk)
    again = []
    # It asks again every two seconds, but here not while it is being looked at.
    desk.route("**/desk/reports/20*", lambda asked: again.append(asked))
    desk.get_by_role("button", name=f"{quarter.number}. Quartal {quarter.year}").click()
    expect(desk.get_by_role("heading", name="Der Bericht wird gemacht")).to_be_visible()
    assert_everybody_can_read(desk)
    desk.unroute("**/desk/reports/20*")
    for asked in again:
        asked.continue_()
    # The page says so by itself.
    expect(desk.get_by_role("heading", name="Der Bericht ist fertig")).to_be_visible(
        timeout=300_000
    )
    assert_everybody_can_read(desk)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="PDF herunterladen").click()
    file = tmp_path / "bericht.pdf"
    download.value.save_as(file)
    assert (
        download.value.suggested_filename
        == f"bericht-{quarter.span().first}-{quarter.span().last}.pdf"
    )
    with pypdfium2.PdfDocument(file) as paper:
        text = " ".join(reading.text(file.read_bytes(), page=n) for n in range(len(paper)))
    assert "alle Menschen Altstadt 23" in text and "alle Menschen ganze Stadt 43" in text
    assert "alle Menschen Ostaue verdeckt" in text and "alle Menschen Heidekamp verdeckt" in text
    assert "Zahlen unter 5" in text
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Anfragen nach Gruppe und Stadtteil, CSV").click()
    table = download.value.path().read_text("utf-8-sig")
    assert "alle Menschen;Ostaue;verdeckt" in table and ";3;" not in table


def test_every_page_about_gaps_can_be_read_by_everybody(desk):
    start = desk.url.removesuffix("/desk/reports")
    for path in PAGES:
        desk.goto(start + path)
        assert_everybody_can_read(desk)


def test_a_population_file_is_chosen_and_counts(desk, db, tmp_path):
    file = tmp_path / "einwohner.csv"
    file.write_bytes("Stadtteil;Gruppe;Personen\r\nAltstadt;alle;1.000\r\n".encode("latin-1"))
    desk.goto(desk.url.replace("/desk/reports", "/desk/gaps/population"))
    desk.get_by_label("Datei").set_input_files(file)
    desk.get_by_role("button", name="Laden").click()
    expect(desk.get_by_role("status")).to_contain_text("Ab jetzt gelten diese Zahlen")
    assert population.by_group(db) == {"all": {named(db, "Altstadt").id: 1000}}
