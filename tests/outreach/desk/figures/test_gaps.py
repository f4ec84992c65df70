"""Petra looks where something is missing, opens the evidence, and loads how many live where."""

import io
from datetime import date

import pytest

from store import changes, districts, population
from tests.askers import ask

POPULATION = "Stadtteil;Gruppe;Personen\nAltstadt;alle;1.000\nOstaue;alle;3.000\n"


@pytest.fixture
def altstadt(town, db):
    town.offer("Spiele", age_from=18)
    ostaue = districts.named(db, "Ostaue").id
    ask(db, ostaue, on=date(2026, 5, 1), n=2, best_time="evening")
    return districts.named(db, "Altstadt").id


def load(desk, content, name="einwohner.csv"):
    """Send a file as the page's own form does."""
    address, fields = desk.get("/desk/gaps/population").form("Laden")
    fields["file"] = (io.BytesIO(content.encode()), name)
    return desk.post(address, fields)


def test_the_list_comes_before_the_table_and_leads_to_the_evidence(desk, altstadt):
    page = desk.get("/desk/gaps")
    assert "Für Menschen von 28 bis 59 ist dann nichts offen" in page.text
    assert "2 Anfragen nennen diese Zeit" in page.text
    assert page.text.index("Hier fehlt etwas") < page.text.index("Was wann offen ist")
    evidence = desk.get(page.links()["Ostaue, Montagabend"])
    assert "Nichts ist offen, obwohl Menschen Gesellschaft suchen." in evidence.text
    assert "Anfragen, die diese Zeit nennen 2" in evidence.text


def test_a_cell_names_its_offers_and_those_for_others(desk, altstadt, db):
    address = f"/desk/gaps/{altstadt}/tuesday/afternoon?group="
    page = desk.get(f"{address}28-59")
    assert "2 Stunden pro Woche sind offen, in einem Angebot." in page.text
    assert desk.get(page.links()["Spiele"]).status == 200
    page = desk.get(f"{address}caring")
    assert "Kein Angebot mit einem sicheren Termin" in page.text
    assert "1 Angebot zu dieser Zeit ist nicht für sie" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/desk/gaps?group=nobody",
        "/desk/gaps/999/monday/morning",
        "/desk/gaps/1/someday/morning",
        "/desk/gaps/1/monday/noon",
        "/desk/gaps/1/monday/morning?group=nobody",
    ],
)
def test_what_does_not_exist_is_not_found(desk, altstadt, address):
    assert desk.get(address).status == 404


def test_an_empty_town_says_so(desk):
    for page in (desk.get("/desk/gaps"), desk.get("/desk/gaps/warnings")):
        assert "Noch gibt es keinen Stadtteil" in page.text
    assert "Noch hat niemand angefragt" in desk.get("/desk/gaps/reach").text


def test_population_is_loaded_and_shows_whom_we_do_not_reach(desk, altstadt, db):
    ask(db, altstadt, on=date(2026, 4, 1), n=30)
    assert load(desk, POPULATION).status == 303
    page = desk.get("/desk/gaps/population?after=load")
    assert "Ab jetzt gelten diese Zahlen" in page.text and "3.000" in page.text
    page = desk.get("/desk/gaps/reach")
    assert "Altstadt 30 von 8 3,8 mehr als zu erwarten" in page.text
    assert "Ostaue 2 von 24 0,1 weniger als zu erwarten" in page.text


def test_other_district_names_are_named_with_the_nearest_and_nothing_is_loaded(desk, altstadt, db):
    load(desk, POPULATION)
    page = load(desk, POPULATION.replace("Ostaue", "Ostaun").replace("1.000", "5"))
    assert page.status == 422 and "Nichts wurde geladen" in page.text
    assert "Zeile 3: „Ostaun“ ist kein Stadtteil dieses Büros. Meinen Sie „Ostaue“?" in page.text
    assert population.by_group(db)["all"][altstadt] == 1000


@pytest.mark.parametrize("content", ["", "Angebot;Ort\nx;y\n", "<script>alert(1)</script>", "\0"])
def test_a_file_that_is_no_such_table_is_refused_in_a_sentence(desk, altstadt, content):
    page = load(desk, content)
    assert page.status == 422 and "keine Tabelle mit den Spalten" in page.text


def test_no_file_at_all_is_told(desk):
    address, fields = desk.get("/desk/gaps/population").form("Laden")
    page = desk.post(address, fields)
    assert page.status == 422 and "wählen Sie zuerst eine Datei" in page.text


def test_a_district_that_goes_quiet_is_told_with_its_numbers(desk, altstadt, db):
    ask(db, altstadt, on=date(2026, 2, 1), n=30)
    for address, is_part in (("/desk/gaps/warnings", False), ("/desk/gaps/warnings", True)):
        page = desk.client.get(address, headers={"HX-Request": "true"} if is_part else {}).text
        assert "Hier ist es still geworden: Weniger Menschen fragen an." in page
        assert "0, davor 30" in page and ("<html" in page) != is_part


def test_gaps_are_for_the_desk_alone(browse, jonas, altstadt):
    for address in ("", "/reach", "/warnings", "/population", f"/{altstadt}/monday/morning"):
        assert browse.get(f"/desk/gaps{address}").status == 303
        assert browse.as_(jonas).get(f"/desk/gaps{address}").status == 403


def test_looking_changes_nothing(desk, altstadt, db):
    before = db.conn.total_changes, changes.version(db, "offer", 1)
    for address in ("", "/reach", "/warnings"):
        desk.get(f"/desk/gaps{address}")
    assert (db.conn.total_changes, changes.version(db, "offer", 1)) == before
