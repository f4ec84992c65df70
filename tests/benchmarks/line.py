"""One line to a server: a kept-open connection on which one visit at a time is made."""

import re
import socket

from tests.benchmarks.phones import Visit

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: ([^\r]+)\r\n", re.IGNORECASE)


class WrongAnswer(Exception):
    """The server answered something else than what the visit is for."""


class Line:
    """A connection with at most one visit under way; `began` is when that was meant to begin."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self.began = 0.0
        self.bytes_read = 0
        self._answer = b""
        self._visit = Visit(b"", b"")
        self._is_first_due = True

    def begin(self, visit: Visit, moment: float) -> None:
        """Send the first request of a visit."""
        self.began, self._visit, self._is_first_due = moment, visit, True
        self.socket.send(visit.request)

    def is_over_after_reading(self) -> bool:
        """Take what has come; True once the visit is over. Raises WrongAnswer."""
        received = self.socket.recv(65536)
        if not received:
            raise WrongAnswer("the server hung up")
        self._answer += received
        head, separator, body = self._answer.partition(b"\r\n\r\n")
        if not separator or len(body) < _length(head):
            return False
        self._answer = b""
        self.bytes_read += len(body)
        if self._is_first_due:
            return self._is_over_after_first(head)
        _expect(b"200", head)
        return True

    def _is_over_after_first(self, head: bytes) -> bool:
        _expect(self._visit.status, head)
        if not self._visit.next_headers:
            return True
        self._is_first_due = False
        address = LOCATION.search(head + b"\r\n")
        assert address is not None
        self.socket.send(b"GET " + address[1] + self._visit.next_headers)
        return False


def _length(head: bytes) -> int:
    length = LENGTH.search(head + b"\r\n")
    if length is None:
        raise WrongAnswer(head.decode())
    return int(length[1])


def _expect(status: bytes, head: bytes) -> None:
    if not head.startswith(b"HTTP/1.1 " + status):
        raise WrongAnswer(head.decode())
