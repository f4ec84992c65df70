"""A placement's poster from the desk: made beside the server, and from then on it is paper."""

import re
import time
from urllib.parse import urlsplit

import zxingcpp

from store import placements
from tests.conftest import TUESDAY
from tests.printables import reading


def ask(desk, placement, **chosen):
    """Press the button; gives the address where the file is to be collected."""
    address, fields = desk.get(f"/desk/placements/{placement.id}").form("Datei zum Drucken")
    answer = desk.post(address, fields | {"piece": "poster-a4", "purpose": "print"} | chosen)
    assert answer.status == 303
    return answer.headers["Location"]


def collected(desk, address):
    """What comes at this address once the file is made; until then it asks to come again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = desk.client.get(address)
        if "Refresh" not in answer.headers:
            return answer
        time.sleep(0.05)
    raise AssertionError("no poster came")


def state(town, placement):
    return placements.get(town.db, placement.id).state


def test_the_printers_file_carries_the_code_and_locks_the_placement(town, desk):
    poster = town.poster()
    address = ask(desk, poster)
    assert state(town, poster) == "drafted"
    answer = collected(desk, address)
    name = f"{poster.code[:3]}-{poster.code[3:]}-print.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    [code] = zxingcpp.read_barcodes(reading.picture(answer.data, dpi=100))
    assert urlsplit(code.text).path == f"/Q/{poster.code}"
    assert state(town, poster) == "printed"
    assert "wurde schon abgeholt" in desk.follow(address).text


def test_the_screens_file_locks_nothing(town, desk):
    poster = town.poster()
    answer = collected(desk, ask(desk, poster, purpose="screen", piece="poster-a3", language="uk"))
    assert answer.mimetype == "application/pdf" and state(town, poster) == "drafted"


def test_what_was_corrected_meanwhile_is_not_locked_with_an_old_name(town, desk):
    poster = town.poster("Jahnplaz")
    address = ask(desk, poster)
    form = desk.get(f"/desk/placements/{poster.id}/edit")
    desk.submit(form, "Speichern", name="Jahnplatz", kind="poster", where="52.021, 8.53")
    assert "war schneller" not in form.text
    assert collected(desk, address).status_code == 409 and state(town, poster) == "drafted"


def test_a_name_that_cannot_be_printed_is_told(town, desk):
    poster = town.poster("Platz 𓀀")
    answer = collected(desk, ask(desk, poster))
    assert answer.status_code == 422 and "unsere Schriften nicht kennen" in answer.text
    assert state(town, poster) == "drafted"


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
