"""The real server on a free port, as `bin/run` starts it."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.until import PATIENCE_SECONDS, until

# Below those that outgoing connections are given, so that none takes it before a server does.
PORTS = range(20_000, 32_000)
MOST_WORKERS = 8
BEGEGNUNG = shutil.which("begegnung", path=str(Path(sys.executable).parent)) or "begegnung"


def free_port() -> int:
    """A port nobody listens on, and no other worker of this run is about to."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % MOST_WORKERS
    return until(lambda: _if_free(random.SystemRandom().choice(PORTS[worker::MOST_WORKERS])))


def _if_free(port: int) -> int:
    """This port; 0 if somebody has it."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


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
        told, _ = server.communicate(timeout=PATIENCE_SECONDS)
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

    def answers() -> bool:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE_SECONDS).close()
        except OSError:
            assert server.poll() is None, server.communicate()[0]
            return False
        return True

    until(answers, "the server did not answer")
