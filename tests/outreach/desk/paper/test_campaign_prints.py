"""A whole campaign is printed at the desk with one button: a folder, and what is to be known."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from outreach.app import create_app
from outreach.run_folders import MOST_PLACEMENTS
from store import campaigns, codes, placements
from store.database import transaction
from tests.browsing import FROM_OUR_PAGE, Browser
from tests.conftest import OFFICE, TUESDAY
from tests.printables import reading
from tests.until import until

SPOTS = {"=Jahnplatz": 52.02, "Am Wald": 52.08, "Rathaus": 52.025}
LONG = OFFICE.replace("https://muster.example", "https://begegnung-in-musterstadt.example")


@pytest.fixture
def autumn(town):
    """A campaign of three placements, and one that was taken down."""
    reason = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    placed = [town.poster(name, lat=lat) for name, lat in {**SPOTS, "Weg": 52.05}.items()]
    for one in placed:
        placements.file_under(town.db, one.id, district_id=None, campaign_id=reason.id)
    placements.retire(town.db, placed.pop().id, now=TUESDAY)
    return reason, placed


def ask(desk, autumn, **chosen):
    """Press the button, and wait; gives the page that says what came of it."""
    address, fields = desk.get(f"/desk/campaigns/{autumn[0].id}").form("Alles drucken")
    fields.pop("anyway")  # not ticked
    asked = {"piece": "poster-a6", "purpose": "print", "language": "tr"} | chosen
    answer = desk.post(address, fields | asked)
    return finished(desk, answer.headers["Location"])


def finished(desk, address):
    until(lambda: "Refresh" not in desk.client.get(address).headers)
    return desk.follow(address)


def download(desk, page):
    """What the button below what was found hands out."""
    address, fields = page.form("Ordner herunterladen")
    return desk.client.post(address, data=fields, headers=FROM_OUR_PAGE)


def opened(answer):
    """The rows of the packing list, and the other files in the folder by name."""
    with ZipFile(BytesIO(answer.data)) as folder:
        files = {name: folder.read(name) for name in folder.namelist()}
    listed = StringIO(files.pop("packing-list.csv").decode("utf-8-sig"))
    return list(csv.DictReader(listed, delimiter=";")), files


def states(town, autumn):
    return {placements.get(town.db, one.id).state for one in autumn[1]}


def test_all_notices_come_in_one_folder_in_the_order_of_the_round(town, desk, autumn):
    page = ask(desk, autumn)
    assert "3 Dateien sind grün" in page.text and states(town, autumn) == {"drafted"}
    answer = download(desk, page)
    assert answer.mimetype == "application/zip"
    rows, files = opened(answer)
    assert [row["place"] for row in rows] == ["Am Wald", "Rathaus", "'=Jahnplatz"]
    assert {row["code"] for row in rows} == {codes.printed(one.code) for one in autumn[1]}
    assert {row["file"] for row in rows} == set(files)
    for row in rows:
        [code] = reading.codes(files[row["file"]], dpi=150)
        assert code.text.endswith(row["code"].replace("-", ""))
    assert states(town, autumn) == {"printed"}
    assert "Petra Sommer hat am 5. Mai" in desk.get(f"/desk/placements/{autumn[1][0].id}").text
    assert download(desk, page).status_code == 303, "it is handed out once"


def test_what_cannot_be_printed_is_named_and_holds_up_nobody(town, desk, autumn):
    odd, edge, _ = autumn[1]
    town.offer("Hoffest 🎉")
    placements.correct(town.db, odd.id, name="Platz 𓀀", kind="poster", lat=52.02, lon=8.53)
    page = ask(desk, autumn, piece="poster-a4")
    assert "„Hoffest 🎉“ ohne 🎉" in page.text
    assert "1 Datei ließ sich nicht machen" in page.text and "kein 𓀀" in page.text
    assert "2 Dateien sind grün" in page.text
    assert "Platz 𓀀" in page.links() and "Rathaus" not in page.links()
    form = desk.get(f"/desk/placements/{edge.id}/edit")
    desk.submit(form, "Speichern", name="Waldrand", kind="poster", where="52.08, 8.53")
    late = download(desk, page)
    assert late.status_code == 409 and "inzwischen geändert" in late.text
    assert states(town, autumn) == {"drafted"}, "none is locked with its old name"


def test_red_files_lie_in_the_folder_only_for_who_insists(town, petra, folder, autumn, clock):
    (folder / "office.toml").write_text(LONG, "utf-8")
    desk = Browser(create_app(folder).test_client()).as_(petra)
    page = ask(desk, autumn, piece="bench-plaque", purpose="screen")
    assert "3 Dateien sind rot" in page.text and "Sie liegen nicht im Ordner" in page.text
    assert "wird aus 0,6 m gelesen" in page.text and "Am Wald" in page.links()
    with pytest.raises(AssertionError, match="no button"):
        download(desk, page)
    address, fields = page.form("Noch einmal machen, auch die roten")
    again = desk.post(address, fields | {"anyway": "yes"})
    insisted = finished(desk, again.headers["Location"])
    assert "Sie liegen trotzdem im Ordner" in insisted.text
    rows, files = opened(download(desk, insisted))
    assert len(rows) == len(files) == 3
    assert states(town, autumn) == {"drafted"}, "files for screens lock nothing"


def test_none_too_many_and_a_broken_profile_are_told_before(town, desk, folder, autumn):
    address, fields = desk.get(f"/desk/campaigns/{autumn[0].id}").form("Alles drucken")
    asked = fields | {"piece": "poster-a6", "purpose": "print"}
    (folder / "press.icc").write_text("Kein Profil")
    refused = desk.post(address, asked)
    assert refused.status == 422 and "kein Profil einer Druckmaschine" in refused.text
    empty = campaigns.named(town.db, "Winter", starts_on=TUESDAY.date())
    assert "Noch gibt es nichts zu drucken" in desk.get(f"/desk/campaigns/{empty.id}").text
    spoken = address.replace(f"/{autumn[0].id}/", f"/{empty.id}/")
    assert desk.post(spoken, asked | {"purpose": "screen"}).status == 409
    with transaction(town.db):
        for _ in range(MOST_PLACEMENTS - 2):
            one = town.poster()
            placements.file_under(town.db, one.id, district_id=None, campaign_id=autumn[0].id)
    told = desk.get(f"/desk/campaigns/{autumn[0].id}").text
    assert 'begegnung print-campaign "Herbst"' in told
    assert desk.post(address, asked | {"purpose": "screen"}).status == 409


def test_a_campaign_is_printed_by_coordinators_alone(browse, jonas, autumn):
    stranger = browse.as_(jonas).get(f"/desk/campaigns/{autumn[0].id}/paper")
    assert stranger.status not in (200, 303)
