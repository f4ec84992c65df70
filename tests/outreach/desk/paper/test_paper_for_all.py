"""Whoever waits for paper at the desk can read that it is made, and what came out of it."""

import os
import shutil
import threading
from datetime import UTC, datetime

import pytest
from werkzeug.serving import make_server

from outreach import session_cookie
from outreach.app import create_app
from store import database
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.until import until

# An address so long that a plaque's code is too small for its distance, and a poster's a little.
SHORT, LONG = "https://auenbeck.example", "https://begegnung-in-auenbeck.example"
RED, AMBER = "p.problem[role=status]", "p.warning[role=status]"

PLACEMENT = "/desk/placements/1"
PRINT, CARD = "Datei zum Drucken", "Karte machen und herunterladen"
# What is shown once it is made: where it is begun, what is chosen, and by which button.
SHOWN = {
    RED: (PLACEMENT, {"piece": "bench-plaque"}, PRINT),
    AMBER: (PLACEMENT, {"piece": "poster-a4"}, PRINT),
    "textarea[readonly]": ("/desk/share?offer=1", {}, "Bilder machen"),
    ".proofs figure": ("/desk/campaigns/1", {}, "Alle Stücke zeigen"),
    ".alike": ("/desk/campaigns/1", {"piece": "bench-plaque"}, "Alles drucken"),
}
# What is downloaded once it is made.
FETCHED = (
    ("/desk/brochures", {}, "Heft machen"),
    ("/desk/brochures", {}, "Kalender machen"),
    ("/desk/offers/1", {}, "Zettel, A6"),
    (PLACEMENT, {}, "Blatt für die Montage"),
    ("/desk/people/2", {}, "Bescheinigung machen und herunterladen"),
    ("/desk/people/new/key-person", {"name": "Rosa", "workplace": "Kiosk"}, CARD),
)


@pytest.fixture
def town(demo_folder, tmp_path):
    """A copy of the demo town under a long address."""
    folder = tmp_path / "town"
    shutil.copytree(demo_folder, folder)
    office = folder / "office.toml"
    office.write_text(office.read_text("utf-8").replace(SHORT, LONG), "utf-8")
    return folder


@pytest.fixture
def press(town, tmp_path):
    """The app, and the pipe its press waits for before it makes anything."""
    app, held = create_app(town), tmp_path / "held"
    os.mkfifo(held)
    # A page that looks again by itself would do so while it is looked at.
    app.after_request(without_refresh)
    app.extensions["press"].begin("held", held.read_bytes, now=datetime.now(UTC))
    yield app, held
    # Whatever went wrong before: nothing waits for it any longer.
    os.close(os.open(held, os.O_RDWR | os.O_NONBLOCK))


def without_refresh(response):
    response.headers.pop("Refresh", None)
    return response


@pytest.fixture
def desk(town, press, chromium):
    """Petra's window at the desk, and its address."""
    db = database.open_office(town)
    petra = enrol(db, town, role="coordinator", name="Petra Berg", now=datetime.now(UTC))
    db.close()
    server = make_server("127.0.0.1", 0, press[0], threaded=True)
    threading.Thread(target=server.serve_forever).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with open_page(chromium, width=320) as page:
        cookie = {"name": session_cookie.NAME, "value": petra.token, "url": address}
        page.context.add_cookies([cookie])
        yield page, address
    server.shutdown()
    server.server_close()


def begin(desk, path, chosen, button):
    """Ask for paper, and read the page that says it is being made; gives its address."""
    page, address = desk
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for name, value in chosen.items():
        field = form.locator(f"[name={name}]")
        (field.fill if field.evaluate("one => one.tagName") == "INPUT" else field.select_option)(
            value
        )
    form.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("status").get_by_text("In ein paar Sekunden").wait_for()
    assert_everybody_can_read(page)
    return page.url


def test_everybody_can_read_that_paper_is_made_and_what_came_out(desk, press):
    page, _ = desk
    shown = {what: begin(desk, *asked) for what, asked in SHOWN.items()}
    for asked in FETCHED:
        begin(desk, *asked)
    press[1].write_bytes(b"go")
    for what, address in shown.items():
        until(lambda asked=address, what=what: page.goto(asked) and page.locator(what).count())
        assert_everybody_can_read(page)
