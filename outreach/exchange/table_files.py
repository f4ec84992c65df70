"""Tables as files for a spreadsheet: CSV as German programs read it, and XLSX."""

import csv
import io
from typing import Literal

import xlsxwriter
from babel.numbers import format_decimal

from printables.report.tables import Table
from printables.report.words import Shown, hidden

Kind = Literal["csv", "xlsx"]
KINDS: dict[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet program takes for the beginning of a formula, or skips before one.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 40


def write(table: Table, kind: Kind) -> bytes:
    """The table as a file of this kind; a hidden number says that it is hidden."""
    return _csv(table) if kind == "csv" else _xlsx(table)


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(map(_harmless, table.header))
    writer.writerows([_written(value) for value in row] for row in table.rows)
    # With the mark Excel knows that it is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": table.title})
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        for row, values in enumerate([table.header, *table.rows]):
            for column, value in enumerate(values):
                _put(sheet, row, column, value, bold if row == 0 else None)
        for column, name in enumerate(table.header):
            widest = max(len(name), *(len(_written(row[column])) for row in table.rows), 8)
            sheet.set_column(column, column, min(widest + 2, WIDEST))
        sheet.freeze_panes(1, 1)
    return file.getvalue()


def _put(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Shown,
    style: xlsxwriter.format.Format | None,
) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, _harmless(hidden() if value is None else value), style)


def _written(value: Shown) -> str:
    if value is None:
        return hidden()
    if isinstance(value, str):
        return _harmless(value)
    return str(format_decimal(value, format="0.##", locale="de"))


def _harmless(text: str) -> str:
    """The text so that no program takes it for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
