"""`begegnung place`, `mark` and `codes`: printed things and what became of them."""

import json
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click

from kiosk import clock
from kiosk.search import Question
from outreach.commands.terms import in_office, opened, with_code
from store import campaigns, districts, offers, placements, scans
from store import codes as symbols
from store.database import Database
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
@click.option("--lat", required=True, type=click.FloatRange(-90, 90))
@click.option("--lon", required=True, type=click.FloatRange(-180, 180))
@click.option("--district", help="Made if it is new.")
@click.option("--campaign", help="The reason to print it; made if it is new.")
@click.option("--offer", type=int, help="Lead to this one offer instead of what is around.")
@click.option("--filter", "query", help="Lead to a filtered list: situation=caring&free=yes.")
@in_office
def place(
    folder: Path,
    name: str,
    kind: str,
    lat: float,
    lon: float,
    district: str | None,
    campaign: str | None,
    offer: int | None,
    query: str | None,
) -> None:
    """Draft a placement; its new code stands alone on the last line."""
    db, now = opened(folder), clock.now()
    if not name.strip():
        raise click.UsageError("A placement needs a name.")
    if not (isfinite(lat) and isfinite(lon)):
        raise click.UsageError("--lat and --lon are degrees.")
    target = _target(db, offer, query)
    placement = placements.place(
        db,
        name=" ".join(name.split()),
        kind=kind,
        lat=lat,
        lon=lon,
        by="begegnung place",
        now=now,
        district_id=districts.named(db, district).id if district else None,
        campaign_id=campaigns.named(db, campaign, starts_on=now.date()).id if campaign else None,
        target=target,
    )
    click.echo(placement.code)


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
