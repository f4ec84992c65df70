"""A planted address, device and name are looked for in everything we write."""

import logging

from store import placements
from tests.conftest import TUESDAY

ADDRESS = "203.0.113.77"
DEVICE = "Plantphone/77.7"
PLANTED = (ADDRESS, "plantphone", "gartenzwerg", "planted.example")

HEADERS = {
    "User-Agent": f"Mozilla/5.0 (Linux; Android 14; {DEVICE}) Chrome/130.0 Mobile Safari/537.36",
    "X-Forwarded-For": ADDRESS,
    "Referer": "https://planted.example/gartenzwerg",
    "Cookie": "who=gartenzwerg",
    "Accept-Language": "de",
}


def everything_written(folder, caplog):
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"begegnung.db", "begegnung.db-wal", "begegnung.db-shm"} <= {f.name for f in files}
    return b"\n".join(file.read_bytes() for file in files).lower() + caplog.text.lower().encode()


def test_who_scans_reads_and_searches_is_written_down_nowhere(town, browse, folder, caplog):
    caplog.set_level(logging.DEBUG)
    poster, offer = town.poster(), town.offer()
    gone = town.poster("Weg")
    placements.retire(town.db, gone.id, now=TUESDAY)
    for address in (
        f"/q/{poster.code}",
        f"/k/{gone.code}",
        f"/de/near/jahnplatz-{poster.id}",
        f"/de/offers?q=Gartenzwerg&from={poster.id}",
        "/de/offers?district=Gartenzwerg&language=Gartenzwerg",
        f"/de/offers/{offer}?from={poster.id}",
        f"/de/offers/{offer}.ics",
        "/q/GARTENZWERG",
        "/de/gartenzwerg",
        f"/de/doors/company?to={offer}",
    ):
        browse.client.get(address, headers=HEADERS, environ_overrides={"REMOTE_ADDR": ADDRESS})
    browse.client.post(
        f"/steps/call?from={poster.id}", headers=HEADERS, environ_overrides={"REMOTE_ADDR": ADDRESS}
    )
    town.db.execute("DROP TABLE placement_target")
    browse.client.get(f"/q/{poster.code}?gartenzwerg", headers=HEADERS)

    written = everything_written(folder, caplog)
    assert b"a scan could not be answered" in written
    assert [planted for planted in PLANTED if planted.encode() in written] == []


def test_no_public_page_sets_a_cookie_or_lets_another_company_know(town, browse):
    poster, offer = town.poster(), town.offer(website="https://haus.example")
    for address in ("/", "/de/", f"/q/{poster.code}", f"/de/offers/{offer}?from={poster.id}"):
        page = browse.get(address)
        assert "Set-Cookie" not in page.headers
        assert page.headers["Referrer-Policy"] == "no-referrer"
