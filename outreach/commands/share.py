"""`begegnung share`: pictures for the office's channels, with their alternative text."""

from pathlib import Path

import click

from kiosk import clock
from outreach import share_pictures
from outreach.commands.prints import tell_left_out, write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables import share as paper
from printables.errors import CannotPrint
from printables.share import Share
from store import campaigns, districts, office
from store.database import Database
from store.errors import NotFound
from store.office import Office


@click.command()
@click.option("--offer", "offer_id", type=int, help="Its number at the desk.")
@click.option("--week", is_flag=True, help="What is on from today on, for seven days.")
@click.option("--district", help="With --week: of this district alone.")
@click.option("--campaign", help="Its sentence.")
@click.option("--language", help="One the office speaks; otherwise its first.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@in_office
def share(
    folder: Path,
    offer_id: int | None,
    week: bool,
    district: str | None,
    campaign: str | None,
    language: str | None,
    out: Path,
) -> None:
    """Write two pictures to share and the text that goes along into a folder."""
    if [offer_id is not None, week, campaign is not None].count(True) != 1:
        raise click.UsageError("Name one of --offer, --week and --campaign.")
    if district is not None and not week:
        raise click.UsageError("A district goes with --week.")
    db, of_town = opened(folder), office.read(folder)
    spoken = _spoken(language, of_town)
    if week:
        said = _of_week(db, of_town, spoken, district or "")
    elif campaign is not None:
        said = _of_campaign(db, of_town, spoken, campaign)
    else:
        said = _of_offer(db, of_town, spoken, offer_id or 0)
    for path in _write(said, out):
        click.echo(str(path))


def _spoken(language: str | None, of_town: Office) -> str:
    chosen = language or of_town.languages[0]
    if chosen not in of_town.languages:
        raise click.UsageError(f"Name one of {', '.join(of_town.languages)}.")
    return chosen


def _of_offer(db: Database, of_town: Office, language: str, offer_id: int) -> Share:
    now = clock.local_now()
    try:
        return share_pictures.of_offer(db, offer_id, office=of_town, language=language, now=now)
    except NotFound:
        raise Refused(f"There is no offer {offer_id} to go to, or it has ended.") from None


def _of_week(db: Database, of_town: Office, language: str, district: str) -> Share:
    known = [one.name for one in districts.everywhere(db)]
    if district and district not in known:
        raise Refused(f"There is no district “{district}”. Known: {', '.join(known)}.")
    now = clock.local_now()
    return share_pictures.of_week(db, office=of_town, language=language, now=now, district=district)


def _of_campaign(db: Database, of_town: Office, language: str, name: str) -> Share:
    found = campaigns.find_named(db, name)
    if found is None:
        known = ", ".join(one.name for one in campaigns.everywhere(db)) or "none yet"
        raise Refused(f"There is no campaign “{name}”. Known: {known}.")
    return share_pictures.of_campaign(db, found, office=of_town, language=language)


def _write(said: Share, out: Path) -> list[Path]:
    """Both pictures and the text, all of them or none; says what they leave out. Raises Refused."""
    try:
        made = paper.files(said)
    except CannotPrint as error:
        raise Refused(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    for name, content in made.files.items():
        write_whole(out / name, content)
    tell_left_out(made.left_out)
    return [out / name for name in made.files]
