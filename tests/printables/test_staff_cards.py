"""Amira gets a letter with a card in it; her phone reads the card, a voice reads the letter."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest
import zxingcpp

from printables import qr, staff_card
from printables.errors import MissingGlyph
from printables.staff_card import LONGEST, StaffCard
from store.palette import palette
from tests.printables import reading

render = cache(staff_card.render)

SECRET = "vXq0_kT-3mZr8sLb2NwYhA"
CARD = StaffCard(
    url=f"https://begegnung-und-zusammenhalt.musterstadt.example/hand-off/card#{SECRET}",
    name="Amira Haddad",
    workplace="Markt am Bach, Musterstadt",
    phone="0521 000 123",
    office="Koordinierungsstelle Begegnung und Zusammenhalt, Musterstadt",
    language="de",
    palette=palette(),
)


def read(pdf):
    return list(zxingcpp.read_barcodes(reading.picture(pdf, dpi=150)))


def test_a_phone_reads_the_secret_letter_for_letter():
    assert [code.text for code in read(render(CARD))] == [CARD.url]


def test_the_secret_stands_in_the_symbol_alone_and_the_symbol_is_kept_nowhere():
    qr.symbol.cache_clear()
    pdf = render(replace(CARD, name="Ole Jansen"))
    assert qr.symbol.cache_info().currsize == 0
    with pikepdf.open(BytesIO(pdf)) as document:
        unpacked = BytesIO()
        document.save(unpacked, compress_streams=False, static_id=True)
    assert SECRET.encode() not in pdf + unpacked.getvalue()
    assert SECRET not in reading.text(pdf)


def test_card_and_letter_say_what_to_do_and_whom_to_call():
    said = reading.text(render(CARD))
    assert said.count("Amira Haddad") == 2 and said.count("0521 000 123") == 2
    for words in ("Ihre Schlüsselkarte", "Markt am Bach", "Sechs Ziffern ausdenken", "100 %"):
        assert words in said


def test_the_card_has_its_real_size_on_an_a4():
    pdf = render(CARD)
    assert reading.boxes_mm(pdf)["/MediaBox"] == [0, 0, 210, 297]
    [code] = read(pdf)
    px_per_mm = 150 / 25.4
    modules = qr.unkept_symbol(CARD.url).modules
    ground = 35 * px_per_mm
    width = code.position.top_right.x - code.position.top_left.x
    assert width == pytest.approx(ground * modules / (modules + 2 * qr.QUIET), rel=0.02)
    assert width / px_per_mm / modules > 0.6, "a module smaller than that is hard on old cameras"


@pytest.mark.parametrize("letters", ["W" * LONGEST, "Ümlaut-Straße " * 4, "W W W W W W W W " * 3])
def test_the_longest_names_fit_however_wide(letters):
    text = letters.strip()[:LONGEST]
    pdf = render(replace(CARD, name=text, workplace=text))
    assert len(read(pdf)) == 1


def test_a_letter_our_fonts_lack_is_said_before_there_is_a_secret():
    staff_card.check("Mira Aydın", "Автовокзал", "سوق")
    with pytest.raises(MissingGlyph):
        staff_card.check("Mira Aydın", "市場")


def test_a_screen_reader_finds_its_way():
    pdf = render(CARD)
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        [figure] = [t for t in document.objects if reading_tag(t) == "/Figure"]
        assert "Telefon" in str(figure.Alt)


def reading_tag(thing):
    return thing.get("/S") if isinstance(thing, pikepdf.Dictionary) else None
