"""Lists in the ten columns of the state list; every offer in them is invented."""

import csv
import io

HEADING = (
    "Angebot",
    "Institution",
    "Ort",
    "PLZ",
    "Straße und Hausnummer",
    "Telefon-Nr.",
    "Webseite",
    "Zielgruppe",
    "Kategorie",
    "Beschreibung",
)
BREAKFAST = {
    "Angebot": "Frühstück für alle",
    "Institution": "Nachbarschaftshaus Größenweg",
    "Ort": "Musterstadt",
    "PLZ": "33991",
    "Straße und Hausnummer": "Größenweg 12b",
    "Telefon-Nr.": "030/23125-100",
    "Webseite": "www.haus.example",
    "Zielgruppe": "Menschen ab 60",
    "Kategorie": "Begegnung",
    "Beschreibung": "Jeden 2. Dienstag im Monat, um 14.00 Uhr.\nDer Tisch ist gedeckt.",
}


def row(**changed):
    """The breakfast, with other words in some columns (named without dots, dashes and spaces)."""
    columns = {"".join(filter(str.isalpha, name)): name for name in HEADING}
    return BREAKFAST | {columns[name]: text for name, text in changed.items()}


def csv_of(*rows, delimiter=";"):
    """The list as CSV text, as a spreadsheet program writes it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADING, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows or [BREAKFAST])
    return text.getvalue()
