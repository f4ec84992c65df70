"""What an import would change, found out by doing it and taking it back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from outreach.exchange import offer_import, placing
from outreach.exchange.offer_import import Import, Report
from outreach.exchange.problems import Problem
from store import changes, organizations, venues
from store.changes import Change, Rows
from store.database import Database, Row, transaction

# What a list can change of an offer, in the order somebody reads it.
FIELDS = (
    "title",
    "organization",
    "venue",
    "times",
    "phone",
    "website",
    "audience",
    "age_from",
    "category",
    "description",
)

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """An offer that changes: its title, who makes it, and field → what it says before and after."""

    title: str
    organization: str
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything somebody looks at before a list is taken over; `added` says all of an offer."""

    added: list[Fields]
    changed: list[Changed]
    unchanged: int
    vanished: list[str]
    not_placed: list[str]
    problems: list[Problem]

    def changes_nothing(self) -> bool:
        """Whether everything is as the list says already."""
        return not self.added and not self.changed

    def written(self) -> str:
        """All of it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> Self:
        """What `written` wrote."""
        said = json.loads(written)
        said["changed"] = [Changed(**changed) for changed in said["changed"]]
        said["problems"] = [Problem(**problem) for problem in said["problems"]]
        return cls(**said)


class _Rehearsed(Exception):
    """Takes back what was only to be looked at."""


def of(into: Import, path: Path) -> Preview:
    """What taking over the list in `path` would do; afterwards everything is as it was.

    Raises UnreadableFile and Busy like `offer_import.run`, which it runs.
    """
    prepared = offer_import.prepared(into, path)
    try:
        with transaction(into.db):
            report = offer_import.take_over(into, prepared, watch=iter)
            seen = _preview(into.db, report)
            raise _Rehearsed
    except _Rehearsed:
        return seen


def _preview(db: Database, report: Report) -> Preview:
    of_offers = [c for c in changes.for_batch(db, report.batch_id) if c.noun == "offer"]
    names = _Names(db, of_offers)
    return Preview(
        added=[names.fields(change.after) for change in of_offers if not change.before],
        changed=[_changed(change, names) for change in of_offers if change.before],
        unchanged=report.unchanged,
        vanished=report.vanished,
        not_placed=report.not_placed,
        problems=report.problems,
    )


def _changed(change: Change, names: "_Names") -> Changed:
    before, after = names.fields(change.before), names.fields(change.after)
    differing = {f: (before[f], after[f]) for f in FIELDS if before[f] != after[f]}
    return Changed(after["title"], after["organization"], differing)


class _Names:
    """What the rows of these changes point at, in words."""

    def __init__(self, db: Database, found: list[Change]) -> None:
        of_offers = [row for c in found for rows in (c.before, c.after) for row in _offer(rows)]
        ids = {row["organization_id"] for row in of_offers}
        self._organizations = {o.id: o.name for o in organizations.by_ids(db, ids)}
        ids = {row["venue_id"] for row in of_offers}
        self._venues = {v.id: placing.in_words(v) for v in venues.by_ids(db, ids)}

    def fields(self, rows: Rows) -> Fields:
        """What an offer says, by FIELDS."""
        [offer] = _offer(rows)
        text = next(text for text in rows["offer_text"] if text["language"] == "de")
        said = offer | text
        said["organization"] = self._organizations[offer["organization_id"]]
        said["venue"] = self._venues[offer["venue_id"]]
        said["times"] = "\n".join(s["words"] for s in rows.get("schedule", []) if s["words"])
        return {field: _word(said, field) for field in FIELDS}


def _offer(rows: Rows) -> list[Row]:
    return rows.get("offer", [])


def _word(said: Mapping[str, object], field: str) -> str:
    value = said[field]
    return "" if value is None else str(value)
