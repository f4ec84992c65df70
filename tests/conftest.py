"""The town every story happens in, on a Tuesday morning in May."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from outreach.app import create_app
from outreach.commands import demo
from outreach.demo import town as demo_town
from store import (
    database,
    districts,
    offers,
    office_keys,
    organizations,
    placements,
    scans,
    schedules,
    venues,
)
from store.database import Database
from store.offer_texts import OfferText
from store.offers import Details
from store.placements import Placement
from store.times import Times
from store.venues import Address
from tests import chromium as chromium_browser
from tests.browsing import Browser
from tests.serving import serving

# How long an example takes is for the machine to say; and a fixture may serve all examples.
UNCHECKED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("patient", deadline=None, suppress_health_check=UNCHECKED)
settings.load_profile("patient")

# 10:00 in Berlin.
TUESDAY = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)

OFFICE = """
name = "Begegnung Musterstadt"
town = "Musterstadt"
phone = "030 23125 100"
email = "begegnung@musterstadt.example"
base_url = "https://muster.example"
state = "NW"
[districts]
"Altstadt" = ["33991"]
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-screen",
        action="store_true",
        help="look at every view of every kind of screen in every language and mode (10 minutes)",
    )
    parser.addoption(
        "--every-piece",
        action="store_true",
        help="read every piece of paper back, for print and for screens, in German, Arabic and "
        "Ukrainian (one minute)",
    )


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Tuesday, 5 May 2026, ten in the morning in town."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an office in it."""
    (tmp_path / "office.toml").write_text(OFFICE, "utf-8")
    db = database.open(tmp_path / database.FILE_NAME)
    database.migrate(db)
    db.close()
    office_keys.make(tmp_path)
    return tmp_path


@pytest.fixture
def db(folder: Path) -> Iterator[Database]:
    """The office's database."""
    db = database.open_office(folder)
    yield db
    db.close()


@dataclass
class Town:
    """Makes what a story needs, with the usual for everything it does not mention."""

    db: Database
    folder: Path

    def venue(self, name: str = "Lukashaus", lat: float = 52.02, lon: float = 8.53) -> int:
        address = Address(name, "Am Markt 1", "33991", "Musterstadt")
        district_id = districts.named(self.db, "Altstadt").id
        venue = venues.at(self.db, address, district_id=district_id)
        venues.locate(self.db, venue.id, lat=lat, lon=lon, how="by_hand")
        return venue.id

    def offer(
        self,
        title: str = "Frühstück für alle",
        *,
        venue_id: int | None = None,
        rule: str | None = "FREQ=WEEKLY;BYDAY=TU",
        starts_on: date = date(2026, 1, 1),
        at: str = "14:00",
        until: str | None = "16:00",
        **details: Any,
    ) -> int:
        offer_id = offers.create(
            self.db,
            organization_id=organizations.named(self.db, "Nachbarschaftshaus").id,
            venue_id=venue_id or self.venue(),
            text=OfferText("de", title, description="Der Tisch ist gedeckt."),
            details=Details(**details),
        )
        times = Times(
            rule=rule,
            starts_on=starts_on,
            starts_at=time.fromisoformat(at),
            ends_at=time.fromisoformat(until) if until else None,
        )
        schedules.add(self.db, offer_id, times, status="confirmed")
        return offer_id

    def poster(self, name: str = "Jahnplatz", lat: float = 52.021, lon: float = 8.53) -> Placement:
        return placements.place(
            self.db, name=name, kind="poster", lat=lat, lon=lon, by="Petra", now=TUESDAY
        )

    def scans(self, placement: Placement) -> dict[str, int]:
        """What was counted at a placement so far: kind of scan → how often."""
        return dict(scans.by_kind(self.db)[placement.id])

    def steps(self, placement: Placement) -> dict[str, int]:
        """What was done next after its scans: step → how often."""
        return dict(scans.by_step(self.db)[placement.id])


@pytest.fixture
def town(db: Database, folder: Path) -> Town:
    """A town that is empty so far."""
    return Town(db, folder)


@pytest.fixture
def browse(folder: Path, clock: object) -> Browser:
    """Somebody's phone, which refuses pages that are not sound HTML."""
    return Browser(create_app(folder).test_client())


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo town's data folder; shared, so stories only read it or add counts."""
    folder = tmp_path_factory.mktemp("auenbeck")
    demo.build(folder, demo_town.SMALL)
    return folder


@pytest.fixture(scope="session")
def demo_server(demo_folder: Path) -> Iterator[str]:
    """The demo town served as `bin/run` serves it; gives its address."""
    with serving(demo_folder) as address:
        yield address


@pytest.fixture
def demo_steps(demo_folder: Path) -> Callable[[], int]:
    """How many numbers were called from the first placement so far."""
    db = database.open_office(demo_folder, is_reader=True)
    return lambda: scans.by_step(db)[1]["call"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[chromium_browser.Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = chromium_browser.launch(playwright)
        yield browser
        browser.close()
