"""An invented state list of 2,000 offers, new in every row with each edition."""

import csv
from collections.abc import Iterator
from pathlib import Path

from outreach.exchange.land_nrw import COLUMNS

ROWS = 2_000
TIMES = (
    "Jeden Donnerstag um 15 Uhr.",
    "Jeden 2. Dienstag im Monat, um 14.00 Uhr.",
    "Montags bis freitags von 9 bis 12 Uhr.",
    "Alle 14 Tage mittwochs um 18:30 Uhr.",
    "Termine auf Anfrage.",
)


def write(path: Path, *, edition: int) -> None:
    """Write the list as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(COLUMNS)
        lines.writerows(_rows(edition))


def _rows(edition: int) -> Iterator[tuple[str, ...]]:
    for n in range(ROWS):
        yield (
            f"Erfundenes Frühstück {n}",
            f"Erfundener Verein {n % 400}",
            "Auenbeck",
            "33991",
            f"Erfundene Straße {n}",
            f"0521 000-{n % 1000:03}",
            "www.beispiel.example",
            "Menschen ab 60 Jahren",
            "Begegnung",
            f"Wir frühstücken und reden, Ausgabe {edition}. {TIMES[n % len(TIMES)]}",
        )
