"""`begegnung serve`: the web server."""

import socket
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.server.common import AbstractServer

from outreach.app import create_app
from outreach.commands.terms import Refused, in_office, opened
from store import office, placements
from store.database import Database


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@in_office
def serve(folder: Path, host: str, port: int) -> None:
    """Serve the public pages of the office in the data folder."""
    folder = folder.resolve()
    db = opened(folder)
    office.read(folder)
    _refuse_taken_port(host, port)
    for line in _worth_opening(db, f"http://{host}:{port}"):
        click.echo(line)
    db.close()
    server(host, port).serve(target_loader=partial(_application, folder), wrap_loader=False)


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


def _application(folder: Path) -> Any:
    """The application, made in the worker process; what still waits there is counted at its end."""
    app = create_app(folder)
    settle = app.extensions["town"].tally.settle
    # A worker process ends without atexit, but not without these.
    Finalize(None, settle, kwargs={"wait_seconds": 5}, exitpriority=1)
    return app


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(f"Port {port} on {host} cannot be used: {error.strerror}.") from error


def _worth_opening(db: Database, address: str) -> list[str]:
    lines = [f"Begegnung on {address}", f"  {address}/            start page"]
    for placement in placements.everywhere(db)[:3]:
        lines.append(f"  {address}/q/{placement.code}     scan: {placement.name}")
    lines.append(f"  {address}/de/offers   all offers")
    return lines
