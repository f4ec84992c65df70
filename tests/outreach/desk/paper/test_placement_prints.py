"""A placement's poster from the desk: made beside the server, and from then on it is paper."""

import re
from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
import zxingcpp

from outreach.app import create_app
from store import placements
from tests.browsing import FROM_OUR_PAGE, Browser
from tests.conftest import OFFICE, TUESDAY
from tests.printables import reading
from tests.printables.test_all_pieces import press_profile
from tests.until import until


def ask(desk, placement, **chosen):
    """Press the button; gives the address where the file is to be collected."""
    address, fields = desk.get(f"/desk/placements/{placement.id}").form("Datei zum Drucken")
    answer = desk.post(address, fields | {"piece": "poster-a4", "purpose": "print"} | chosen)
    assert answer.status == 303
    return answer.headers["Location"]


def finished(desk, address):
    """The page at this address once the file is made; until then it asks to come again."""
    until(lambda: "Refresh" not in desk.client.get(address).headers)
    return desk.follow(address)


def download(desk, address, **chosen):
    """Press the button of the finished file; gives what comes."""
    to, fields = finished(desk, address).form("Datei herunterladen")
    fields.pop("anyway", None)  # not ticked
    return desk.client.post(to, data=fields | chosen, headers=FROM_OUR_PAGE)


def state(town, placement):
    return placements.get(town.db, placement.id).state


def test_the_printers_file_carries_the_code_and_locks_the_placement(town, desk):
    poster = town.poster()
    address = ask(desk, poster)
    assert "Grün" in finished(desk, address).text
    assert state(town, poster) == "drafted", "to look at it locks nothing"
    answer = download(desk, address)
    name = f"{poster.code[:3]}-{poster.code[3:]}-print.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    [code] = zxingcpp.read_barcodes(reading.picture(answer.data, dpi=100))
    assert urlsplit(code.text).path == f"/Q/{poster.code}"
    assert state(town, poster) == "printed"
    assert "wurde schon abgeholt" in desk.follow(address).text


def test_two_pieces_of_one_placement_at_once_are_not_mixed_up(town, desk):
    poster = town.poster()
    card = ask(desk, poster, piece="pocket-card", purpose="screen")
    handbill = ask(desk, poster, piece="poster-a6", purpose="screen")
    sizes = [reading.boxes_mm(download(desk, one).data)["/MediaBox"] for one in (card, handbill)]
    assert sizes == [[0, 0, 85, 55], [0, 0, 105, 148]]


def test_the_screens_file_locks_nothing(town, desk):
    poster = town.poster()
    answer = download(desk, ask(desk, poster, purpose="screen", piece="poster-a3", language="uk"))
    assert answer.mimetype == "application/pdf" and state(town, poster) == "drafted"


def test_bleed_alone_ten_on_a_sheet_and_the_towns_own_press(town, desk, folder):
    poster, profile = town.poster(), press_profile()
    (folder / "press.icc").write_bytes(profile)
    alone = download(desk, ask(desk, poster, piece="sticker", around="bleed")).data
    assert reading.boxes_mm(alone)["/MediaBox"] == [0, 0, 80, 80]
    with pikepdf.open(BytesIO(alone)) as document:
        assert document.Root.OutputIntents[0].DestOutputProfile.read_bytes() == profile
    sheet = download(desk, ask(desk, poster, piece="sheet-of-pocket-card")).data
    assert len(reading.codes(sheet, dpi=150)) == 10
    (folder / "press.icc").write_text("Kein Profil")
    address, fields = desk.get(f"/desk/placements/{poster.id}").form("Datei zum Drucken")
    refused = desk.post(address, fields | {"piece": "sticker", "purpose": "print"})
    assert refused.status == 422 and "kein Profil einer Druckmaschine" in refused.text


def test_a_red_file_says_why_and_comes_only_to_who_insists(town, petra, folder, clock):
    long = OFFICE.replace("https://muster.example", "https://begegnung-in-musterstadt.example")
    (folder / "office.toml").write_text(long, "utf-8")
    client = create_app(folder).test_client()
    desk, poster = Browser(client).as_(petra), town.poster()
    address = ask(desk, poster, piece="bench-plaque")
    page = finished(desk, address)
    assert "Rot" in page.text and "wird aus 0,6 m gelesen" in page.text
    again = download(desk, address)
    assert again.status_code == 422 and state(town, poster) == "drafted"
    assert download(desk, address, anyway="yes").mimetype == "application/pdf"
    assert state(town, poster) == "printed"


def test_what_was_corrected_meanwhile_is_not_locked_with_an_old_name(town, desk):
    poster = town.poster("Jahnplaz")
    address = ask(desk, poster)
    finished(desk, address)
    form = desk.get(f"/desk/placements/{poster.id}/edit")
    desk.submit(form, "Speichern", name="Jahnplatz", kind="poster", where="52.021, 8.53")
    assert download(desk, address).status_code == 409 and state(town, poster) == "drafted"


def test_a_name_that_cannot_be_printed_is_told(town, desk):
    poster = town.poster("Platz 𓀀")
    page = finished(desk, ask(desk, poster))
    assert page.status == 422 and "unsere Schriften nicht kennen" in page.text
    assert state(town, poster) == "drafted"


def test_a_neighbours_sign_is_left_out_and_told_before_the_file_is_fetched(town, desk):
    town.offer("Hoffest 🎉")
    address = ask(desk, town.poster(), purpose="screen")
    assert "„Hoffest 🎉“ ohne 🎉" in finished(desk, address).text
    assert "14:00 Hoffest Lukashaus" in reading.text(download(desk, address).data)


def test_who_hangs_it_gets_a_sheet_and_nothing_is_locked(town, desk):
    poster = town.poster()
    address = f"/desk/placements/{poster.id}/installer-sheet"
    _, fields = desk.get(f"/desk/placements/{poster.id}").form("Datei zum Drucken")
    finished_at = desk.post(address, fields | {"piece": "tear-off"}).headers["Location"]

    def sheet():
        come = desk.client.get(finished_at)
        return None if "Refresh" in come.headers else come

    text = reading.text(until(sheet).data)
    assert "Blatt für die Montage" in text and "Abreißzetteln" in text
    assert state(town, poster) == "drafted"
    assert desk.post(address, fields | {"piece": "tapestry"}).status == 404


def test_nothing_is_printed_for_what_has_ended_or_in_other_ways(town, desk):
    poster, other = town.poster(), town.poster("Bank")
    address, fields = desk.get(f"/desk/placements/{poster.id}").form("Datei zum Drucken")
    for wrong in (
        {"piece": "poster-a0", "purpose": "print"},
        {"piece": "poster-a4", "purpose": "wall"},
    ):
        assert desk.post(address, fields | wrong).status == 404
    placements.retire(town.db, poster.id, now=TUESDAY)
    assert desk.post(address, fields | {"piece": "poster-a4", "purpose": "print"}).status == 409
    assert re.search("schon abgeholt", desk.follow(f"/desk/placements/{other.id}/print/print").text)
