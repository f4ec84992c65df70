"""The real server on a free port, as `bin/run` starts it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEGEGNUNG = shutil.which("begegnung", path=str(Path(sys.executable).parent)) or "begegnung"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve this data folder while the block runs; gives the address."""
    port = free_port()
    server = started(folder, port)
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        told, _ = server.communicate(timeout=20)
    assert server.returncode == 0, told.decode()


@contextmanager
def serving_until_killed(folder: Path) -> Iterator[str]:
    """Serve this data folder, and at the end of the block kill every process of it on the spot."""
    port = free_port()
    server = started(folder, port)
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def started(folder: Path, port: int, *words: str) -> subprocess.Popen[bytes]:
    """The server's process, leader of a group of its own, which may not answer yet."""
    command = [BEGEGNUNG, "serve", "--data", str(folder), "--port", str(port), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )


def wait_for_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until this server answers at this address."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, server.communicate()[0].decode()
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not answer")
