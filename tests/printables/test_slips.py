"""A slip is handed over a counter: a phone, an office's printer and a bus driver read it."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pikepdf
import pytest

from printables import print_house, slip
from printables.errors import MissingGlyph, TextTooLong, Unreadable
from printables.slip import Slip, SlipDate
from tests.printables import reading
from tests.printables.test_posters import POSTER

SLIP = Slip(
    titles=("Frühstück für alle", "فطور للجميع"),
    dates=(
        SlipDate(date(2026, 5, 5), time(9), time(11, 30)),
        SlipDate(date(2026, 5, 12), time(9), None),
    ),
    venue="Nachbarschaftshaus (Hof)",
    street="Webergasse 14, 33991 Musterstadt",
    stop="Webergasse (3, 29)",
    phone="0521 000 123",
    url="https://begegnung.example/de/offers/12",
    address="begegnung.example/de/offers/12",
    office="Koordinierungsstelle Begegnung, Musterstadt",
    languages=("de", "ar"),
)
LONG_WORD = "Nachbarschaftsbegegnungs" * 3 + "frühstück"


def inks(pdf):
    """Every ink of the press that a file sets to more than nothing, and every other colour."""
    found = set()
    for operator, *values in reading.colours(pdf):
        if operator.lower() == "cs":
            assert values in (["/DeviceCMYK"], ["/Pattern"])
        elif operator.lower() == "scn" and len(values) == 4:
            found |= {ink for ink, value in zip("CMYK", values, strict=True) if float(value)}
        else:
            assert operator.lower() == "scn" and len(values) == 1 and values[0].startswith("/")
    return found


@pytest.mark.parametrize("languages", [("de", "tr"), ("de", "ar"), ("ar", "de"), ("ls", "uk")])
def test_it_is_an_a6_in_black_whose_code_leads_to_the_offer(languages):
    pdf = slip.released(replace(SLIP, languages=languages))
    assert [code.text for code in reading.codes(pdf, dpi=150)] == [SLIP.url]
    assert set(map(tuple, reading.boxes_mm(pdf).values())) == {(0, 0, 105, 148)}
    assert inks(pdf) == {"K"}


def test_both_halves_say_when_and_what_to_bring():
    text = reading.text(slip.render(SLIP))
    for words in (
        *("Frühstück für alle", "Di., 5. Mai", "09:00–11:30", "Di., 12. Mai", "Wo", "Haltestelle"),
        *("Nachbarschaftshaus (Hof)", "Webergasse 14, 33991 Musterstadt", "Webergasse (3, 29)"),
        *("0521 000 123", "begegnung.example/de/offers/12", "Ihren Namen müssen Sie nicht sagen"),
        *("فطور للجميع", "أيار", "الموقف", "اتصلوا"),
    ):
        assert words in text


def test_four_on_an_a4_are_the_same_four_times():
    pdf = slip.released(SLIP, format="a4")
    assert [code.text for code in reading.codes(pdf, dpi=150)] == [SLIP.url] * 4
    assert reading.boxes_mm(pdf)["/MediaBox"] == [0, 0, 210, 297]
    assert inks(pdf) == {"K"} and len(pikepdf.open(BytesIO(pdf)).pages) == 1


def test_without_times_one_is_asked_to_call_and_where_one_signs_up_too():
    text = reading.text(slip.render(replace(SLIP, dates=(), call_first=True)))
    assert "Bitte anrufen und fragen." in text
    assert "Bitte rufen Sie vorher an." in text
    assert "Namen" not in text


def test_a_title_that_is_not_translated_stands_there_once():
    text = reading.text(slip.render(replace(SLIP, titles=(SLIP.titles[0],) * 2)))
    assert text.count(SLIP.titles[0]) == 1


def test_what_does_not_fit_or_cannot_be_drawn_is_named():
    with pytest.raises(TextTooLong, match=LONG_WORD):
        slip.render(replace(SLIP, titles=(LONG_WORD, "")))
    with pytest.raises(MissingGlyph, match="🎉"):
        slip.render(replace(SLIP, titles=("Fest 🎉", "")))
    far = "https://" + "begegnung-" * 7 + "musterstadt.example/de/offers/12345"
    with pytest.raises(Unreadable, match=r"read from 0\.3 m"):
        slip.released(replace(SLIP, url=far))


@pytest.mark.parametrize("for_print", [True, False])
def test_a_slip_of_a_placement_needs_no_second_ink_either(for_print):
    said = replace(POSTER, piece="slip", for_print=for_print)
    pdf, looked_at = print_house.tried([said])
    assert looked_at.light == "green"
    coloured = reading.picture(pdf).convert("HSV").getchannel("S").getextrema()
    assert inks(pdf) == {"K"} if for_print else coloured == (0, 0)
    assert "Frühstück für alle" in reading.text(pdf)
