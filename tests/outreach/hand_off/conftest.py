"""The key persons, and what they hand off."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from store import database, devices, districts, office_keys, people, staff_cards
from store.database import Database
from tests import chromium as chromium_browser
from tests.browsing import Browser
from tests.chromium import open_page
from tests.conftest import TUESDAY
from tests.entries import Body, card_given, with_consent
from tests.outreach.hand_off.network import Network
from tests.outreach.hand_off.phone import Phone
from tests.outreach.hand_off.till import Till, found_an_office
from tests.outreach.hand_off.tool import Tool
from tests.serving import serving

PIN = "271828"


@pytest.fixture
def enrol(db: Database, browse: Browser) -> Callable[[str, str], Phone]:
    """Brings in a trained key person with a staff card, and their phone."""

    def enrol(name: str, workplace: str) -> Phone:
        person = people.welcome(db, role="key_person", name=name, email="", now=TUESDAY)
        people.train(db, person.id, until_on=date(2026, 12, 31))
        person = people.bind(db, person.id, since_on=TUESDAY.date())
        district_id = districts.named(db, "Altstadt").id
        staff_cards.issue(db, person.id, workplace=workplace, district_id=district_id, now=TUESDAY)
        token = devices.begin(db, person.id, name="Chrome, Android", now=TUESDAY)
        return Phone(person, token, browse.client.application.test_client())

    return enrol


@pytest.fixture
def amira(enrol: Callable[[str, str], Phone]) -> Phone:
    """Amira Haddad's phone; she sits at a supermarket's till."""
    return enrol("Amira Haddad", "Markt am Park")


@pytest.fixture
def ole(enrol: Callable[[str, str], Phone]) -> Phone:
    """Ole Jansen's phone; he drives a bus."""
    return enrol("Ole Jansen", "Linie 4")


@pytest.fixture
def given() -> Callable[..., Body]:
    """Makes an entry: a card was given just now."""
    return lambda **changed: card_given(at=TUESDAY, **changed)


@pytest.fixture
def agreed(folder: Path) -> Callable[..., Body]:
    """Makes an entry: Rosa agreed to be called just now."""
    return lambda **changed: with_consent(office_keys.public(folder), at=TUESDAY, **changed)


@pytest.fixture(scope="session")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A real server behind a network that fails when told to; shared, so ask for ids of yours."""
    folder = tmp_path_factory.mktemp("till")
    found_an_office(folder)
    with serving(folder) as address, Network(address).up() as network:
        till = Till(folder, network, database.open_office(folder))
        yield till
        till.db.close()


@pytest.fixture
def network(till: Till) -> Iterator[Network]:
    """The till's network, well at the beginning and at the end."""
    yield till.network
    till.network.fault = ""
    till.network.gate.set()


@pytest.fixture
def tool(till: Till, network: Network, chromium: chromium_browser.Browser) -> Iterator[Tool]:
    """The tool on a phone of Amira's that nobody used before, enrolled."""
    with open_page(chromium, width=390) as page:
        tool = Tool(page, network.address)
        tool.open()
        tool.enrol(till.token())
        yield tool
