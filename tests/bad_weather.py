"""The real server in a time of its own and in any weather: what a screen outdoors has to stand."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import time_machine

from outreach.app import create_app
from outreach.commands.serve import server
from tests.serving import free_port, wait_for_answer

PORTAL = b"<!doctype html><html lang=en><title>WLAN</title><h1>Welcome! Please sign in.</h1></html>"
SKY = "weather.json"
HTML = [("Content-Type", "text/html; charset=utf-8")]
DOCUMENT = re.compile(r"/screen/[^/]+/(de|ls|tr)")


class Outdoors:
    """A server on one address that can be killed, started again, and put into any weather."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def at(self, moment: datetime) -> None:
        """From now on it is this moment for the server, in fine weather, until `wait`."""
        self._now = moment
        self.weather("fine")

    def now(self) -> datetime:
        """What time it is for the server."""
        return self._now

    def wait(self, *, seconds: float) -> None:
        """Let this time pass at once, in whatever weather it is."""
        self._now += timedelta(seconds=seconds)
        self.weather(self._weather)

    def weather(self, weather: str) -> None:
        """One of those in WEATHERS, or `fine`, from the next request on."""
        self._weather = weather
        sky = {"at": self.now().isoformat(), "weather": weather}
        unfinished = self.folder / f"{SKY}.new"
        unfinished.write_text(json.dumps(sky), "utf-8")
        unfinished.replace(self.folder / SKY)

    def start(self) -> None:
        """Start it, unless it runs."""
        if self._process is not None:
            return
        command = [sys.executable, "-m", "tests.bad_weather", str(self.folder), str(self.port)]
        self._process = subprocess.Popen(command, start_new_session=True)
        wait_for_answer(f"{self.address}/healthz", self._process)

    def kill(self) -> None:
        """As a power cut does it."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def application(folder: Path) -> Callable[..., Iterable[bytes]]:
    """The office's application under this folder's sky."""
    fine = create_app(folder).wsgi_app
    traveller = time_machine.travel(datetime.now().astimezone(), tick=False).start()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        sky = json.loads((folder / SKY).read_text("utf-8"))
        traveller.move_to(datetime.fromisoformat(sky["at"]))
        return WEATHERS.get(sky["weather"], _fine)(fine, environ, start)

    return answer


def _fine(fine: Any, environ: Any, start: Any) -> Iterable[bytes]:
    return fine(environ, start)  # type: ignore[no-any-return]


def _says(status: str, headers: Any, body: bytes) -> Callable[..., Iterable[bytes]]:
    def answer(fine: Any, environ: Any, start: Any) -> Iterable[bytes]:
        start(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    return answer


def _spoilt(spoil: Callable[[bytes], bytes]) -> Callable[..., Iterable[bytes]]:
    """Documents arrive with other bytes, under the right hash; all else is fine."""

    def answer(fine: Any, environ: Any, start: Any) -> Iterable[bytes]:
        told: list[Any] = []
        body = b"".join(fine(environ, lambda *said: told.append(said)))
        status, headers = told[0][:2]
        if DOCUMENT.fullmatch(environ["PATH_INFO"]) and status.startswith("200"):
            body = spoil(gzip.decompress(body))
            gone = {"content-encoding", "content-length"}
            headers = [each for each in headers if each[0].lower() not in gone]
            headers.append(("Content-Length", str(len(body))))
        start(status, headers)
        return [body]

    return answer


WEATHERS: dict[str, Callable[..., Iterable[bytes]]] = {
    "500": _says("500 Internal Server Error", HTML, b"<h1>Internal Server Error</h1>"),
    "404": _says("404 Not Found", HTML, b"<h1>Not Found</h1>"),
    "portal": _says("200 OK", HTML, PORTAL),
    "sent to a portal": _says("302 Found", [("Location", "/portal")], b""),
    "truncated": _spoilt(lambda body: body[: len(body) // 2]),
    "other bytes": _spoilt(lambda body: body.replace(b"Quartierscaf", b"Geschlossen", 1)),
}


if __name__ == "__main__":
    # By its full name: the process that serves must find it again.
    from tests import bad_weather

    at, port = Path(sys.argv[1]), int(sys.argv[2])
    loader = partial(bad_weather.application, at)
    server("127.0.0.1", port).serve(target_loader=loader, wrap_loader=False)
