"""What the report for the funder says."""

from dataclasses import dataclass
from datetime import date

from printables.report.tables import Table
from printables.report.town_map import Place
from store.counting import Span
from store.palette import Palette


@dataclass(frozen=True, slots=True)
class Tables:
    """The report's tables, in its order."""

    figures: Table
    scans: Table
    funnel: Table
    requests: Table
    signs: Table
    missing: Table
    open_hours: Table
    changes: Table


@dataclass(frozen=True, slots=True)
class Report:
    """Values of one report: whose, of which days, the tables, and where the districts lie.

    `chain_head` is the last link of the chain of events, `events` how many there are.
    """

    office: str
    town: str
    sponsor: str
    notice: str
    span: Span
    made_on: date
    palette: Palette
    tables: Tables
    places: tuple[Place, ...]
    group: str
    chain_head: str
    events: int
    is_empty: bool
