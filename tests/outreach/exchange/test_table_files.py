"""Tables leave as files: no formula wakes up in them, and nothing hidden is in them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from outreach.exchange import table_files
from printables.report.tables import Table

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc"]))


def table(*rows):
    return Table("requests", "Anfragen", ("Stadtteil", "Anfragen", "Index"), rows)


def cells(content, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("kind", table_files.KINDS)
@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_what_looks_like_a_formula_is_only_text(kind, begins):
    content = table_files.write(table((f"{begins}HYPERLINK(1)", -1, 0.5)), kind)
    [_, (name, number, index)] = cells(content, kind)
    assert name.startswith("'") and "HYPERLINK(1)" in name
    # Numbers are ours, and stay numbers.
    assert (number, index) == (("-1", "0,5") if kind == "csv" else (-1, 0.5))
    assert b"<f>" not in content


@given(TEXTS)
def test_no_text_breaks_out_of_its_cell(text):
    [_, row] = cells(table_files.write(table((f"x{text}", 7, 1.25)), "csv"), "csv")
    assert row == [f"x{text}", "7", "1,25"]


@pytest.mark.parametrize("kind", table_files.KINDS)
def test_hidden_is_said_in_words(kind):
    [_, row] = cells(table_files.write(table(("Größe", None, "")), kind), kind)
    assert row[:2] == ["Größe", "verdeckt"]
