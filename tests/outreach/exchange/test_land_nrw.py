"""The state's list: ten columns and much prose, put in order row by row."""

import pytest

from outreach.exchange import land_nrw
from outreach.exchange.land_nrw import Listed
from outreach.exchange.problems import Problem
from tests.outreach.exchange.lists import BREAKFAST, csv_of, row


@pytest.fixture
def read(tmp_path):
    """Read a list with these rows; by default the breakfast."""

    def reading(*rows):
        path = tmp_path / "liste.csv"
        path.write_text(csv_of(*rows), "utf-8", newline="")
        return list(land_nrw.read(path))

    return reading


def test_a_row_is_put_in_order(read):
    assert read() == [
        (
            2,
            Listed(
                title="Frühstück für alle",
                organization="Nachbarschaftshaus Größenweg",
                town="Musterstadt",
                postcode="33991",
                street="Größenweg 12b",
                phone="+493023125100",
                website="https://www.haus.example",
                audience="Menschen ab 60",
                age_from=60,
                category="Begegnung",
                description=BREAKFAST["Beschreibung"],
            ),
        )
    ]


def test_names_are_one_line_and_descriptions_keep_theirs(read):
    [(_, listed)] = read(row(Angebot="Frühstück\r\n  für alle ", Beschreibung="eins\r\n\r\nzwei"))
    assert listed.title == "Frühstück für alle"
    assert listed.description == "eins\n\nzwei"


def test_what_a_row_does_not_say_stays_empty(read):
    nothing = dict.fromkeys(BREAKFAST, "-") | {"Angebot": "Treff", "Institution": "Haus"}
    [(_, listed)] = read(nothing)
    assert (listed.phone, listed.website, listed.age_from) == (None, None, None)
    assert (listed.postcode, listed.street, listed.description) == ("", "", "")


def test_a_row_without_a_name_is_left_out_and_told(read):
    assert read(row(Angebot=" ")) == [
        Problem(2, "Angebot", "the offer has no name", "row left out", "no_name")
    ]


def test_an_offer_without_an_institution_stands_for_itself(read):
    problem, (_, listed) = read(row(Institution="-"))
    assert problem.column == "Institution" and listed.organization == listed.title


def test_what_is_not_understood_is_told_with_its_place_and_left_empty(read):
    found = read(row(PLZ="3399", TelefonNr="kein Telefon", Webseite="htp:/kaputt"))
    assert [(problem.column, problem.what, problem.done) for problem in found[:3]] == [
        ("PLZ", "“3399” is no postcode of five digits", "left empty"),
        ("Telefon-Nr.", "“kein Telefon” is no phone number", "left empty"),
        ("Webseite", "“htp:/kaputt” is no web address", "left empty"),
    ]
    assert [(problem.kind, problem.cell) for problem in found[:3]] == [
        ("no_postcode", "3399"),
        ("no_phone", "kein Telefon"),
        ("no_web_address", "htp:/kaputt"),
    ]
    listed = found[3][1]
    assert (listed.postcode, listed.phone, listed.website) == ("", None, None)


@pytest.mark.parametrize(
    ("audience", "age"),
    [
        ("Menschen ab 60", 60),
        ("ab 60 Jahren", 60),
        ("Generation 55plus", 55),
        ("65+", 65),
        ("alle", None),
        ("Kinder von 6 bis 10", None),
        ("", None),
    ],
)
def test_the_age_is_read_where_it_is_clear(read, audience, age):
    [(_, listed)] = read(row(Zielgruppe=audience))
    assert listed.age_from == age and listed.audience == audience


def test_a_row_has_another_digest_as_soon_as_anything_in_it_changes(read):
    rows = [row(), *(row(**{name: "anders 77"}) for name in ("Ort", "Beschreibung", "Zielgruppe"))]
    digests = [entry[1].digest() for entry in read(*rows)]
    assert len(set(digests)) == 4
    assert read()[0][1].digest() == digests[0]
