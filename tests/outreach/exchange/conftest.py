"""An office that takes over lists of offers."""

import pytest

from outreach.exchange import offer_import
from outreach.exchange.offer_import import Import
from store import offers, office
from store.database import rows
from tests.conftest import TUESDAY
from tests.outreach.exchange.lists import csv_of


@pytest.fixture
def take_over(db, folder):
    """Take over a list with these rows, or this content; returns the report."""

    def run(*listed, content=None):
        path = folder / "liste.csv"
        path.write_bytes(csv_of(*listed).encode("cp1252") if content is None else content)
        into = Import(db, folder, office.read(folder), TUESDAY)
        return offer_import.run(into, path, watch=iter)

    return run


@pytest.fixture
def listed(db):
    """The offers taken over so far, by title."""

    def read():
        found = [row["id"] for row in rows(db, "SELECT id FROM offer")]
        return {offer.text.title: offer for offer in offers.by_ids(db, found, language="de")}

    return read
