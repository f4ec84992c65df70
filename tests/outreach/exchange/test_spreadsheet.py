"""Tables as offices send them, in every encoding, delimiter and state of disrepair."""

import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange import spreadsheet
from outreach.exchange.problems import Problem, UnreadableFile
from tests.outreach.exchange.lists import BREAKFAST, HEADING, csv_of, row

CLEAN = BREAKFAST


@pytest.fixture
def read(tmp_path):
    """Read a list from this text or these bytes: the cells of its rows."""

    def reading(content, encoding="utf-8"):
        path = tmp_path / "liste.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return spreadsheet.read(path, columns=HEADING, required=("Angebot", "Institution"))

    return reading


@pytest.fixture
def workbook(tmp_path, read):
    """Read a list from a workbook with these sheets, each a list of rows."""

    def reading(*sheets):
        path = tmp_path / "liste.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for cells in sheets:
                sheet = book.add_worksheet()
                for at, cell in cells.items():
                    sheet.write(at, cell)
        return read(path.read_bytes())

    return reading


def cells_of(found):
    return [entry.cells for entry in found]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encoding_and_delimiter_are_found_out(read, delimiter, encoding):
    assert cells_of(read(csv_of(delimiter=delimiter), encoding)) == [CLEAN]


@pytest.mark.parametrize("word", ["Müller", "Café", "Spiel – Spaß", "„Zeit“", "5 €", "Ärzte’s"])
def test_one_umlaut_among_many_rows_is_enough(read, word):
    plain = {"Angebot": "Treff", "Institution": "Haus"}
    text = "Angebot;Institution\r\n" + "Treff;Haus\r\n" * 500 + f"{word};Haus\r\n"
    assert cells_of(read(text, "cp1252")) == [*[plain] * 500, {**plain, "Angebot": word}]


def test_a_title_above_the_heading_and_other_names_do_not_matter(read):
    text = "Angebote, Stand: Mai 2026, ohne Gewähr\n\nINSTITUTION;Nr.;angebot;Tel\nHaus;1;Treff;2\n"
    [entry] = read(text)
    assert (entry.number, entry.cells) == (4, {"Institution": "Haus", "Angebot": "Treff"})


def test_a_dash_is_empty_and_blanks_around_a_text_are_gone(read):
    [entry] = read(csv_of(row(Ort=" - ", Kategorie="–", Zielgruppe="\u00a0alle\t", PLZ="")))
    emptied = {"Ort": "", "Kategorie": "", "Zielgruppe": "alle", "PLZ": ""}
    assert entry.cells == CLEAN | emptied


def test_lines_in_a_cell_are_kept_whatever_ends_them(read):
    text = csv_of(row(Beschreibung="eins\r\nzwei\rdrei\nvier"))
    assert read(text)[0].cells["Beschreibung"] == "eins\nzwei\ndrei\nvier"


def test_signs_nobody_can_see_are_left_out(read):
    text = csv_of(row(Angebot="\ufeffTr\x02e\x85ff\x0b"))
    assert read(text)[0].cells["Angebot"] == "Treff"


def test_short_and_long_rows_are_read_as_far_as_they_go(read):
    text = "Angebot;Institution;Ort\nTreff;Haus\nChor;Haus;Dorf;und;mehr\n;;\n\n"
    assert cells_of(read(text)) == [
        {"Angebot": "Treff", "Institution": "Haus"},
        {"Angebot": "Chor", "Institution": "Haus", "Ort": "Dorf"},
    ]


def test_a_quotation_mark_that_is_never_closed_costs_one_line_and_is_told(read):
    text = 'Angebot;Institution\nTreff;Haus\n"Chor;Haus\nTanz;Haus\nBrot "frisch";Haus\n'
    problem, *rows = read(text)
    what = "a quotation mark is opened and never closed"
    assert problem == Problem(3, "all", what, "line left out", "open_quotation")
    assert [(entry.number, entry.cells["Angebot"]) for entry in rows] == [
        (2, "Treff"),
        (4, "Tanz"),
        (5, 'Brot "frisch"'),
    ]


def test_a_formula_is_only_text(read):
    formula = '=HYPERLINK("http://boese.example";"Klick")'
    assert read(csv_of(row(Angebot=formula)))[0].cells["Angebot"] == formula


HEADING_CELLS = {f"{letter}1": name for letter, name in zip("ABCDEFGHIJ", HEADING, strict=True)}


def test_a_workbook_is_read_with_numbers_as_they_are_meant(workbook):
    [entry] = workbook(
        HEADING_CELLS | {"A2": "Treff", "B2": "Haus", "D2": 33991, "F2": 3023125100, "J2": 1.5}
    )
    assert entry.cells["PLZ"] == "33991" and entry.cells["Telefon-Nr."] == "3023125100"
    assert entry.cells["Beschreibung"] == "1.5" and entry.number == 2


def test_the_list_may_stand_on_another_sheet_and_further_down(workbook):
    lower = {"C4": "Angebot", "D4": "Institution", "C5": "Treff", "D5": "Haus"}
    [entry] = workbook({"A1": "Deckblatt"}, lower)
    assert (entry.number, entry.cells) == (5, {"Angebot": "Treff", "Institution": "Haus"})


def test_a_formula_in_a_workbook_is_never_worked_out(workbook):
    # Unless a program has worked it out before and left the result beside it: here, 0.
    [entry] = workbook(HEADING_CELLS | {"A2": "=WEBSERVICE(B2)", "B2": "Haus"})
    assert entry.cells["Angebot"] == "0"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\r\n  \n", "is empty"),
        (b"\xef\xbb\xbf", "no heading"),
        (b"\x00\x01\x02binary", "neither CSV nor a workbook"),
        ("Angebot;Institution\nTreff;Haus".encode("utf-16"), "neither CSV nor a workbook"),
        (b"name;color\nA;red\n", "no heading with the columns Angebot, Institution"),
        (b"Angebot\nTreff\n", "no heading"),
        (b"Angebot;Institution\n" + b"x;y\n" * 20_001, "more than 20000 rows"),
        (b"\n" * 300_000 + b"x", "more than 200000 lines"),
        (b"x" * (11 << 20), "larger than 10 MiB"),
    ],
)
def test_a_file_of_no_use_is_refused_in_plain_words(read, content, why):
    with pytest.raises(UnreadableFile, match=why):
        read(content)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path):
    for path in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(UnreadableFile, match="cannot be read"):
            spreadsheet.read(path, columns=HEADING, required=())


def packed(path, name, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b" " * size)
    return path.read_bytes()


def test_an_archive_that_is_no_workbook_is_refused(tmp_path, read):
    with pytest.raises(UnreadableFile, match="workbook"):
        read(packed(tmp_path / "a.zip", "readme.txt", 10))


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path, workbook, read):
    workbook(HEADING_CELLS)
    bomb = tmp_path / "liste.xlsx"
    swollen = zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(bomb) as real, swollen:
        for part in real.namelist():
            content = real.read(part)
            if part.endswith("sheet1.xml"):
                cell = b'<row r="2"><c r="A2" t="inlineStr"><is><t>'
                middle = cell + b"x" * (1 << 27) + b"</t></is></c></row></sheetData>"
                content = content.replace(b"</sheetData>", middle)
            swollen.writestr(part, content)
    with pytest.raises(UnreadableFile, match="far too large"):
        read((tmp_path / "bomb.xlsx").read_bytes())


@pytest.mark.parametrize("at", [0, 40, -12, -40])
def test_a_damaged_workbook_is_read_or_refused(tmp_path, workbook, read, at):
    workbook(HEADING_CELLS | {"A2": "Treff", "B2": "Haus"})
    content = bytearray((tmp_path / "liste.xlsx").read_bytes())
    content[at] ^= 0xFF
    try:
        assert read(bytes(content))[0].cells["Angebot"] == "Treff"
    except UnreadableFile as refusal:
        assert str(refusal)


@pytest.mark.parametrize("corner", ["XFD1048576", "AAA1048576"])  # 512 GiB, and 23
def test_a_cell_in_a_far_corner_does_not_take_the_machine_down(workbook, corner):
    with pytest.raises(UnreadableFile, match="far too large"):
        workbook(HEADING_CELLS | {corner: "bomb"})


@given(junk=st.binary(max_size=200), at=st.integers(0, 600))
def test_no_damage_makes_more_than_a_refusal(read, junk, at):
    text = csv_of().encode()
    try:
        read(text[:at] + junk + text[at:])
    except UnreadableFile as refusal:
        assert str(refusal)
