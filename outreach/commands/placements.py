"""`begegnung place`, `mark` and `codes`: printed things and what became of them."""

import json
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click

from kiosk import clock
from kiosk.search import Question
from outreach.commands.terms import in_office, opened, with_code
from store import campaigns, districts, lines, offers, placements, scans
from store import codes as symbols
from store.database import Database, transaction
from store.lines import Line
from store.placement_targets import AROUND, Target, to_filter, to_offer
from store.placements import KINDS

VERBS = {
    "placed": placements.hang,
    "checked": placements.check,
    "lost": placements.lose,
    "retired": placements.retire,
}


@click.command()
@click.option("--name", required=True, help="As the people there call it: Jahnplatz, Steig B.")
@click.option("--kind", required=True, type=click.Choice(KINDS))
@click.option("--lat", type=click.FloatRange(-90, 90))
@click.option("--lon", type=click.FloatRange(-180, 180))
@click.option(
    "--line",
    "line_names",
    multiple=True,
    help="A bus or tram: a line it runs (29, or bus 29); may be given again. Tells where it is.",
)
@click.option("--district", help="Made if it is new.")
@click.option("--campaign", help="The reason to print it; made if it is new.")
@click.option("--offer", type=int, help="Lead to this one offer instead of what is around.")
@click.option("--filter", "query", help="Lead to a filtered list: situation=caring&free=yes.")
@in_office
def place(
    folder: Path,
    name: str,
    kind: str,
    lat: float | None,
    lon: float | None,
    line_names: tuple[str, ...],
    district: str | None,
    campaign: str | None,
    offer: int | None,
    query: str | None,
) -> None:
    """Draft a placement; its new code stands alone on the last line."""
    db, now = opened(folder), clock.now()
    if not name.strip():
        raise click.UsageError("A placement needs a name.")
    if line_names and kind != "bus":
        raise click.UsageError("Only what is of kind bus runs a line.")
    runs = [_line_named(db, typed) for typed in line_names]
    point = _point(db, lat, lon, runs)
    target = _target(db, offer, query)
    with transaction(db):
        placement = placements.place(
            db,
            name=" ".join(name.split()),
            kind=kind,
            lat=point[0],
            lon=point[1],
            by="begegnung place",
            now=now,
            district_id=districts.named(db, district).id if district else None,
            campaign_id=_campaign_id(db, campaign, now.date()) if campaign else None,
            target=target,
        )
        lines.put_on(db, placement.id, [line.id for line in runs])
    click.echo(placement.code)


def _campaign_id(db: Database, name: str, today: date) -> int:
    return campaigns.named(db, name, starts_on=today).id


def _line_named(db: Database, typed: str) -> Line:
    """The one line that was meant. Raises UsageError where it is none or could be two."""
    found = lines.meant(db, typed)
    if not found:
        raise click.UsageError(f"We know no line {typed}; `begegnung load-gtfs` brings them.")
    if len(found) > 1:
        names = ", ".join(f"“{line.label()}”" for line in found)
        raise click.UsageError(f"Several lines are called {typed}; please say {names}.")
    return found[0]


def _point(
    db: Database, lat: float | None, lon: float | None, runs: list[Line]
) -> tuple[float, float]:
    """Where it hangs: as given, or the middle of its lines' stops."""
    if lat is None and lon is None and runs:
        return lines.middle(db, [line.id for line in runs])
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)):
        raise click.UsageError("--lat and --lon are degrees; only a bus with a --line needs none.")
    return lat, lon


def _target(db: Database, offer: int | None, query: str | None) -> Target:
    if offer is not None and query:
        raise click.UsageError("A code leads to one offer or to a list, not to both.")
    if offer is not None:
        return to_offer(offers.get(db, offer, language="de").id)
    return AROUND if query is None else _filtered(db, query)


def _filtered(db: Database, query: str) -> Target:
    """A list with these filters, each of which must do something: print locks them for years."""
    asked = dict(parse_qsl(query))
    question = Question.parse(asked)
    places = {district.name for district in districts.everywhere(db)} | {""}
    is_understood = len(asked) == question.number_of_wishes() and question.wish.district in places
    if not asked or not is_understood:
        raise click.UsageError(f"“{query}” is no filter; one is free=yes&situation=caring.")
    return to_filter(query)


@click.command()
@click.argument("code")
@click.argument("state", type=click.Choice(["placed", "checked", "lost", "retired", "merged"]))
@click.option("--into", help="The code of the placement that takes over from a merged one.")
@in_office
def mark(folder: Path, code: str, state: str, into: str | None) -> None:
    """Note what became of the placement with this CODE; its code leads somewhere for ever."""
    db, now = opened(folder), clock.now()
    placement_id = with_code(db, code).id
    if (state == "merged") != (into is not None):
        raise click.UsageError("Merged, and only merged, needs --into CODE.")
    if into is not None:
        placements.merge(db, placement_id, into=with_code(db, into).id, now=now)
    else:
        VERBS[state](db, placement_id, now=now)
    click.echo(f"{symbols.printed(symbols.normalise(code))} is {state}.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@in_office
def codes(folder: Path, as_json: bool) -> None:
    """List all codes with their placements and counts by kind of scan."""
    db = opened(folder)
    counted, next_steps = scans.by_kind(db), scans.by_step(db)
    listed = [
        {
            "code": placement.code,
            "printed": symbols.printed(placement.code),
            "name": placement.name,
            "kind": placement.kind,
            "state": placement.state,
            "district": placement.district,
            "scans": {kind: counted[placement.id][kind] for kind in scans.KINDS},
            "steps": {step: next_steps[placement.id][step] for step in scans.STEPS},
        }
        for placement in placements.everywhere(db)
    ]
    click.echo(json.dumps(listed, ensure_ascii=False, indent=1) if as_json else _table(listed))


def _table(listed: list[dict[str, Any]]) -> str:
    heading = f"{'code':8}{'kind':9}{'state':9}{'person':>8}{'unclear':>8}{'typed':>8}{'other':>8}"
    heading += "  name"
    return "\n".join([heading, *map(_line, listed)])


def _line(entry: dict[str, Any]) -> str:
    counts = entry["scans"]
    other = sum(counts.values()) - counts["person"] - counts["unclear"] - counts["typed"]
    return (
        f"{entry['printed']:8}{entry['kind']:9}{entry['state']:9}{counts['person']:8}"
        f"{counts['unclear']:8}{counts['typed']:8}{other:8}  {entry['name']}"
    )
