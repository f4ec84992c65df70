"""A symbol is small, strong, and says exactly the address."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from printables import qr

CITY = "https://city.de/q/K7M2X"
TOWN = "https://begegnung.musterstadt.example/q/K7M2X"


def drawn(symbol: qr.Symbol, *, module_px: int = 4) -> Image.Image:
    """The symbol painted part by part, as its path tells."""
    side = symbol.modules_across * module_px
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0
    for part in symbol.path.split("m")[1:]:
        move, _, size = part.partition("h")
        dx, dy = (int(number) for number in move.replace("-", " -").split())
        width, height = (int(number) for number in size.partition("h")[0].split("v"))
        x, y = x + dx, y + dy
        box = (x, y, x + width, y + height)
        left, top, right, bottom = (edge * module_px for edge in box)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=0)
        y += height
    return picture


@pytest.mark.parametrize("address", [CITY, TOWN, "http://127.0.0.1:8000/q/K7M2X"])
def test_it_says_the_address_with_its_scheme_in_small_letters(address):
    scheme, _, rest = address.partition("://")
    (code,) = zxingcpp.read_barcodes(drawn(qr.symbol(address)))
    assert code.text == f"{scheme}://{rest.upper()}"


def test_a_short_address_needs_25_modules():
    assert qr.symbol(CITY).modules == 25
    assert qr.symbol(CITY).module_mm(100) == 4
    assert qr.symbol(CITY).modules_across == 33


def test_the_strongest_level_of_its_size_is_taken():
    assert (qr.symbol(CITY).modules, qr.symbol(CITY).error) == (25, "Q")
    longer = qr.symbol("https://begegnung.de/q/K7M2X")
    assert (longer.modules, longer.error) == (29, "H")
    outdoors = qr.symbol(CITY, error="H")
    assert (outdoors.modules, outdoors.error) == (29, "H")


def test_it_is_light_to_send():
    assert len(qr.symbol(TOWN).svg()) < 4096


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("city.de/q/K7M2X", "no scheme"),
        ("https://city.de/q?code=K7M2X", "holds =?"),
        ("https://müller.de/q/K7M2X", "holds Ü"),
    ],
)
def test_an_address_that_cannot_be_printed_says_why(address, reason):
    with pytest.raises(ValueError, match=reason.replace("?", r"\?")):
        qr.symbol(address)
