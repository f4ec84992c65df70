"""A coordinator comes in for the first time, leaves, and comes in again, in a real browser."""

import io
import re
from datetime import UTC, datetime, timedelta

import pyotp
import zxingcpp
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import expect

from outreach.cli import begegnung
from tests.chromium import open_page
from tests.serving import serving

PASSWORD = "vier Wörter am Fluss"


def invite(folder, address):
    words = ["invite-coordinator", "Petra Sommer", "--email", "petra@muster.example"]
    words += ["--address", address, "--data", str(folder)]
    result = CliRunner().invoke(begegnung, words)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()[-1]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def qr_on(page):
    """What a phone's camera reads from the screen."""
    picture = Image.open(io.BytesIO(page.locator(".symbol").screenshot()))
    [code] = zxingcpp.read_barcodes(picture)
    return code.text


def test_from_an_invitation_to_the_desk(folder, chromium):
    with serving(folder) as address, open_page(chromium, width=390, javascript=False) as desk:
        blocked = []
        desk.on("console", lambda said: blocked.append(said.text) if "Policy" in said.text else 0)
        link = invite(folder, address)
        desk.goto(link)
        press(desk, "Los geht’s")
        desk.get_by_label("Passwort", exact=True).fill(PASSWORD)
        desk.get_by_label("Dasselbe noch einmal").fill(PASSWORD)
        press(desk, "Weiter")

        address_in_app = desk.get_by_role("link", name="In der App öffnen").get_attribute("href")
        desk.wait_for_load_state()
        assert qr_on(desk) == address_in_app
        phone = pyotp.parse_uri(address_in_app)
        expect(desk.locator(".key")).to_have_text(re.compile(" ?".join(phone.secret)))
        desk.get_by_label("Die sechs Ziffern").fill(phone.now())
        press(desk, "Weiter")
        expect(desk.locator(".recovery li")).to_have_count(10)
        desk.get_by_role("link", name="Ich habe sie, weiter").click()
        expect(desk).to_have_url(f"{address}/desk")
        expect(desk.get_by_role("heading", level=1)).to_have_text("Guten Tag, Petra Sommer")

        press(desk, "Abmelden")
        desk.get_by_text("Sie sind abgemeldet").wait_for()
        desk.goto(f"{address}/desk")
        desk.get_by_label("E-Mail").fill("petra@muster.example")
        desk.get_by_label("Passwort").fill(PASSWORD)
        press(desk, "Weiter")
        desk.get_by_label("Code", exact=True).fill(
            phone.at(datetime.now(UTC) + timedelta(seconds=30))
        )
        press(desk, "Anmelden")
        expect(desk).to_have_url(f"{address}/desk")

        [cookie] = desk.context.cookies()
        assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
        desk.goto(link)
        desk.get_by_role("heading", name="Diese Einladung gilt nicht mehr").wait_for()
        assert blocked == []
