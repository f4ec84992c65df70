"""`begegnung place`, `print-placement`, `codes`: printed things and where they lead."""

import json
from pathlib import Path
from typing import Any

import click

from kiosk import clock
from outreach import posters
from outreach.commands.terms import Refused, in_office, opened
from store import campaigns, districts, office, placements, scans
from store import codes as symbols
from store.database import Database
from store.errors import NotFound
from store.languages import LANGUAGES
from store.placements import KINDS, Placement


@click.command()
@click.option("--name", required=True, help="As the people there call it: Jahnplatz, Steig B.")
@click.option("--kind", required=True, type=click.Choice(KINDS))
@click.option("--lat", required=True, type=click.FloatRange(-90, 90))
@click.option("--lon", required=True, type=click.FloatRange(-180, 180))
@click.option("--district", help="Made if it is new.")
@click.option("--campaign", help="The reason to print it; made if it is new.")
@in_office
def place(
    folder: Path,
    name: str,
    kind: str,
    lat: float,
    lon: float,
    district: str | None,
    campaign: str | None,
) -> None:
    """Draft a placement; its new code stands alone on the last line."""
    db, now = opened(folder), clock.now()
    if not name.strip():
        raise click.UsageError("A placement needs a name.")
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
    )
    click.echo(placement.code)


@click.command()
@click.argument("code")
@click.option("--size", type=click.Choice(["A4", "A3"]), default="A4", show_default=True)
@click.option("--for", "purpose", type=click.Choice(["print", "screen"]), default="print")
@click.option("--languages", default="de,tr", show_default=True, help="Two, for example de,ar.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_placement(
    folder: Path, code: str, size: str, purpose: str, languages: str, out: Path
) -> None:
    """Write the poster of the placement with this CODE as PDF, for the printer or for screens."""
    db = opened(folder)
    first, second = _two_languages(languages)
    placement = _with_code(db, code)
    pdf = posters.render(
        db,
        placement,
        office=office.read(folder),
        languages=(first, second),
        size=size,
        is_for_print=purpose == "print",
        now=clock.local_now(),
    )
    out.write_bytes(pdf)
    if purpose == "print":
        placements.print_(db, placement.id, now=clock.now())
    click.echo(str(out))


def _two_languages(languages: str) -> tuple[str, str]:
    chosen = [prefix.strip() for prefix in languages.split(",")]
    strangers = [prefix for prefix in chosen if prefix not in LANGUAGES]
    if strangers or len(set(chosen)) != 2:
        raise click.UsageError(f"Name two different languages of {', '.join(LANGUAGES)}.")
    return chosen[0], chosen[1]


def _with_code(db: Database, typed: str) -> Placement:
    try:
        return placements.by_code(db, symbols.normalise(typed))
    except NotFound:
        raise Refused(f"No placement carries the code {typed}.") from None


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
