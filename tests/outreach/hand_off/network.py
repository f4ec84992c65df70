"""A network between phone and server that does what networks do: nothing, or something worse."""

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.until import PATIENCE_SECONDS

ENTRIES = "/hand-off/entries"
# What a request is told by whatever stands in between; the server never hears of it.
ANSWERS = {
    "portal": (200, {"Content-Type": "text/html"}, b"<h1>Willkommen im WLAN</h1>"),
    "portal_json": (200, {"Content-Type": "application/json"}, b'{"receipt": "free wifi"}'),
    "redirect": (302, {"Location": "/sign-in-to-the-wifi"}, b""),
    "401": (401, {"Content-Type": "text/plain"}, b"who are you?"),
    "403": (403, {"Content-Type": "text/html"}, b"<h1>no</h1>"),
    "404": (404, {"Content-Type": "text/html"}, b"<h1>what?</h1>"),
    "413": (413, {"Content-Type": "text/plain"}, b"too large"),
    "422": (422, {"Content-Type": "application/json"}, b'{"problem": "not_understood"}'),
    "429": (429, {"Retry-After": "1"}, b""),
    "500": (500, {"Content-Type": "text/html"}, b"<h1>oh</h1>"),
    "503": (503, {"Retry-After": "1", "Content-Type": "application/json"}, b"{}"),
}
# What happens to everything; `portal_page` to the tool's document, and all others to entries alone.
EVERYWHERE = {"portal", "portal_json", "redirect", "dead"}
DOCUMENT = "/hand-off"
# `dead` resets every connection; the last two pass the request on, and lose all or half the answer.
FAULTS = (*ANSWERS, "dead", "lost_answer", "half_answer")


class Network:
    """A proxy on a port of its own; `fault` is what it does from now on, empty for nothing."""

    def __init__(self, server_address: str) -> None:
        self.fault = ""
        self.upstream = urlsplit(server_address).netloc
        self.sent: list[tuple[bytes, str]] = []
        self.loaded: list[tuple[str, int]] = []
        self.gate = threading.Event()
        self.gate.set()
        self._news = threading.Condition()
        self._proxy = ThreadingHTTPServer(("127.0.0.1", 0), type("", (Carrier,), {"network": self}))
        self._proxy.daemon_threads = True

    @property
    def address(self) -> str:
        """Where a phone reaches the server through this network."""
        return f"http://127.0.0.1:{self._proxy.server_port}"

    def note(self, body: bytes) -> str:
        """An entry has come this far; gives the fault that happens to it now."""
        with self._news:
            fault = self.fault
            self.sent.append((body, fault))
            self._news.notify_all()
        return fault

    def tries(self, entry_id: str, fault: str | None = None) -> int:
        """How often an entry has come this far, under one fault or all of them."""
        of_it = [happened for body, happened in self.sent if entry_id.encode() in body]
        return len(of_it) if fault is None else of_it.count(fault)

    def wait_for(self, entry_id: str) -> None:
        """Wait until an entry has come this far."""
        with self._news:
            assert self._news.wait_for(lambda: self.tries(entry_id) > 0, PATIENCE_SECONDS)

    @contextmanager
    def up(self) -> Iterator["Network"]:
        """Carry requests while the block runs."""
        thread = threading.Thread(target=self._proxy.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._proxy.shutdown()
            thread.join()
            self._proxy.server_close()


class Carrier(BaseHTTPRequestHandler):
    """One request on its way."""

    network: Network

    def do_GET(self) -> None:
        self._carry(b"")

    def do_POST(self) -> None:
        self._carry(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _carry(self, body: bytes) -> None:
        fault = self.network.fault
        if self.path == ENTRIES:
            fault = self.network.note(body)
            self.network.gate.wait(PATIENCE_SECONDS)
        elif fault == "portal_page" and urlsplit(self.path).path == DOCUMENT:
            fault = "portal"
        elif fault not in EVERYWHERE:
            fault = ""
        if fault in ANSWERS:
            self._answer(*ANSWERS[fault])
        elif fault == "dead":
            self._reset()
        else:
            self._pass_on(body, fault)

    def _pass_on(self, body: bytes, fault: str) -> None:
        server = http.client.HTTPConnection(self.network.upstream, timeout=PATIENCE_SECONDS)
        try:
            server.request(self.command, self.path, body, dict(self.headers))
            answer = server.getresponse()
            content = answer.read()
        except OSError:
            return self._reset()
        finally:
            server.close()
        self.network.loaded.append((self.path, len(content)))
        headers = {k: v for k, v in answer.getheaders() if k.lower() != "content-length"}
        if fault == "lost_answer":
            return self._reset()
        return self._answer(answer.status, headers, content, is_cut=fault == "half_answer")

    def _answer(
        self, status: int, headers: dict[str, str], content: bytes, is_cut: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if is_cut else content)
        if is_cut:
            self._reset()

    def _reset(self) -> None:
        self.wfile.flush()
        # Closed without lingering, TCP says "reset" and not "the end".
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass
