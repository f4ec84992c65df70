"""Mail through a real mail server: never lost, never about anybody."""

import mailbox
import re
import socket
from datetime import timedelta

import pysqlite3
import pytest

from outreach import mail
from store import notices
from store.errors import NotWritten
from tests.mail_server import mail_server
from tests.outreach.mail.waiting import LATER, problems


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


def test_a_path_to_somebody_else_is_not_sent(put, deliver, port, db):
    put("petra", path="@evil.example/")
    put("jonas", path="//evil.example/")
    with mail_server(port) as box:
        deliver()
    assert box.letters == []
    assert set(problems(db).values()) == {"ValueError"}


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
