"""Whoever puts a screen up takes a sheet along that says where its picture has to be."""

import pytest

from store import screens
from tests.conftest import TUESDAY
from tests.printables import reading


@pytest.fixture
def key(town):
    bench = town.poster("Bank am Kesselbrink")
    return screens.add(town.db, bench.id, profile="bench-15", languages=("de",), now=TUESDAY)


@pytest.mark.parametrize(
    "address", ["{}", "https://muster.example/screen/{}/", "/screen/{}/de", "x.example/screen/{}"]
)
def test_the_sheet_of_a_screen_never_says_its_secret_address(
    begegnung, folder, key, tmp_path, address
):
    out = tmp_path / "sheet.pdf"
    done = begegnung("screen-sheet", address.format(key), "--out", str(out), data=folder)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, str(out))
    text = reading.text(out.read_bytes())
    assert "Bank am Kesselbrink" in text and "82 cm" in text
    assert key not in text and key.encode() not in out.read_bytes()


def test_an_address_nobody_knows_is_refused(begegnung, folder, town, key, tmp_path):
    screens.revoke(town.db, screens.by_key(town.db, key).id, now=TUESDAY)
    for typed in (key, "guessed", ""):
        out = tmp_path / "sheet.pdf"
        done = begegnung("screen-sheet", typed, "--out", str(out), data=folder)
        assert done.exit_code == 1 and "No screen" in done.output
        assert not out.exists()
