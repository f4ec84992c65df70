"""Lists of offers for the desk: found by words, and by what is missing from them."""

import json
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store import search
from store.database import Row, rows

# Nobody walks through more pages than this.
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: `words` as typed, one status or all, and what has to be missing.

    `lack` is one of LACKS or empty.
    """

    words: str = ""
    status: str = ""
    lack: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer in the list of the desk, with what somebody has to look after."""

    id: int
    title: str
    organization: str
    venue: str
    district: str
    status: str
    checked_on: date | None
    missing_languages: int
    has_dates: bool
    is_proposed: bool


HAS_DATES = """
EXISTS (SELECT 1 FROM schedule s WHERE s.offer_id = o.id AND (
  (s.rule IS NOT NULL AND coalesce(s.until_on, :today) >= :today) OR
  (s.rule IS NULL AND s.starts_on >= :today) OR
  EXISTS (SELECT 1 FROM changed_date c WHERE c.schedule_id = s.id AND c.to_day >= :today)))
"""
IS_PROPOSED = "EXISTS (SELECT 1 FROM schedule s WHERE s.offer_id = o.id AND s.status = 'proposed')"
TRANSLATED = """
(SELECT count(*) FROM offer_text t WHERE t.offer_id = o.id
 AND t.language IN (SELECT value FROM json_each(:languages)))
"""

# What may be missing → how SQL finds it. What has ended lacks nothing any more.
LACKS = {
    "check": "coalesce(o.checked_on, '') < :stale_before AND o.status <> 'ended'",
    "dates": f"NOT {HAS_DATES} AND o.status <> 'ended'",
    "confirmation": f"{IS_PROPOSED} AND o.status <> 'ended'",
    "translations": f"{TRANSLATED} < json_array_length(:languages) AND o.status <> 'ended'",
    "place": "v.lat IS NULL AND o.status <> 'ended'",
}


@dataclass(frozen=True, slots=True)
class Against:
    """What the list is measured by: the day, since when a check is stale, and the languages."""

    today: date
    stale_before: date
    languages: tuple[str, ...]

    def values(self) -> dict[str, str]:
        """As SQL gets them."""
        return {
            "today": self.today.isoformat(),
            "stale_before": self.stale_before.isoformat(),
            "languages": json.dumps(self.languages),
        }


def page(
    db: Database, wanted: Wanted, against: Against, *, number: int
) -> tuple[list[Listed], int]:
    """One page (from 1) of the offers that are wanted, and how many there are in all.

    With words the best match comes first, otherwise they stand by title.
    """
    source, values = _source(db, wanted)
    values |= against.values()
    found = rows(
        db,
        f"""
        SELECT o.id, t.title, g.name AS organization, v.name AS venue,
               coalesce(d.name, '') AS district, o.status, o.checked_on,
               json_array_length(:languages) - {TRANSLATED} AS missing_languages,
               {HAS_DATES} AS has_dates, {IS_PROPOSED} AS is_proposed
        {source} LIMIT {A_PAGE} OFFSET :skipped
        """,
        **values,
        skipped=A_PAGE * (number - 1),
    )
    [counted] = rows(db, f"SELECT count(*) AS n {source}", **values)
    return [_listed(row) for row in found], int(counted["n"])


def _source(db: Database, wanted: Wanted) -> tuple[str, dict[str, str]]:
    """What comes after SELECT, with the values it needs."""
    conditions, values = ["TRUE"], {"status": wanted.status, "district": wanted.district}
    joined, order = "", "t.title COLLATE NOCASE, o.id"
    if wanted.words:
        values["ids"] = json.dumps(search.find(db, wanted.words))
        joined, order = "JOIN json_each(:ids) w ON w.value = o.id", "w.key"
    if wanted.status:
        conditions.append("o.status = :status")
    if wanted.district:
        conditions.append("d.name = :district")
    if wanted.lack:
        conditions.append(LACKS[wanted.lack])
    return (
        "FROM offer o JOIN offer_text t ON t.offer_id = o.id AND t.language = 'de'"
        " JOIN organization g ON g.id = o.organization_id JOIN venue v ON v.id = o.venue_id"
        f" LEFT JOIN district d ON d.id = v.district_id {joined}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {order}"
    ), values


def _listed(row: Row) -> Listed:
    told = {name: bool(row[name]) for name in ("has_dates", "is_proposed")}
    checked_on = row["checked_on"] and date.fromisoformat(row["checked_on"])
    return Listed(**{**row, **told, "checked_on": checked_on})
