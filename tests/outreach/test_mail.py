"""Mail through a real mail server: never lost, never about anybody."""

import datetime
import ipaddress
import mailbox
import re
import socket
import ssl
import uuid
from datetime import timedelta

import pysqlite3
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from outreach import letters, mail
from outreach.letters import Attachment, Letter
from store import (
    notices,
    office,
    office_keys,
    organizations,
    outbox,
    people,
    proposals,
    sealing,
)
from store.errors import NotWritten
from tests.conftest import OFFICE, TUESDAY
from tests.mail_server import mail_server
from tests.serving import free_port

LATER = timedelta(minutes=2)


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def deliver(db, folder, port, clock):
    """Deliver what is due through the server on this port; `lines` change the office."""

    def deliver(*lines, after=timedelta(0)):
        server = [f'mail_server = "127.0.0.1:{port}"', 'mail_security = "none"']
        said = "\n".join([*(lines or server), OFFICE])
        (folder / office.FILE_NAME).write_text(said, "utf-8")
        clock.shift(after)
        mail.deliver(db, office.read(folder), folder)

    return deliver


@pytest.fixture
def put(db, clock):
    """Let mails wait for people with these names."""

    def put(*names, path="/desk/referrals/7"):
        for name in names:
            email = f"{name}@muster.example"
            person = people.find_by_email(db, email) or people.welcome(
                db, role="coordinator", name=f"{name.title()} Sommer", email=email, now=TUESDAY
            )
            outbox.put(db, person.id, kind="help_wanted", path=path, now=TUESDAY)

    return put


def problems(db):
    later = TUESDAY + timedelta(days=1)
    return {m.email.split("@")[0]: m.problem for m in outbox.due(db, now=later)}


def test_a_mail_says_that_something_waits_and_where_and_names_nobody(put, deliver, port, db):
    put("petra")
    with mail_server(port) as box:
        deliver()
    [letter] = box.letters
    assert letter["Subject"] == "Es wartet etwas auf Sie"
    assert letter["To"] == "petra@muster.example"
    assert letter["From"] == "Begegnung Musterstadt <begegnung@musterstadt.example>"
    text = letter.get_content().replace("\r\n", "\n")
    assert text.startswith("Guten Tag,\n\nes wartet etwas auf Sie:\n")
    assert "\nhttps://muster.example/desk/referrals/7\n" in text
    assert "Fragen? Begegnung Musterstadt, 030 23125 100" in text
    whole = letter.as_string().replace("petra@muster.example", "")
    assert not re.search("petra|sommer|help|hilfe", whole, re.IGNORECASE)
    assert problems(db) == {}


def test_a_server_that_is_down_is_asked_again_and_gets_it_once(put, deliver, port, db, caplog):
    put("petra", "jonas")
    deliver()
    assert problems(db) == {"petra": "ConnectionRefusedError", "jonas": ""}
    with mail_server(port) as box:
        deliver(after=LATER)
        deliver(after=LATER)
    assert sorted(box.recipients) == ["jonas@muster.example", "petra@muster.example"]
    assert "petra" not in caplog.text and "muster.example" not in caplog.text


@pytest.mark.parametrize("refusal", ["451 petra@muster.example is busy", "550 no petra here"])
def test_who_is_refused_does_not_hold_up_the_others(put, deliver, port, db, refusal, caplog):
    put("petra", "jonas", "mira")
    with mail_server(port) as box:
        box.mood = lambda recipient: refusal if "petra" in recipient else ""
        deliver()
        assert box.recipients == ["jonas@muster.example", "mira@muster.example"]
        assert problems(db) == {"petra": refusal[:3]}
        box.mood = lambda recipient: ""
        deliver(after=LATER)
    assert box.recipients[2:] == ["petra@muster.example"]
    assert "petra" not in caplog.text


def test_a_server_that_hangs_up_after_taking_a_mail_gets_it_once_more_at_most(
    put, deliver, port, db
):
    put("petra")
    with mail_server(port) as box:
        box.resets = 1
        deliver()
        assert problems(db) == {"petra": "SMTPServerDisconnected"}
        for _ in range(3):
            deliver(after=LATER)
    assert box.recipients == ["petra@muster.example"] * 2
    # By this a mailbox knows that it is the same mail.
    assert len({letter["Message-ID"] for letter in box.letters}) == 1


def test_a_server_that_never_answers_is_left_after_a_while(put, deliver, port, db, monkeypatch):
    monkeypatch.setattr(mail, "TIMEOUT_SECONDS", 0.2)
    put("petra", "jonas")
    with socket.create_server(("127.0.0.1", port)):
        deliver()
    assert problems(db) == {"petra": "SMTPServerDisconnected", "jonas": ""}
    with mail_server(port) as box:
        box.waits_seconds = 1  # it takes the mail, and says so too late
        deliver(after=LATER)
        assert problems(db)["jonas"] == "SMTPServerDisconnected"


def test_what_cannot_be_noted_is_not_sent(put, deliver, port, db):
    put("petra")
    with mail_server(port) as box:
        db.execute("PRAGMA query_only = ON")  # as on a full or read-only disk
        with pytest.raises(NotWritten):
            deliver()
        assert box.letters == []
        db.execute("PRAGMA query_only = OFF")
        deliver()
    assert len(box.letters) == 1


def test_what_was_taken_and_could_not_be_noted_goes_once_more_and_not_every_round(
    put, deliver, port, db
):
    put("petra")
    db.execute(
        "CREATE TRIGGER full BEFORE UPDATE OF sent_at ON mail"
        " BEGIN SELECT raise(ABORT, 'full'); END"
    )
    with mail_server(port) as box:
        with pytest.raises(pysqlite3.IntegrityError):
            deliver()
        db.execute("DROP TRIGGER full")
        deliver(after=timedelta(seconds=20))
        assert len(box.letters) == 1
        for _ in range(3):
            deliver(after=LATER)
    assert len(box.letters) == 2


def test_a_sign_in_happens_under_tls_only(put, deliver, port, db, folder, tmp_path, monkeypatch):
    (folder / "mail.password").write_text("geheim\n", "utf-8")
    lines = [
        f'mail_server = "localhost:{port}"',
        'mail_login = "begegnung"',
        'mail_password_file = "mail.password"',
    ]
    put("petra")
    with mail_server(port) as plain:
        deliver(*lines)
    assert (plain.letters, plain.sign_ins) == ([], [])
    assert problems(db) == {"petra": "SMTPNotSupportedError"}

    certificate = self_signed(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with mail_server(port, tls=tls) as box:
        deliver(*lines, after=LATER)
        assert problems(db) == {"petra": "SSLCertVerificationError"}
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        deliver(*lines, after=timedelta(minutes=6))
    assert box.recipients == ["petra@muster.example"]
    assert box.sign_ins == ["begegnung geheim"]


def self_signed(folder):
    """A certificate for localhost, with its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(today + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName(names), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "localhost.pem"
    path.write_bytes(pem + certificate.public_bytes(Encoding.PEM))
    return path


def test_a_path_to_somebody_else_is_not_sent(put, deliver, port, db):
    put("petra", path="@evil.example/")
    put("jonas", path="//evil.example/")
    with mail_server(port) as box:
        deliver()
    assert box.letters == []
    assert set(problems(db).values()) == {"ValueError"}


@pytest.fixture
def bring(db, folder):
    """Let somebody bring something to a door, with this contact."""

    def bring(contact, *, language="de", answer=""):
        record = f"proposal:{uuid.uuid4()}"
        told = {"contact": contact, "what": "Bank vor der Bücherei"}
        found = proposals.take_in(
            db,
            sealing.open_keys(folder),
            record=record,
            door="idea",
            language=language,
            district_id=None,
            envelope=sealing.seal(office_keys.public(folder), record, told),
            now=TUESDAY,
        )
        db.execute("UPDATE proposal SET answer = ? WHERE id = ?", [answer, found.id])
        return found.id

    return bring


def put_outside(db, *, kind="proposal_answered", path="", **whom):
    outbox.put_outside(db, kind=kind, path=path, now=TUESDAY, **whom)


def said(letter):
    return letter.get_body().get_content().replace("\r\n", "\n")


def test_who_proposed_something_is_answered_at_the_address_in_their_box(
    bring, deliver, port, db, folder, caplog
):
    answer = "Die Stadt stellt im Mai eine Bank auf."
    proposal_id = bring("Rosa <rosa@draussen.example>, abends", answer=answer)
    put_outside(db, proposal_id=proposal_id)
    put_outside(db, proposal_id=proposal_id)
    with mail_server(port) as box:
        box.mood = lambda recipient: f"451 {recipient} is busy"
        deliver()
        box.mood = lambda recipient: ""
        deliver(after=LATER)
        deliver(after=LATER)
    [letter] = box.letters
    assert (letter["To"], letter["Reply-To"]) == (
        "rosa@draussen.example",
        "begegnung@musterstadt.example",
    )
    assert letter["Subject"] == "Eine Antwort auf das, was Sie uns geschrieben haben"
    text = said(letter)
    assert text.startswith("Guten Tag,\n\ndanke") and f"\n\n{answer}\n\n" in text
    assert "Fragen? Begegnung Musterstadt, 030 23125 100" in text
    assert "Rosa" not in letter.as_string() and "Bücherei" not in text and "https" not in text
    for file in folder.iterdir():
        assert b"draussen.example" not in file.read_bytes(), file.name
    assert "draussen" not in caplog.text


def test_an_answer_speaks_the_language_of_who_asked(bring, deliver, port, db):
    put_outside(db, proposal_id=bring("rosa@draussen.example", language="tr"))
    with mail_server(port) as box:
        deliver()
    assert said(box.letters[0]).startswith("Merhaba,")


def test_an_organization_gets_its_link_which_is_forgotten_once_it_was_sent(deliver, port, db):
    club = organizations.named(db, "Chor", email="chor@draussen.example")
    silent = organizations.named(db, "Kegelclub")
    for one in (club, silent):
        put_outside(db, organization_id=one.id, kind="offer_taken_up", path="/de/offers/1?k=s3cret")
    with mail_server(port) as box:
        deliver()
    assert box.recipients == ["chor@draussen.example"]
    assert "Bescheid:\nhttps://muster.example/de/offers/1?k=s3cret\n\n" in said(box.letters[0])
    assert db.execute("SELECT path, organization_id FROM mail").fetchall() == [("", club.id)]


def test_a_letter_may_bring_a_file(deliver, port, db, monkeypatch):
    def invite(db, mail, office, say):
        file = Attachment("einladung.ics", "text/calendar", b"BEGIN:VCALENDAR")
        return Letter("Netzwerktreffen", ("wir treffen uns:",), file)

    monkeypatch.setitem(letters.BY_KIND, "meeting", invite)
    club = organizations.named(db, "Chor", email="chor@draussen.example")
    put_outside(db, organization_id=club.id, kind="meeting", path="/de/offers")
    with mail_server(port) as box:
        deliver()
    [file] = box.letters[0].iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("einladung.ics", "text/calendar")
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR"
    assert "wir treffen uns:\nhttps://muster.example/de/offers\n" in said(box.letters[0])


def test_what_cannot_be_written_to_anybody_is_kept_and_holds_up_nobody(
    bring, put, deliver, port, db, folder
):
    erased, lost = bring("rosa@draussen.example"), bring("rosa@draussen.example")
    for proposal_id in (erased, lost, bring("030 23125 777")):
        put_outside(db, proposal_id=proposal_id)
    club = organizations.named(db, "Chor", email="chor@draussen.example")
    put_outside(db, organization_id=club.id, kind="help_wanted", path="/desk")
    proposals.erase(db, sealing.open_keys(folder), erased)
    sealing.erase(sealing.open_keys(folder), proposals.get(db, lost).record)
    put("petra")
    with mail_server(port) as box:
        deliver()
    assert box.recipients == ["petra@muster.example"]
    left = outbox.due(db, now=TUESDAY + timedelta(days=1))
    assert sorted(m.problem for m in left) == ["CannotOpen", "ValueError", "ValueError"]


def test_in_development_mails_stand_in_a_file(put, deliver, folder):
    put("petra", "jonas")
    deliver("")
    deliver("")
    box = mailbox.mbox(folder / mail.MBOX_NAME)
    assert [letter["To"] for letter in box] == ["petra@muster.example", "jonas@muster.example"]
    box.close()
    assert (folder / mail.MBOX_NAME).stat().st_mode & 0o777 == 0o600


def test_every_mail_leads_to_a_page(browse):
    adapter = browse.client.application.url_map.bind("localhost")
    for kind, path in notices.PATHS.items():
        endpoint, _ = adapter.match(path.format(id=7))
        assert endpoint.split(".")[0] in {"desk_referrals", "pilot_referrals", "pilots"}, kind
