import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange import address_register
from outreach.exchange.problems import Problem, UnreadableFile
from store.addresses import Address

# One invented house in every form that the states give out. Its point in degrees was worked out
# with the Krüger series, not with the library under test.
SHORT = "N;DENW000000000001;A;05;1;58;028;0000;12741;6;a;32349925,060;5685090,386"
NRW_2022 = f"{SHORT};Minoritenstraße;2022-01-01"
HK_DE = f"{SHORT};Minoritenstraße;40878;Ratingen;;Mitte"
NRW_2026 = (
    "N;DENW000000000001;A;05;Nordrhein-Westfalen;1;Düsseldorf;58;Mettmann;028;Ratingen;0000;;"
    "12741;Minoritenstraße;6;a;32;349925.060;5685090.386;2026-07-01"
)
HESSEN = (
    "nba,oid,qua,landschl,land,gmdschl,gmd,strschl,str,hnr,adz,zone,ostwert,nordwert\n"
    'N,DEHE000000000001,A,"05",Land,"028",Ratingen,"12741","Minoritenstraße","6",a,"32",'
    '"349925.060","5685090.386"'
)
KEYS = """# Schlüssel
L;05;;;;Nordrhein-Westfalen
R;05;1;;;Düsseldorf
G;05;1;58;028;Ratingen
S;05;1;58;028;0000;12741;Minoritenstraße
"""


@pytest.fixture
def read(tmp_path):
    """Read a register from a file with this text or these bytes."""

    def reading(content, *, encoding="utf-8", keys=None):
        file = tmp_path / "register.txt"
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        if keys is None:
            return list(address_register.read(file))
        key_file = tmp_path / "keys.txt"
        key_file.write_text(keys, encoding=encoding)
        return list(address_register.read(file, street_key_file=key_file))

    return reading


def at_minorites(**known):
    """The house that all rows above mean."""
    nothing_known = {"postcode": None, "town": None}
    point = {"lat": pytest.approx(51.2973287, abs=1e-6), "lon": pytest.approx(6.8473575, abs=1e-6)}
    return Address("Minoritenstraße", 6, "a", **{**nothing_known, **known}, **point)


@pytest.mark.parametrize(
    ("row", "known"),
    [
        (NRW_2022, {}),
        (HK_DE, {"postcode": "40878", "town": "Ratingen"}),
        (NRW_2026, {"town": "Ratingen"}),
        (HESSEN, {"town": "Ratingen"}),
    ],
)
def test_every_form_of_the_register_says_the_same(read, row, known):
    assert read(f"{row}\n") == [at_minorites(**known)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_comments_empty_lines_and_encodings_do_not_matter(read, encoding):
    text = f"# Gebäudereferenzen\r\n\r\n{NRW_2022}\r\n{NRW_2022}\r\n"
    assert read(text, encoding=encoding) == [at_minorites(), at_minorites()]


def test_one_file_may_mix_encodings(read):
    rows = read(f"{NRW_2022}\n".encode() + f"{NRW_2022}\n".encode("cp1252"))
    assert rows == [at_minorites(), at_minorites()]


def test_the_zone_may_stand_before_the_east_or_beside_it_or_be_the_other_one(read):
    text = NRW_2026.replace(";32;349925.060;", ";33;349925.060;")
    [berlin_side] = read(text)
    assert berlin_side.lon == pytest.approx(6.8473575 + 6, abs=1e-6)
    assert read(NRW_2022.replace(";32349925,", ";349925,")) == [at_minorites()]


def test_streets_and_towns_may_lie_in_a_key_file(read):
    assert read(SHORT, keys=KEYS) == [at_minorites(town="Ratingen")]
    assert read(NRW_2022, keys=KEYS) == [at_minorites(town="Ratingen")]
    assert read(SHORT) == [Problem(1, "street", "the street has no name", "left out")]


@pytest.mark.parametrize(
    "text",
    [
        "street,number,postcode,lat,lon\nMinoritenstraße,6a,40878,51.2973287,6.8473575",
        "Straße;Hausnummer;Zusatz;PLZ;Breite;Länge\nMinoritenstraße;6;a;40878;51,2973287;6,8473575",
        "Nr.\tSTRASSE\tPlz\tlat\tlon\n6 A\tMinoritenstraße\t40878\t51,2973287\t6.8473575",
        'Juli\nNr;Straße;Hausnr;PLZ;Lat;Lon\n1;"Minoritenstraße";6a;40878;51.2973287;6.8473575',
        "strasse,hnr,adz,plz,rechtswert,hochwert\nMinoritenstraße,6,a,40878,349925.06,5685090.386",
    ],
)
def test_a_plain_table_is_read_by_its_headings(read, text):
    assert read(text) == [at_minorites(postcode="40878")]


def test_a_zero_that_a_spreadsheet_ate_is_put_back(read):
    [house] = read("street;number;plz;ort;lat;lon\nAm Markt;1;1067;Dresden;51.05;13.73")
    assert (house.postcode, house.town) == ("01067", "Dresden")


def test_rows_that_are_no_address_by_their_own_words_are_left_out(read):
    deleted, internal = NRW_2022.replace("N;", "L;", 1), NRW_2022.replace(";A;", ";C;")
    without_number = NRW_2022.replace(";6;a;", ";0;;")
    assert read("\n".join([deleted, internal, without_number, NRW_2022])) == [at_minorites()]


def test_a_broken_row_is_reported_and_the_rest_is_read(read):
    rows = [
        NRW_2022,
        "Umbruch mitten",
        NRW_2022.replace(";6;a;", ";hinten;;"),
        NRW_2022.replace(";5685090,386;", ";viel;"),
        NRW_2022.replace(";32349925,", ";31349925,"),
        NRW_2022.replace(";5685090,386;", ";9685090,386;"),
        NRW_2022.replace("Minoritenstraße", '"Minoritenstraße'),
        NRW_2022,
    ]
    found = read("\n".join(rows))
    problems = [(row.row, row.column) for row in found if isinstance(row, Problem)]
    assert sorted(problems) == [
        (2, "number"), (3, "number"), (4, "north"), (5, "east"), (6, "coordinates"),
    ]  # fmt: skip
    assert found.count(at_minorites()) == 2


def test_a_problem_says_what_stood_there(read):
    [house, problem] = read("street;number;lat;lon\nMarkt;1;51.0;7.0\nMarkt;2;7.0;51.0")
    assert house == Address("Markt", 1, "", None, None, 51.0, 7.0)
    assert problem == Problem(3, "coordinates", "51, 7 lies outside Germany", "left out")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04rest of an archive", "is not a text file"),
        ("street;number;lat;lon".encode("utf-16"), "is not a text file"),
        (b"name;color\nA;red\n", "is no address register"),
        (b"# only a comment\n", "is no address register"),
    ],
)
def test_a_file_of_no_use_is_refused_in_plain_words(read, content, why):
    with pytest.raises(UnreadableFile, match=why):
        read(content)


def test_a_key_file_of_no_use_is_refused(read):
    with pytest.raises(UnreadableFile, match="is no key file"):
        read(SHORT, keys="Minoritenstraße\n")


@given(junk=st.binary(max_size=300), at=st.integers(0, 200))
def test_no_damage_to_a_register_stops_the_reading(tmp_path_factory, junk, at):
    text = f"{NRW_2022}\n{NRW_2022}\n".encode()
    file = tmp_path_factory.getbasetemp() / "damaged.txt"
    file.write_bytes(f"{NRW_2022}\n".encode() + text[:at] + junk + text[at:])
    try:
        assert at_minorites() in address_register.read(file)
    except UnreadableFile:
        assert b"\0" in junk
