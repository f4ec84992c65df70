"""A list of many posters: shown first, made at once, its broken rows named, nothing made twice."""

import time

import pytest

from store import changes, districts, placements
from store.database import rows
from tests.conftest import TUESDAY

HEAD = "Name;Art;Breite;Länge;Adresse;Stadtteil;Kampagne"


@pytest.fixture
def desk(browse, town, petra):
    town.venue("Lukashaus")  # which makes the Altstadt
    return browse.as_(petra)


def send(desk, content):
    content = content.encode() if isinstance(content, str) else content
    page = desk.get("/desk/placements/many")
    return desk.send_file(page, "Erst einmal ansehen", "list", content, "liste.csv")


def made(town):
    return [(one.name, one.kind, one.lat, one.lon) for one in placements.everywhere(town.db)]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_list_is_shown_and_then_made(town, desk, encoding, delimiter):
    lines = [HEAD, "Bäckerei Süd;Theke;52.01;8.52;;Altstadt;Früh", ";;;;;;", "Saal;;;;lukashaus;;"]
    page = send(desk, "\n".join(lines).replace(";", delimiter).encode(encoding))
    assert "2 Aushänge können angelegt werden" in page.text and "Neue Kampagnen: Früh" in page.text
    assert made(town) == []
    page = desk.submit(page, "Diese 2 Aushänge anlegen")
    assert "2 Aushänge wurden angelegt" in page.text
    assert made(town) == [("Bäckerei Süd", "counter", 52.01, 8.52), ("Saal", "poster", 52.02, 8.53)]
    bakery = placements.everywhere(town.db)[0]
    assert (bakery.district, bakery.campaign, bakery.state) == ("Altstadt", "Früh", "drafted")


def test_every_broken_row_is_named_with_its_reason(town, desk):
    broken = [
        ";Plakat;52,0;8,5;;;",
        "Art;Zeppelin;52,0;8,5;;;",
        "Grad;Plakat;52,0;acht;;;",
        "Vertauscht;Plakat;8,53;52,02;;;",
        "Nirgends;Plakat;;;;;",
        "Unbekannt;Plakat;;;Mondgasse 1;;",
        "Stadtteil;Plakat;52,0;8,5;;Atlantis;",
        "Gut;Plakat;52,0;8,5;;;",
        "gut;Plakat;52,0;8,5;;;",
    ]
    page = send(desk, "\n".join([HEAD, *broken]))
    for said in (
        "Zeile 2 hat keinen Namen",
        "Zeile 3 diese Art kennen wir nicht: Zeppelin",
        "Zeile 4 die Zahlen sind kein Ort auf der Erde: 52,0 acht",
        "Zeile 5 liegt mehr als 60 Kilometer entfernt",
        "Zeile 6 sagt nicht, wo der Aushang hängt",
        "Zeile 7 einen Ort mit diesem Namen kennen wir nicht: Mondgasse 1",
        "Zeile 8 diesen Stadtteil kennen wir nicht: Atlantis",
        "Zeile 10 steht zweimal in der Liste: gut",
    ):
        assert said in page.text
    desk.submit(page, "Diesen 1 Aushang anlegen")
    assert made(town) == [("Gut", "poster", 52.0, 8.5)]
    assert [one.name for one in districts.everywhere(town.db)] == ["Altstadt"]


def test_five_thousand_with_three_broken_ones_become_one_batch(town, desk, petra):
    lines = [f"Säule {n};Plakat;{52 + n / 1e5:.5f};8,53;;Altstadt;Früh" for n in range(5_000)]
    lines[17], lines[2_500], lines[4_999] = ";Plakat;52;8,5;;;", "A;Ufo;52;8,5;;;", 'B"";;x;;;;'
    page = send(desk, "\n".join([HEAD, *lines]))
    assert "4.997 Aushänge können angelegt werden" in page.text
    assert "3 Zeilen verstehen wir nicht" in page.text and "Zeile 2502" in page.text
    began = time.process_time()
    page = desk.submit(page, "Diese 4.997 Aushänge anlegen")
    # It takes about a second of work, in which nobody else can write.
    assert time.process_time() - began < 10
    assert "4.997 Aushänge wurden angelegt" in page.text and len(made(town)) == 4_997
    [batch] = rows(town.db, "SELECT id, what, by_person FROM batch")
    assert (batch["what"], batch["by_person"]) == ("placements", petra.id)
    [counted] = rows(town.db, "SELECT count(*) AS n FROM change WHERE batch_id = ?", batch["id"])
    assert counted["n"] == 4_997


def test_sending_the_same_list_twice_makes_nothing_twice(town, desk):
    page = send(desk, f"{HEAD}\nSäule;Plakat;52,0;8,5;;;")
    desk.submit(page, "Diesen 1 Aushang anlegen")
    desk.submit(page, "Diesen 1 Aushang anlegen")
    assert len(made(town)) == 1
    page = send(desk, f"{HEAD}\nSäule;Plakat;52,0;8,5;;;")
    assert "1 ist schon da" in page.text and "anlegen" not in page.text
    [poster] = placements.everywhere(town.db)
    placements.retire(town.db, poster.id, now=TUESDAY)
    assert "1 Aushang kann" in send(desk, f"{HEAD}\nSäule;Plakat;52,0;8,5;;;").text


@pytest.mark.parametrize("content", ["", "Guten Tag", "\0\1\2", "Titel;Ort\na;b", b"PK\3\4torn"])
def test_what_is_no_such_table_is_refused(town, desk, content):
    page = send(desk, content)
    assert page.status == 422 and "Spalte „Name“" in page.text


def test_a_list_that_is_too_large_is_refused_unread(town, desk):
    page = send(desk, b"Name\n" + b"a" * 11_000_000)
    assert page.status == 413 and "größer als 10 MB" in page.text


@pytest.mark.parametrize("packed", ["", "%%%", "eJwDAAAAAAE=", "AAAA"])
def test_what_no_page_of_ours_carried_makes_nothing(town, desk, packed):
    page = send(desk, f"{HEAD}\nSäule;Plakat;52,0;8,5;;;")
    address, fields = page.form("Diesen 1 Aushang anlegen")
    assert desk.post(address, fields | {"list": packed}).status == 422
    assert made(town) == []


def test_each_of_them_can_be_told_from_its_history(town, desk):
    desk.submit(send(desk, f"{HEAD}\nSäule;Plakat;52,0;8,5;;;"), "Diesen 1 Aushang anlegen")
    [poster] = placements.everywhere(town.db)
    [change] = changes.for_record(town.db, "placement", poster.id)
    assert (change.what, change.by) == ("created", "Petra Sommer")
