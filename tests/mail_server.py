"""A real mail server on a free port, with the moods that mail servers have."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Postbox:
    """Keeps what arrives. `mood` may say something else than "taken" for a recipient."""

    letters: list[EmailMessage] = field(default_factory=list)
    sign_ins: list[str] = field(default_factory=list)
    mood: Callable[[str], str] = lambda recipient: ""
    resets: int = 0
    waits_seconds: float = 0

    @property
    def recipients(self) -> list[str]:
        """To whom, in the order of arrival."""
        return [letter["To"] for letter in self.letters]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        refusal = self.mood(address)
        if not refusal:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.waits_seconds)
        letter = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self.resets:
            # It has the mail, and hangs up before it says so.
            self.resets -= 1
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"

    def sign_in(self, server: SMTP, session: Session, envelope: Any, how: str, data: Any) -> Any:
        assert isinstance(data, LoginPassword)
        self.sign_ins.append(f"{data.login.decode()} {data.password.decode()}")
        return AuthResult(success=True)


@contextmanager
def mail_server(port: int, *, tls: ssl.SSLContext | None = None) -> Iterator[Postbox]:
    """A mail server for as long as the block runs; with `tls` it wants STARTTLS and a sign-in."""
    box = Postbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        tls_context=tls,
        require_starttls=tls is not None,
        auth_required=tls is not None,
        authenticator=box.sign_in,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
