"""Mail to whoever proposed something, and to organizations: it goes where they said."""

import uuid
from datetime import timedelta

import pytest

from outreach import letters
from outreach.letters import Attachment, Letter
from store import office_keys, organizations, outbox, proposals, sealing
from tests.conftest import TUESDAY
from tests.mail_server import mail_server
from tests.outreach.mail.waiting import LATER


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
