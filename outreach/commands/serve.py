"""`begegnung serve`: the web server."""

import os
import socket
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, get_args

import click
from granian import Granian
from granian.constants import Interfaces
from granian.server.common import AbstractServer

from kiosk import warming
from outreach import keeper, mail
from outreach.access import Rooms
from outreach.app import create_app
from outreach.commands.terms import Refused, in_office, opened
from store import office, office_keys, placements
from store.database import Database


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--rooms",
    default="all",
    show_default=True,
    type=click.Choice(get_args(Rooms)),
    help="What strangers reach, what staff reaches, or both in one process.",
)
@in_office
def serve(folder: Path, host: str, port: int, rooms: Rooms) -> None:
    """Serve the office in the data folder; mail and forgetting happen beside it."""
    folder = folder.resolve()
    _refuse_taken_port(host, port)
    for line in _start(folder, rooms, f"http://{host}:{port}"):
        click.echo(line)
    loader = partial(_application, folder, rooms, os.getpid())
    with _keeper(folder, rooms):
        server(host, port).serve(target_loader=loader, wrap_loader=False)


def server(host: str, port: int) -> AbstractServer[Any]:
    """The web server with all its settings; what it serves it learns when it is started."""
    # One process, one thread: SQLite has one writer, and two of them fight (see docs/decisions).
    return Granian(
        "outreach.app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        log_access=False,
        websockets=False,
    )


def _application(folder: Path, rooms: Rooms, parent: int) -> Any:
    """The application, made in the worker process; what still waits there is counted at its end."""
    keeper.stop_with(parent)
    app = create_app(folder, rooms=rooms)
    warming.warm_up(app)
    settle = app.extensions["town"].tally.settle
    # A worker process ends without atexit, but not without these.
    Finalize(None, settle, kwargs={"wait_seconds": 5}, exitpriority=1)
    return app


def _keeper(folder: Path, rooms: Rooms) -> AbstractContextManager[None]:
    # The room strangers reach signs in nowhere and holds no secret.
    return nullcontext() if rooms == "public" else keeper.keeping(folder)


def _start(folder: Path, rooms: Rooms, address: str) -> list[str]:
    """Refuse here what would only show later; gives lines for whoever starts the server."""
    ours = office.read(folder)
    if rooms == "public":
        office_keys.public(folder)  # another one makes it: it has a private half
    db = opened(folder)
    lines = [f"Begegnung on {address}"]
    if rooms != "staff":
        lines += _worth_opening(db, address)
    db.close()
    if rooms != "public":
        mail.password(ours, folder)
        lines.append(f"  {address}/sign-in     for staff")
        lines.append(f"  mail goes to {ours.mail_server or folder / mail.MBOX_NAME}")
    return lines


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(f"Port {port} on {host} cannot be used: {error.strerror}.") from error


def _worth_opening(db: Database, address: str) -> list[str]:
    lines = [f"  {address}/            start page"]
    for placement in placements.everywhere(db)[:3]:
        lines.append(f"  {address}/q/{placement.code}     scan: {placement.name}")
    lines.append(f"  {address}/de/offers   all offers")
    return lines
