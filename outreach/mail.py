"""Mail: written letter by letter, sent at least once. Nothing personal in it, not even a name.

What a mail says stands in `outreach.letters`. To whom: the address of somebody we know, or of an
organization; that of a proposer is opened here, in the moment of sending, and kept nowhere.
"""

import hashlib
import logging
import mailbox
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path

from kiosk import clock
from outreach import email_addresses, letters
from outreach.letters import Attachment, Letter, Say
from outreach.wording import CATALOGUES
from store import moments, new_files, office_keys, outbox, sealing
from store.database import Database
from store.languages import translations
from store.office import Office
from store.outbox import Mail
from store.sealing import CannotOpen

log = logging.getLogger(__name__)

MBOX_NAME = "mail.mbox"
# For connecting, and then for each answer of the server.
TIMEOUT_SECONDS = 20

# After these the server is well and takes the next mail; after all others a pause is better.
ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError, CannotOpen)


def deliver(db: Database, office: Office, folder: Path) -> None:
    """Send everything that is due, each mail at least once; see `store.outbox`.

    A mail that is refused does not hold up the others; a server that is not there ends the round.
    Raises NotWritten as soon as nothing can be noted.
    """
    while mail := outbox.begin_next(db, now=clock.now()):
        try:
            _send(letter(db, mail, office, to=_address(mail, folder)), office, folder)
        except (OSError, ValueError, CannotOpen) as error:
            outbox.failed(db, mail.id, problem=_named(error))
            log.warning("mail %d was not taken: %s", mail.id, _named(error))
            if not isinstance(error, ABOUT_ONE_MAIL):
                return
        else:
            outbox.sent(db, mail.id, now=clock.now())


def letter(db: Database, mail: Mail, office: Office, *, to: str) -> EmailMessage:
    """The mail as it is sent. Raises ValueError for a path that could lead to somebody else."""
    if mail.path and (not mail.path.startswith("/") or mail.path.startswith("//")):
        raise ValueError("a mail leads to a path of ours")
    say = translations(CATALOGUES, mail.language).gettext
    said = letters.write(db, mail, office, say)
    letter = EmailMessage()
    letter["From"] = formataddr((office.name, office.mail_sender()))
    letter["Reply-To"] = office.email
    letter["To"] = to
    letter["Subject"] = said.subject
    letter["Date"] = format_datetime(mail.created_at)
    # The same at every try: a mailbox that knows it shows one mail, also where two arrived.
    letter["Message-ID"] = f"<{_mark(mail)}@{office.mail_sender().rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_text(said, mail, office, say), cte="quoted-printable")
    if said.attachment:
        _attach(letter, said.attachment)
    return letter


def password(office: Office, folder: Path) -> str:
    """What we sign in with at the mail server; empty where it asks for nothing. Raises OSError."""
    if not office.mail_password_file:
        return ""
    return (folder / office.mail_password_file).read_text("utf-8").strip()


def _address(mail: Mail, folder: Path) -> str:
    """Where this mail goes. Raises CannotOpen, ValueError where a box holds no address."""
    if mail.box is None:
        return mail.email
    with closing(sealing.open_keys(folder)) as keys:
        told = sealing.read(keys, office_keys.private(folder), mail.record, mail.box)
    address = email_addresses.find(told.get("contact", ""))
    if not address:
        raise ValueError("they left no e-mail address")
    return address


def _text(said: Letter, mail: Mail, office: Office, _: Say) -> str:
    phone = f"{office.phone} ({office.phone_hours})" if office.phone_hours else office.phone
    first, *more = said.paragraphs
    questions = _("Questions? %(office)s, %(phone)s") % {"office": office.name, "phone": phone}
    link = f"\n{office.base_url}{mail.path}" if mail.path else ""
    last = _("This message was sent automatically.")
    return "\n\n".join((_("Good day,"), first + link, *more, questions, last))


def _attach(letter: EmailMessage, attachment: Attachment) -> None:
    main, _slash, sub = attachment.kind.partition("/")
    letter.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)


def _send(letter: EmailMessage, office: Office, folder: Path) -> None:
    if not office.mail_server:
        _write(letter, folder / MBOX_NAME)
        return
    with _server(office, folder) as server:
        server.send_message(letter)


def _write(letter: EmailMessage, path: Path) -> None:
    if not path.exists():
        new_files.write_once(path, b"")
    with closing(mailbox.mbox(path)) as box:
        box.add(letter)


@contextmanager
def _server(office: Office, folder: Path) -> Iterator[smtplib.SMTP]:
    """A connection that is ready to send, signed in where the office says so."""
    host, _colon, port = office.mail_server.rpartition(":")
    trusted = ssl.create_default_context()
    with closing(_connected(host, int(port), office, trusted)) as server:
        if office.mail_security == "starttls":
            server.starttls(context=trusted)
        if office.mail_login:
            server.login(office.mail_login, password(office, folder))
        yield server
        # Whatever goes wrong with saying goodbye: the mail was taken.
        with suppress(smtplib.SMTPException):
            server.quit()


def _connected(host: str, port: int, office: Office, trusted: ssl.SSLContext) -> smtplib.SMTP:
    if office.mail_security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=trusted)
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _named(error: Exception) -> str:
    """A fault without a word of the server's answer, which often repeats the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return str(next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__


def _mark(mail: Mail) -> str:
    written = f"{mail.id} {moments.written(mail.created_at)}"
    return hashlib.sha256(written.encode()).hexdigest()[:32]
