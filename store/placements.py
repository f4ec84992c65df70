"""Placements: one printed thing at one place, with one code that is never reused."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import codes, placement_targets
from store.database import Row, one, rows, transaction
from store.errors import Locked, WrongStep
from store.placement_targets import AROUND, Target

KINDS = ("poster", "stop", "bench", "library", "counter", "bus")

# From each state, where the thing can go next. Ended ones stay: their code must lead somewhere.
STEPS = {
    "drafted": {"printed", "placed", "retired", "merged"},
    "printed": {"placed", "retired", "merged", "lost"},
    "placed": {"checked", "retired", "merged", "lost"},
    "checked": {"checked", "placed", "retired", "merged", "lost"},
    "lost": {"placed", "retired", "merged"},
    "retired": set[str](),
    "merged": set[str](),
}
ENDED = {"retired", "merged"}


@dataclass(frozen=True, slots=True)
class Placement:
    """A printed thing at its place; `lat` and `lon` in degrees (WGS84)."""

    id: int
    code: str
    name: str
    kind: str
    lat: float
    lon: float
    district: str
    campaign: str
    state: str
    merged_into: int | None

    def is_live(self) -> bool:
        """Whether somebody should still meet it outside."""
        return self.state not in ENDED | {"lost"}

    def is_locked(self) -> bool:
        """Whether it was printed, so that name, kind and place stay as the paper says."""
        return self.state != "drafted"


SELECT = """
SELECT p.id, p.code, p.name, p.kind, p.lat, p.lon, coalesce(d.name, '') AS district,
       coalesce(c.name, '') AS campaign, p.state, p.merged_into
FROM placement p LEFT JOIN district d ON d.id = p.district_id
LEFT JOIN campaign c ON c.id = p.campaign_id
"""


def get(db: Database, placement_id: int) -> Placement:
    """The placement with this id. Raises NotFound."""
    return Placement(**one(db, f"{SELECT} WHERE p.id = ?", placement_id))


def by_code(db: Database, code: str) -> Placement:
    """The placement that carries this code, whatever its state. Raises NotFound."""
    return Placement(**one(db, f"{SELECT} WHERE p.code = ?", code))


def with_codes(db: Database, candidates: list[str]) -> list[Placement]:
    """The live placements that carry one of these codes."""
    marks = ", ".join("?" * len(candidates))
    found = [
        Placement(**row) for row in rows(db, f"{SELECT} WHERE p.code IN ({marks})", *candidates)
    ]
    return [placement for placement in found if placement.is_live()]


def everywhere(db: Database) -> list[Placement]:
    """All placements, by name."""
    return [Placement(**row) for row in rows(db, f"{SELECT} ORDER BY p.name, p.id")]


def of_campaign(db: Database, campaign_id: int) -> list[Placement]:
    """The placements of a campaign, whatever their state, by id."""
    found = rows(db, f"{SELECT} WHERE p.campaign_id = ? ORDER BY p.id", campaign_id)
    return [Placement(**row) for row in found]


def place(
    db: Database,
    *,
    name: str,
    kind: str,
    lat: float,
    lon: float,
    by: str,
    now: datetime,
    district_id: int | None = None,
    campaign_id: int | None = None,
    target: Target = AROUND,
) -> Placement:
    """Draft a placement with a new code, leading to its target from now on."""
    with transaction(db):
        placement_id = db.execute(
            "INSERT INTO placement (code, name, kind, lat, lon, district_id, campaign_id, state_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [codes.issue(db, now=now), name, kind, lat, lon, district_id, campaign_id, _utc(now)],
        ).fetchone()[0]
        placement_targets.point(db, placement_id, target=target, by=by, why="placed", now=now)
    return get(db, placement_id)


def correct(
    db: Database, placement_id: int, *, name: str, kind: str, lat: float, lon: float
) -> Placement:
    """Change what the paper will say. Raises Locked once it was printed."""
    with transaction(db):
        if get(db, placement_id).is_locked():
            raise Locked(f"placement {placement_id} is printed")
        db.table("placement").update(
            placement_id, {"name": name, "kind": kind, "lat": lat, "lon": lon}
        )
    return get(db, placement_id)


def file_under(
    db: Database, placement_id: int, *, district_id: int | None, campaign_id: int | None
) -> Placement:
    """Say which district and campaign it counts for: no paper tells, so print locks neither."""
    with transaction(db):
        db.execute(
            "UPDATE placement SET district_id = ?, campaign_id = ? WHERE id = ?",
            [district_id, campaign_id, placement_id],
        )
    return get(db, placement_id)


def follow(db: Database, placement_id: int, *, by: str, now: datetime) -> Placement:
    """Draft a new one for the same spot, which leads where this one leads, by a code of its own."""
    target = placement_targets.current(db, placement_id)
    with transaction(db):
        sql = """INSERT INTO placement (code, name, kind, lat, lon, district_id, campaign_id,
        state_at) SELECT ?, name, kind, lat, lon, district_id, campaign_id, ? FROM placement
        WHERE id = ? RETURNING id"""
        told = [codes.issue(db, now=now), _utc(now), placement_id]
        new_id = int(db.execute(sql, told).fetchone()[0])
        placement_targets.point(db, new_id, target=target, by=by, why="replacement", now=now)
        db.execute(
            "INSERT INTO placement_line SELECT ?, line_id FROM placement_line"
            " WHERE placement_id = ?",
            [new_id, placement_id],
        )
    return get(db, new_id)


def expect_hanging(db: Database, placement_id: int) -> None:
    """Raise WrongStep where there is nothing to look at: not hung yet, lost, or over."""
    state = get(db, placement_id).state
    if state not in {"placed", "checked"}:
        raise WrongStep(f"placement {placement_id} is {state}, nobody can see it hang")


def print_(db: Database, placement_id: int, *, now: datetime) -> Placement:
    """Note that a print file was made: from now on its name, kind and place are locked."""
    if get(db, placement_id).is_locked():
        return get(db, placement_id)
    return _step(db, placement_id, "printed", now=now)


def hang(db: Database, placement_id: int, *, now: datetime) -> Placement:
    """Note that it hangs at its place, or hangs again."""
    return _step(db, placement_id, "placed", now=now)


def check(db: Database, placement_id: int, *, now: datetime) -> Placement:
    """Note that somebody saw it hanging."""
    return _step(db, placement_id, "checked", now=now)


def lose(db: Database, placement_id: int, *, now: datetime) -> Placement:
    """Note that it is gone; its code keeps working."""
    return _step(db, placement_id, "lost", now=now)


def retire(db: Database, placement_id: int, *, now: datetime) -> Placement:
    """Take it down for good; its code still leads to what is near its old place."""
    return _step(db, placement_id, "retired", now=now)


def merge(db: Database, placement_id: int, *, into: int, now: datetime) -> Placement:
    """Let another placement take over; from now on this code leads where that one leads."""
    # A merged one never takes over, so chains end and no circle can close.
    if into == placement_id or get(db, into).state == "merged":
        raise WrongStep(f"placement {into} cannot take over from {placement_id}")
    return _step(db, placement_id, "merged", now=now, merged_into=into)


def standing_for(db: Database, placement: Placement) -> Placement:
    """The placement that answers today: itself, or the last of those it was merged into."""
    while placement.merged_into is not None:
        placement = get(db, placement.merged_into)
    return placement


def _step(db: Database, placement_id: int, state: str, *, now: datetime, **also: int) -> Placement:
    with transaction(db):
        before = get(db, placement_id).state
        if state not in STEPS[before]:
            raise WrongStep(f"placement {placement_id} is {before}, it cannot be {state}")
        row: Row = {"state": state, "state_at": _utc(now), **also}
        db.table("placement").update(placement_id, row)
    return get(db, placement_id)


def _utc(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
