"""`begegnung screen-sheet`: the measuring sheet for whoever puts a screen up."""

from pathlib import Path

import click

from outreach.commands.prints import write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables import measuring_sheet
from printables.errors import CannotPrint
from printables.measuring_sheet import MeasuringSheet
from store import codes, office, screens
from store.errors import Gone, NotFound
from store.office import Office
from store.screens import Screen


@click.command()
@click.argument("key")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def screen_sheet(folder: Path, key: str, out: Path) -> None:
    """Write the measuring sheet of a screen as PDF: where its picture and its buttons have to be.

    KEY is the screen's address or the key in it. The sheet does not say it again.
    """
    db, of_town = opened(folder), office.read(folder)
    try:
        screen = screens.by_key(db, _key_in(key))
        pdf = measuring_sheet.render(_measured(screen, of_town))
    except (NotFound, Gone):
        raise Refused("No screen has this address; the desk connects a screen anew.") from None
    except CannotPrint as error:
        raise Refused(str(error)) from error
    write_whole(out, pdf)
    click.echo(str(out))


def _key_in(text: str) -> str:
    """The key of an address such as https://muster.example/screen/KEY/de, or the key itself."""
    return text.partition("/screen/")[2].partition("/")[0] if "/screen/" in text else text


def _measured(screen: Screen, of_town: Office) -> MeasuringSheet:
    colours = of_town.look()
    return MeasuringSheet(
        place=screen.placement.name,
        code=codes.printed(screen.placement.code),
        profile=screen.profile,
        office=of_town.name,
        phone=of_town.phone,
        language=of_town.languages[0],
        palette=colours,
    )
