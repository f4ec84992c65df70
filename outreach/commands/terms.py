"""What all commands share: the data folder, refusals in plain sentences, visible progress."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

from outreach.config import data_from_environ
from outreach.exchange.problems import UnreadableFile
from store import codes, database, office_keys, placements
from store.database import Database
from store.errors import NotFound, StoreError
from store.placements import Placement

P = ParamSpec("P")
T = TypeVar("T")

LINES_IN_A_LOG = 10


class Refused(click.ClickException):
    """What was asked for was not done, for a reason its reader can understand."""

    exit_code = 1


def in_office(command: Callable[Concatenate[Path, P], T]) -> Callable[..., T]:
    """Give a command the office's data folder, and turn refusals into plain sentences."""

    @click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        help="The office's data folder; otherwise BEGEGNUNG_DATA.",
    )
    @wraps(command)
    def with_folder(*args: P.args, **kwargs: P.kwargs) -> T:
        folder = kwargs.pop("data") or data_from_environ()
        if not isinstance(folder, Path):
            raise click.UsageError("Name the office's data folder: --data DIR or BEGEGNUNG_DATA.")
        try:
            return command(folder, *args, **kwargs)
        except (StoreError, UnreadableFile) as error:
            raise Refused(str(error)) from error
        except OSError as error:
            raise Refused(f"{error.filename or folder}: {error.strerror or error}") from error

    return with_folder


def opened(folder: Path) -> Database:
    """The office's database, brought up to date; the keys to seal with are made on first use."""
    db = database.open_office(folder)
    database.migrate(db)
    office_keys.make(folder)
    return db


def with_code(db: Database, typed: str) -> Placement:
    """The placement with the code somebody typed. Raises Refused if there is none."""
    try:
        return placements.by_code(db, codes.normalise(typed))
    except NotFound:
        raise Refused(f"No placement carries the code {typed}.") from None


def watch(label: str, work: Sequence[T]) -> Iterator[T]:
    """Hand the work back piece by piece: under a bar on a terminal, with a few lines in a log."""
    if sys.stderr.isatty():
        with click.progressbar(work, label=label, file=sys.stderr) as bar:
            yield from bar
        return
    every = max(1, len(work) // LINES_IN_A_LOG)
    for number, piece in enumerate(work, 1):
        yield piece
        if number % every == 0 or number == len(work):
            click.echo(f"{label}: {number} of {len(work)}", err=True)
