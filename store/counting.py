"""Counting: what was scanned and done next at one placement, or in all of a scope, day by day."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from store import codes, moments
from store.database import Row, rows
from store.errors import NotFound
from store.placements import KINDS, SELECT, Placement
from store.scans import HUMAN_KINDS

ScopeKind = Literal["town", "placement", "district", "campaign", "kind"]

# Which are ranked against each other: what each is kept under, and its name.
RANKED = {
    "district": "SELECT id AS of, name FROM district",
    "campaign": "SELECT id AS of, name FROM campaign",
    "kind": "SELECT DISTINCT kind AS of, kind AS name FROM placement",
}

# Which requests came from there, where `r` is one and `p` the placement it came from.
REQUESTS_OF = {
    "town": "true",
    "placement": "r.placement_id = :of",
    "district": "p.district_id = :of",
    "campaign": "p.campaign_id = :of",
    "kind": "p.kind = :of",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose counts: the town's, one placement's, or those of a district, campaign or kind.

    `of` is an id, or a kind of placement; empty for the town.
    """

    kind: ScopeKind = "town"
    of: int | str = ""

    def key(self) -> str:
        """What its sums are kept under."""
        return self.kind if self.kind == "town" else f"{self.kind}:{self.of}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A district, campaign or kind of placement with what was counted there."""

    scope: Scope
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, the last one included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    def each(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=n) for n in range(self.days)]

    def before(self) -> "Span":
        """As many days right before it."""
        return Span(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a span: scans by day and kind, next steps, and requests that followed.

    `begun_on` is the first day anything was counted there at all, None before it.
    """

    span: Span
    begun_on: date | None = None
    by_day: dict[date, Counter[str]] = field(default_factory=dict)
    steps: Counter[str] = field(default_factory=Counter)
    requests: int = 0

    def is_whole(self) -> bool:
        """Whether counting had begun when the span did, so that it can be compared."""
        return self.begun_on is not None and self.begun_on <= self.span.first

    def by_kind(self) -> Counter[str]:
        """Scans of the whole span by kind."""
        return sum(self.by_day.values(), Counter())

    def human(self, day: date) -> int:
        """Scans of a day behind which a human being may stand."""
        return sum(n for kind, n in self.by_day.get(day, Counter()).items() if kind in HUMAN_KINDS)

    def all_human(self) -> int:
        """The same for the whole span."""
        return sum(map(self.human, self.by_day))

    def by_weekday(self) -> list[float]:
        """How many of those there were on an average Monday, Tuesday and so on; 0 without any."""
        found: list[list[int]] = [[] for _ in range(7)]
        for day in self.span.each():
            found[day.weekday()].append(self.human(day))
        return [sum(each) / len(each) if each else 0.0 for each in found]


def name(db: Database, scope: Scope) -> str:
    """What this scope is called; empty for the town and for kinds. Raises NotFound."""
    if scope.kind in ("town", "kind"):
        if scope.kind == "kind" and scope.of not in KINDS:
            raise NotFound(f"there is no kind {scope.of}")
        return ""
    found = rows(db, f"SELECT name FROM {scope.kind} WHERE id = ?", scope.of)
    if not found:
        raise NotFound(f"there is no {scope.kind} {scope.of}")
    return str(found[0]["name"])


def counts(db: Database, scope: Scope, span: Span, *, since: datetime, until: datetime) -> Counts:
    """What was counted in a scope; requests are those from `since` up to `until`, the same days."""
    requests = _requests(db, scope, since, until)
    found = Counts(span, begun_on=_begun_on(db, scope), requests=requests)
    for row in _days(db, scope, span, "scan", "kind"):
        day = date.fromisoformat(row["day"])
        found.by_day.setdefault(day, Counter())[row["what"]] = row["n"]
    for row in _days(db, scope, span, "step", "step"):
        found.steps[row["what"]] += row["n"]
    return found


def ranked(db: Database, kind: ScopeKind, span: Span) -> list[Ranked]:
    """All districts, campaigns or kinds with their human scans in a span, the most first."""
    sql = f"""
    SELECT x.of, x.name, coalesce(sum(s.n), 0) AS n FROM ({RANKED[kind]}) x
    LEFT JOIN scan_sum_day s ON s.scope = :kind || ':' || x.of
        AND s.day BETWEEN :first AND :last AND s.kind IN {tuple(sorted(HUMAN_KINDS))}
    GROUP BY x.of ORDER BY n DESC, x.name
    """
    found = rows(db, sql, kind=kind, first=span.first.isoformat(), last=span.last.isoformat())
    return [Ranked(Scope(kind, row["of"]), row["name"], row["n"]) for row in found]


def places(db: Database, words: str, *, most: int) -> list[Placement]:
    """So many placements at most whose name holds these words, or that carry this code."""
    code = codes.normalise(words)
    sql = f"{SELECT} WHERE p.code = ? OR instr(lower(p.name), lower(?)) ORDER BY p.name LIMIT ?"
    return [Placement(**row) for row in rows(db, sql, code, words, most)]


def _begun_on(db: Database, scope: Scope) -> date | None:
    source, of = _source(scope, "scan")
    day = rows(db, f"SELECT min(day) AS day FROM {source} = ?", of)[0]["day"]
    return date.fromisoformat(day) if day else None


def _days(db: Database, scope: Scope, span: Span, counted: str, what: str) -> list[Row]:
    """Rows of day, what and n."""
    source, of = _source(scope, counted)
    sql = f"SELECT day, {what} AS what, n FROM {source} = ? AND day BETWEEN ? AND ? AND n > 0"
    return rows(db, sql, of, span.first.isoformat(), span.last.isoformat())


def _source(scope: Scope, counted: str) -> tuple[str, int | str]:
    """The table and column to look in, and for what: sums, or a placement's own counters."""
    if scope.kind == "placement":
        return f"{counted}_day WHERE placement_id", scope.of
    return f"{counted}_sum_day WHERE scope", scope.key()


def _requests(db: Database, scope: Scope, since: datetime, until: datetime) -> int:
    sql = (
        "SELECT count(*) AS n FROM referral r JOIN placement p ON p.id = r.placement_id"
        f" WHERE r.created_at >= :since AND r.created_at < :until AND {REQUESTS_OF[scope.kind]}"
    )
    between = {"since": moments.written(since), "until": moments.written(until)}
    return int(rows(db, sql, of=scope.of, **between)[0]["n"])
