"""`begegnung add-screen`: make a placement a screen."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, opened, with_code
from store import office, screens
from store.errors import Taken
from store.placements import ENDED
from store.screen_profiles import PROFILES


@click.command()
@click.option("--placement", "code", required=True, help="The code of the placement: K7M2X.")
@click.option("--profile", required=True, type=click.Choice(list(PROFILES)))
@click.option("--languages", help="Those it offers, the usual one first; otherwise the office's.")
@click.option(
    "--address", help="Where the server is: http://127.0.0.1:8000. Otherwise the office's own."
)
@in_office
def add_screen(
    folder: Path, code: str, profile: str, languages: str | None, address: str | None
) -> None:
    """Make a placement a screen; its secret address stands alone on the last line."""
    db, of_town = opened(folder), office.read(folder)
    placement = with_code(db, code)
    if placement.state in ENDED:
        raise Refused(f"{placement.name} is {placement.state}; it gets no screen.")
    try:
        key = screens.add(
            db,
            placement.id,
            profile=profile,
            languages=_offered(languages, of_town.languages),
            now=clock.now(),
        )
    except Taken:
        raise Refused(f"{placement.name} has a screen; the desk connects it anew.") from None
    click.echo(f"{placement.name} is a screen ({profile}). Whoever knows this address can show it:")
    click.echo(f"{(address or of_town.base_url).rstrip('/')}/screen/{key}/")


def _offered(wanted: str | None, spoken: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(prefix.strip() for prefix in wanted.split(",")) if wanted else spoken
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(spoken):
        raise click.UsageError(f"Name languages of {', '.join(spoken)}.")
    return chosen
