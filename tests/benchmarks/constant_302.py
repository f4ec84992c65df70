"""The reference: the very server that serves scans, answering every request with one 302."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.scanning import HEADERS
from outreach.commands.serve import server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Send everybody to the same place."""
    start_response("302 Found", [("Location", "/de/near/marktplatz-1"), *HEADERS])
    return [b""]


@contextmanager
def serving() -> Iterator[str]:
    """Run the reference while the block runs; gives the address."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", __name__, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("the reference did not start")


def _loaded() -> "WSGIApplication":
    return application


if __name__ == "__main__":
    server(HOST, int(sys.argv[1])).serve(target_loader=_loaded, wrap_loader=False)
