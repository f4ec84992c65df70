"""Build the demo town, as small as a quarter or as big as a city, the same on every machine."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from outreach.demo import lines, scan_history
from store import (
    campaigns,
    database,
    districts,
    offers,
    organizations,
    placements,
    schedules,
    venues,
)
from store import lines as town_lines
from store.database import Database
from store.facts import OF_OFFER, OF_VENUE
from store.occurrences import days
from store.offer_texts import OfferText
from store.offers import Details
from store.placements import Placement
from store.times import Times
from store.venues import Address

Content = dict[str, Any]
Watch = Callable[[str, list[Any]], Iterable[Any]]

HERE = Path(__file__).parent
# One degree of latitude in metres; close enough to spread an invented city.
METRES_A_DEGREE = 111_000
CITY_SPREAD_M = 6_000


@dataclass(frozen=True, slots=True)
class Size:
    """How big the town is; None means just what stands in the content files."""

    offers: int | None = None
    placements: int | None = None
    days_of_scans: int = 120


SMALL = Size()
BIG = Size(offers=2_000, placements=5_000, days_of_scans=730)


def content() -> Content:
    """Everything that was invented: districts, organizations, venues, offers, texts, placements,
    lines."""
    read: Content = {}
    for name in ("town", "offers", "texts", "lines"):
        read |= tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    return read


def build(db: Database, size: Size, *, now: datetime, watch: Watch) -> list[Placement]:
    """Fill an empty database with the town as it is on the day of `now`. Returns its placements.

    `watch` is handed the name of each step with its work and gives the work back one by one.
    """
    invented, today, chance = content(), now.date(), Random(5)
    with database.transaction(db):
        here = _Here(db, invented, today, chance)
        lines.build(db, invented)
        for offer in watch("offers", _grown(invented["offer"], size.offers)):
            here.add_offer(offer)
        placed = [
            (here.place(placement, _hung_at(placement, size, now)), placement["pattern"])
            for placement in watch("placements", _grown(invented["placement"], size.placements))
        ]
    scan_history.write(
        db, watch("scans", placed), days=size.days_of_scans, today=today, chance=chance
    )
    return [placement for placement, _ in placed]


def _hung_at(placement: Content, size: Size, now: datetime) -> datetime:
    """When it was hung: the day before it was first scanned."""
    days = scan_history.days_hanging(placement["pattern"], of=size.days_of_scans)
    return now - timedelta(days=days + 1)


def _grown(originals: list[Content], wanted: int | None) -> list[Content]:
    """The originals, then numbered copies of them until there are as many as wanted."""
    if wanted is None:
        return originals
    rounds = (entry | {"round": n // len(originals)} for n, entry in enumerate(cycle(originals)))
    return list(islice(rounds, wanted))


class _Here:
    """The town while it is being built: where everything with a key has got its id."""

    def __init__(self, db: Database, invented: Content, today: date, chance: Random) -> None:
        self._db, self._today, self._chance = db, today, chance
        self._texts: dict[str, list[Content]] = {}
        for text in invented["text"]:
            self._texts.setdefault(text["offer"], []).append(text)
        self._districts = {
            d["name"]: districts.named(db, d["name"]).id for d in invented["district"]
        }
        self._campaigns = {
            c["name"]: campaigns.named(db, c["name"], starts_on=c["starts_on"]).id
            for c in invented["campaign"]
        }
        self._organizations = {o["key"]: self._organization(o) for o in invented["organization"]}
        self._venues = {venue["key"]: venue for venue in invented["venue"]}

    def _organization(self, entry: Content) -> int:
        return organizations.named(
            self._db,
            entry["name"],
            phone=entry["phone"],
            email=entry["email"],
            website=entry["website"],
        ).id

    def _venue(self, key: str, copy: int) -> int:
        entry = self._venues[key]
        name = f"{entry['name']} {copy + 1}" if copy else entry["name"]
        street = f"{entry['street']} {entry['house_number']}"
        address = Address(name, street, entry["postcode"], "Auenbeck")
        venue = venues.at(self._db, address, district_id=self._districts[entry["district"]])
        if venue.located == "not_yet":
            lat, lon = self._moved(entry, copy)
            venues.locate(self._db, venue.id, lat=lat, lon=lon, how="by_hand")
            facts = {name: entry[name] for name in OF_VENUE}
            venues.describe(self._db, venue.id, directions=entry["directions"], facts=facts)
        return venue.id

    def _moved(self, entry: Content, copy: int) -> tuple[float, float]:
        """Where it is; copies lie somewhere around, denser in the middle, as in a city."""
        if not copy:
            return entry["lat"], entry["lon"]
        degrees = CITY_SPREAD_M / METRES_A_DEGREE
        north, east = self._chance.gauss(0, degrees / 2), self._chance.gauss(0, degrees / 1.2)
        return round(entry["lat"] + north, 6), round(entry["lon"] + east, 6)

    def add_offer(self, entry: Content) -> None:
        """An offer with its texts, facts and times."""
        copy = entry.get("round", 0)
        number = f" {copy + 1}" if copy else ""
        offer_id = offers.create(
            self._db,
            organization_id=self._organizations[entry["organization"]],
            venue_id=self._venue(entry["venue"], copy),
            text=OfferText(
                "de",
                entry["title"] + number,
                description=entry["description"],
                first_visit=entry.get("first_visit", ""),
                audience=entry.get("audience", ""),
                times=entry.get("times_text", ""),
            ),
            details=self._details(entry),
        )
        for text in self._texts.get(entry["key"], ()):
            self._translate(offer_id, text, number)
        offers.welcome(
            self._db,
            offer_id,
            languages=entry.get("languages", []),
            situations=entry.get("life_situations", []),
        )
        for times in entry.get("times", ()):
            self._schedule(offer_id, times)

    def _details(self, entry: Content) -> Details:
        return Details(
            category=entry["category"],
            age_from=entry.get("age_from"),
            age_to=entry.get("age_to"),
            cost_cents=entry.get("cost_cents"),
            phone=entry.get("phone"),
            checked_on=self._today - timedelta(days=entry["checked_days_ago"]),
            **{fact: entry.get(fact, "unknown") for fact in OF_OFFER},
        )

    def _translate(self, offer_id: int, text: Content, number: str) -> None:
        told = OfferText(
            text["language"],
            text["title"] + number,
            description=text["description"],
            first_visit=text.get("first_visit", ""),
        )
        offers.translate(self._db, offer_id, told)

    def _schedule(self, offer_id: int, entry: Content) -> None:
        times = Times(
            rule=entry.get("rule"),
            starts_on=self._today + timedelta(days=entry.get("in_days", -200)),
            starts_at=time.fromisoformat(entry["starts_at"]),
            ends_at=time.fromisoformat(entry["ends_at"]) if "ends_at" in entry else None,
            is_paused_on_public_holidays=entry.get("paused_on_public_holidays", False),
        )
        schedule_id = schedules.add(self._db, offer_id, times, status=entry["status"])
        for change in entry.get("change", ()):
            self._change(schedule_id, times, change)

    def _change(self, schedule_id: int, times: Times, change: Content) -> None:
        earliest = self._today + timedelta(days=change["in_days"])
        day = days(times, earliest, earliest + timedelta(days=40))[0]
        if change["kind"] == "cancelled":
            schedules.cancel(self._db, schedule_id, day, reason=change["reason"])
        else:
            to = day + timedelta(days=change["to_days"])
            schedules.move(self._db, schedule_id, day, to=to, reason=change["reason"])

    def place(self, entry: Content, now: datetime) -> Placement:
        """A placement that hangs at its place."""
        copy = entry.get("round", 0)
        lat, lon = self._moved(entry, copy)
        placement = placements.place(
            self._db,
            name=f"{entry['name']} {copy + 1}" if copy else entry["name"],
            kind=entry["kind"],
            lat=lat,
            lon=lon,
            by="demo",
            now=now,
            district_id=self._districts[entry["district"]],
            campaign_id=self._campaigns[entry["campaign"]],
        )
        runs = [
            line.id for name in entry.get("lines", ()) for line in town_lines.meant(self._db, name)
        ]
        town_lines.put_on(self._db, placement.id, runs)
        placements.print_(self._db, placement.id, now=now)
        return placements.hang(self._db, placement.id, now=now)
