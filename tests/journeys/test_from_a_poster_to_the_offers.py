"""The main job, end to end: a list is taken over, a poster printed, scanned, and counted."""

import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import zxingcpp
from click.testing import CliRunner
from playwright.sync_api import expect

from outreach.cli import begegnung
from tests.chromium import open_page
from tests.serving import serving

# Invented rows in the shape of the state's list, with its mess.
OFFERS = Path(__file__).with_name("offers.csv").read_text("utf-8")
ADDRESSES = """\
street,number,postcode,lat,lon
Lindenstraße,8,33991,52.0210,8.5310
Lindenstraße,10,33991,52.0211,8.5312
"""


def run(folder: Path, *words: str) -> str:
    """Run `begegnung` as somebody at a terminal does."""
    result = CliRunner().invoke(begegnung, [*words, "--data", str(folder)])
    assert result.exit_code == 0, result.output
    return result.output


def read_code(pdf: bytes) -> str:
    """What a phone reads from the printed page."""
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    [code] = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    return str(code.text)


def test_from_a_poster_to_the_offers(tmp_path, folder, chromium):
    (tmp_path / "offers.csv").write_text(OFFERS, "cp1252")
    (tmp_path / "addresses.csv").write_text(ADDRESSES, "utf-8")
    run(folder, "load-addresses", str(tmp_path / "addresses.csv"))
    assert "added 2, changed 0" in run(folder, "import-offers", str(tmp_path / "offers.csv"))

    where = ["--lat", "52.0215", "--lon", "8.5300", "--district", "Altstadt"]
    told = run(folder, "place", "--name", "Stadtbibliothek, Eingang", "--kind", "library", *where)
    code = told.splitlines()[-1]

    poster = tmp_path / "poster.pdf"
    run(folder, "print-placement", code, "--size", "A4", "--for", "print", "--out", str(poster))
    printed = urlsplit(read_code(poster.read_bytes()))
    assert (printed.scheme, printed.netloc, printed.path) == (
        "https",
        "MUSTER.EXAMPLE",
        f"/Q/{code}",
    )

    with serving(folder) as address, open_page(chromium, width=390) as phone:
        phone.goto(address + printed.path)
        assert code not in phone.url
        expect(phone.locator("main")).to_contain_text("Stadtbibliothek, Eingang")
        phone.get_by_role("link", name="Spieletreff").first.click()
        phone.get_by_text("Jeden Donnerstag um 18 Uhr").first.wait_for()

    [placement] = json.loads(run(folder, "codes", "--json"))
    assert placement["state"] == "printed"
    assert placement["scans"] == {kind: int(kind == "person") for kind in placement["scans"]}
    assert placement["steps"]["offer"] == 1
