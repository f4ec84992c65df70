"""Petra looks after her network, and sits down with it twice a year."""

import mailbox
from contextlib import closing
from datetime import date
from email.header import decode_header, make_header

import pytest
from icalendar import Calendar

from outreach import mail
from store import changes, meetings, network, office, organizations
from store.changes import recorded
from tests.conftest import TUESDAY

PLAN = {
    "title": "Runder Tisch",
    "place": "Rathaus, Saal 2",
    "on": "2026-06-10",
    "starts_at": "17:30",
    "ends_at": "19:00",
}


@pytest.fixture
def club(db):
    return organizations.named(db, "Brückenverein", email="bruecke@muster.example").id


@pytest.fixture
def letters(db, folder):
    """Deliver what waits, and read everything that was sent so far."""

    def read():
        mail.deliver(db, office.read(folder), folder)
        with closing(mailbox.mbox(folder / mail.MBOX_NAME)) as box:
            return [message for _, message in box.items()]

    return read


def link_in(letter):
    text = letter.get_payload(0) if letter.is_multipart() else letter
    lines = text.get_payload(decode=True).decode().splitlines()
    [link] = [line for line in lines if line.startswith("https://muster.example/")]
    return link.removeprefix("https://muster.example")


def plan(desk, club):
    """Plan a meeting and invite the club; gives the meeting's page."""
    page = desk.submit(desk.get("/desk/meetings/new"), "Weiter zu den Einladungen", **PLAN)
    return desk.submit(page, "Einladen", organizations=str(club))


def test_the_directory_says_who_offers_what_and_who_nothing(town, desk, club):
    town.offer()
    page = desk.get("/desk/network")
    assert "Brückenverein bietet noch nichts an" in page.text
    assert "Nachbarschaftshaus Frühstück für alle" in page.text
    page = desk.get("/desk/network?idle=yes")
    assert "1 Organisation" in page.text and "Nachbarschaftshaus" not in page.text


def test_a_contact_is_noted_with_its_day(desk, db, club):
    page = desk.get(f"/desk/network/{club}")
    assert "keiner notiert" in page.text
    page = desk.submit(page, "Kontakt notieren", on="2026-05-04")
    assert "Letzter Kontakt 4. Mai 2026" in page.text
    assert changes.for_record(db, "organization", club)[0].by == "Petra Sommer"


@pytest.mark.parametrize("day", ["", "gestern", "2026-05-06", "1999-01-01"])
def test_no_contact_lies_in_the_future(desk, db, club, day):
    page = desk.submit(desk.get(f"/desk/network/{club}"), "Kontakt notieren", on=day)
    assert page.status == 422 and "spätestens heute" in page.text
    assert network.get(db, club).last_contact_on is None


def test_languages_and_translating_are_kept(desk, db, club):
    address, fields = desk.get(f"/desk/network/{club}").form("Speichern")
    sent = {**fields, "languages": ["ar", "tr", "klingonisch"], "translates": "yes"}
    desk.post(address, sent)
    partner = network.get(db, club)
    assert (partner.languages, partner.translates) == (("ar", "tr"), True)


def test_two_who_edit_the_same_are_told(desk, db, club, petra):
    address, fields = desk.get(f"/desk/network/{club}").form("Speichern")
    with recorded(db, "organization", club, what="edited", by=petra.id, now=TUESDAY):
        organizations.know(db, club, languages=["pl"], translates=False)
    page = desk.post(address, {**fields, "languages": ["ar"]})
    assert page.status == 409 and "Petra Sommer hat das inzwischen geändert" in page.text
    assert network.get(db, club).languages == ("pl",)


def test_a_meeting_is_planned_and_the_invitation_leads_to_signing_up(
    desk, browse, db, club, letters
):
    page = plan(desk, club)
    assert "noch keine Antwort" in page.text
    [letter] = letters()
    assert (letter["To"], letter["Subject"]) == (
        "bruecke@muster.example",
        "Einladung: Runder Tisch",
    )
    guest = browse.get(link_in(letter))
    assert "Mittwoch, 10. Juni, 17:30 – 19:00" in guest.text and "Saal 2" in guest.text
    guest = browse.submit(guest, "Absenden", answer="yes", people="3")
    assert "Wir freuen uns auf Sie" in guest.text
    [meeting] = meetings.everyone(db)
    page = desk.get(f"/desk/meetings/{meeting.id}")
    assert "kommt mit 3 Personen" in page.text
    browse.submit(browse.get(link_in(letter)), "Ändern", answer="no")
    assert "kann nicht" in desk.get(f"/desk/meetings/{meeting.id}").text


def test_the_invitation_carries_an_entry_for_the_calendar(desk, club, letters):
    plan(desk, club)
    [letter] = letters()
    [attached] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(attached.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    assert calendar["method"] == "PUBLISH" and event["summary"] == "Runder Tisch"
    assert event["dtstart"].dt.isoformat() == "2026-06-10T17:30:00+02:00"
    assert event["organizer"] == "mailto:begegnung@musterstadt.example"


def test_who_is_invited_is_told_when_the_day_changes(desk, browse, club, letters):
    page = plan(desk, club)
    [first] = letters()
    page = desk.submit(page, "Speichern und allen Bescheid geben", **PLAN | {"on": "2026-06-17"})
    assert "17. Juni 2026" in page.text
    second = letters()[-1]
    subject = make_header(decode_header(second["Subject"]))
    assert str(subject) == "Geändert: Runder Tisch"
    assert "17. Juni" in browse.get(link_in(second)).text
    void = browse.get(link_in(first))
    assert void.status == 404 and "neuere" in void.text
    events = [
        Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
        for letter in letters()
        for part in letter.walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert events[0]["uid"] == events[1]["uid"] and events[0]["sequence"] < events[1]["sequence"]


def test_a_mail_with_a_link_that_is_void_is_never_sent(desk, club, letters):
    page = plan(desk, club)
    desk.submit(page, "Speichern und allen Bescheid geben", **PLAN | {"on": "2026-06-17"})
    [letter] = letters()
    assert str(make_header(decode_header(letter["Subject"]))) == "Geändert: Runder Tisch"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"place": "x" * 201},
        {"on": "2026-05-04"},
        {"starts_at": "halb acht"},
        {"ends_at": "17:00"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_what_was_typed(desk, db, wrong):
    page = desk.submit(desk.get("/desk/meetings/new"), "Weiter zu den Einladungen", **PLAN | wrong)
    assert page.status == 422 and "Bitte" in page.text
    assert meetings.everyone(db) == []


def test_only_who_can_be_written_to_is_invited(desk, db, club):
    without = organizations.named(db, "Ohne Post").id
    page = desk.submit(desk.get("/desk/meetings/new"), "Weiter zu den Einladungen", **PLAN)
    assert "Brückenverein" in page.text and "Ohne Post" not in page.text
    address, fields = page.form("Einladen")
    desk.post(address, {**fields, "organizations": [str(without), "999"]})
    [meeting] = meetings.everyone(db)
    assert meetings.guests(db, meeting.id) == []


def test_notes_are_kept_and_shown_to_the_desk_only(desk, browse, db, club, letters):
    page = plan(desk, club)
    page = desk.submit(page, "Notizen speichern", notes="Raum im Mai frei.")
    assert "Raum im Mai frei." in page.text
    assert "Raum im Mai" not in browse.get(link_in(letters()[0])).text


@pytest.mark.parametrize("answer", [{"answer": "maybe"}, {"answer": "yes", "people": "21"}])
def test_an_unclear_answer_is_asked_again(desk, browse, club, letters, answer):
    plan(desk, club)
    page = browse.submit(browse.get(link_in(letters()[0])), "Absenden", **answer)
    assert page.status == 422 and "ob Sie kommen" in page.text


def test_after_the_day_the_link_says_so(desk, browse, db, club, letters):
    plan(desk, club)
    address = link_in(letters()[0])
    db.execute("UPDATE meeting SET on_day = '2026-05-04'")
    page = browse.get(address)
    assert page.status == 410 and "vorbei" in page.text
    assert meetings.everyone(db)[0].plan.on == date(2026, 5, 4)
    assert "Per Mail einladen" not in desk.get("/desk/meetings/1").text
