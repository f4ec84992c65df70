"""Paper an office makes for its own people: a certificate, a sheet for who puts a piece up."""

from dataclasses import replace
from datetime import date

import page
import pytest

from printables.errors import MissingGlyph, TextTooLong
from printables.office import certificate, fixing, installer_sheet, piece_names
from printables.office.certificate import Certificate
from printables.office.installer_sheet import InstallerSheet
from printables.pieces import PIECES
from store.palette import palette
from tests.printables import reading
from tests.printables.test_all_pieces import made

AMIRA = Certificate(
    name="Amira Haddad",
    role="key_person",
    held_on=date(2026, 5, 5),
    valid_until_on=date(2027, 4, 30),
    hours=4.5,
    contents=certificate.usual_contents("key_person"),
    office="Begegnung Musterstadt",
    phone="0521 000 123",
    sponsor="Gefördert von niemandem: ein erfundenes Beispiel.",
    palette=palette(),
)
JAHNPLATZ = InstallerSheet(
    place="Jahnplatz, Steig 3",
    district="Mitte",
    at=(52.0213, 8.5329),
    code="K7M-2X",
    url="https://begegnung.example/q/K7M2X",
    domain="begegnung.example",
    piece="poster-a3",
    office="Begegnung Musterstadt",
    phone="0521 000 123",
    palette=palette(),
)


def test_a_certificate_says_who_learnt_what_when_and_until_when():
    pdf = certificate.render(AMIRA)
    text = reading.text(pdf)
    for words in (
        *("Amira Haddad", "Schulung für Schlüsselpersonen", "5. Mai 2026", "4,5 Stunden"),
        *("30. April 2027", "Verschwiegenheit", "Unterschrift", "Begegnung Musterstadt"),
    ):
        assert words in text
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_the_longest_that_may_be_typed_fits_on_one_page_and_more_is_named():
    full = (("Zuhören " * 16)[: certificate.LONGEST_CONTENT].strip(),) * certificate.MOST_CONTENTS
    long = replace(AMIRA, role="pilot", hours=0, contents=full, name="Wolkenstein-" * 4)
    text = reading.text(certificate.render(long))
    assert "Lots*innen" in text and "Umfang" not in text
    with pytest.raises(TextTooLong, match="Zuhören"):
        certificate.render(replace(AMIRA, contents=full * 4))
    with pytest.raises(MissingGlyph, match="市"):
        certificate.render(replace(AMIRA, name="市場"))


def test_an_installer_hears_where_how_high_and_which_code():
    pdf = installer_sheet.render(JAHNPLATZ)
    text = reading.text(pdf)
    for words in (
        *("Jahnplatz, Steig 3", "52,02130° Nord, 8,53290° Ost", "Plakat A3", "K7M-2X"),
        *("29,7 × 42 cm", "140 bis 160 cm", "Unterkante bei 136 cm", "0521 000 123"),
    ):
        assert words in text
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert reading.codes(pdf) == [], "who scanned a sheet would be counted at the place"


def test_where_the_lower_edge_is_the_code_is_as_high_as_said():
    poster = PIECES["poster-a3"]
    hung = installer_sheet.hung(poster, fixing.fixing_of(poster.name), JAHNPLATZ.url)
    picture = reading.picture(made("poster-a3", for_print=False))
    [code] = reading.codes(made("poster-a3", for_print=False))
    middle = (code.position.top_left.y + code.position.bottom_right.y) / 2
    above_cm = (picture.height - middle) / picture.height * 42
    assert hung.from_cm + above_cm == pytest.approx(hung.code_cm, abs=1)


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_has_a_name_and_somebody_told_how_to_fix_it(piece):
    assert piece_names.names()[piece]
    told = fixing.fixing_of(piece)
    assert told.how and told.code_from_cm <= told.code_to_cm <= 160
    if hung := installer_sheet.hung(PIECES[piece], told, JAHNPLATZ.url):
        assert hung.from_cm >= 30 and hung.to_cm * 10 <= installer_sheet.WALL_CM * 10
