"""What a pilot tells, who steps in, and the calendar that names nobody."""

import pytest
from icalendar import Calendar
from werkzeug.datastructures import MultiDict

from outreach.pilots.forms import AwayForm, ProfileForm
from store import accepting, districts, people, pilots, schedules, visits
from tests.conftest import TUESDAY
from tests.requests import TOLD

TODAY = TUESDAY.date()


@pytest.fixture
def room(browse, jonas):
    return browse.as_(jonas)


def token(phone):
    return phone.get("/pilot/profile").form("Speichern")[1]["form_token"]


def test_what_is_ticked_is_kept_and_shown(db, town, room, jonas):
    districts.named(db, "Altstadt")
    chosen = {"languages": ["tr", "xx"], "districts": ["Altstadt"], "times": ["evening"]}
    sent = MultiDict({"form_token": token(room), "capacity": "3", **chosen})
    answer = room.post("/pilot/profile", sent)
    assert answer.status == 303
    profile = pilots.get(db, jonas.id)
    assert (profile.capacity, profile.languages, profile.times) == (3, ("tr",), ("evening",))
    page = room.get("/pilot/profile")
    ticked = [e.get("value") for e in page.document.iter() if e.get("checked") is not None]
    assert ticked == ["tr", "Altstadt", "evening"]


@pytest.mark.parametrize("capacity", ["", "9", "-1", "viele", "٣"])
def test_a_capacity_we_do_not_offer_is_none(capacity):
    form = ProfileForm.parse(MultiDict({"capacity": capacity}), languages=[], districts=[])
    assert form.capacity == 0


def test_whoever_steps_in_sees_and_acts_to_the_day(db, accepted, room, browse, mira, clock, state):
    fields = {"from": "2026-05-10", "until": "2026-05-20", "cover": str(mira.id)}
    page = room.submit(room.get("/pilot/profile"), "Abwesenheit eintragen", **fields)
    assert "Nicht da von Sonntag, 10. Mai bis Mittwoch, 20. Mai" in page.text
    phone, address = browse.as_(mira), f"/pilot/referrals/{accepted.id}"
    for day, may in (("09", False), ("10", True), ("20", True), ("21", False)):
        clock.move_to(TUESDAY.replace(day=int(day)))
        assert phone.get(address).status == (200 if may else 404), day
        assert ("Vertretung für Jonas Brandt" in phone.get("/pilot").text) == may, day
    clock.move_to(TUESDAY.replace(day=20))
    page = phone.submit(phone.get(address), "Name und Kontakt zeigen")
    assert "Rosa Beispiel" in page.text
    phone.submit(phone.get(address), "Erreicht", channel="call", was_reached="yes")
    assert state() == "reached"


def test_who_is_away_is_shown_nothing_new_and_can_come_back(db, asked, room, jonas, mira):
    pilots.leave(db, jonas.id, from_on=TODAY, until_on=TODAY, cover_id=mira.id, on=TODAY)
    page = room.get("/pilot")
    assert "Mira Aydın vertritt Sie" in page.text and "Ich sage zu" not in page.text
    page = room.submit(page, "Ich bin wieder da")
    assert "Ich sage zu" in page.text and "vertritt" not in page.text


@pytest.mark.parametrize(
    ("from_on", "until_on", "problem"),
    [
        ("2026-05-05", "2026-05-05", ""),
        ("2026-05-01", "2026-05-05", ""),
        ("2026-05-06", "2026-05-05", "wrong_days"),
        ("2026-05-01", "2026-05-04", "wrong_days"),
        ("2026-05-05", "2027-05-07", "wrong_days"),
        ("2026-05-05", "", "no_days"),
        ("5.5.2026", "2026-05-05", "no_days"),
    ],
)
def test_days_away_make_sense(from_on, until_on, problem):
    form = AwayForm.parse({"from": from_on, "until": until_on}, today=TODAY)
    assert form.problem == problem


def test_wrong_days_and_a_lost_cover_are_said_in_words(db, room, mira):
    page = room.get("/pilot/profile")
    fields = {"from": "2026-05-10", "until": "2026-05-09", "cover": ""}
    answer = room.submit(page, "Abwesenheit eintragen", **fields)
    assert (answer.status, "nicht vor dem ersten" in answer.text) == (422, True)
    people.revoke(db, mira.id, now=TUESDAY)
    fields = {"from": "2026-05-10", "until": "2026-05-12", "cover": str(mira.id)}
    answer = room.submit(page, "Abwesenheit eintragen", **fields)
    assert (answer.status, "nicht mehr vertreten" in answer.text) == (409, True)


@pytest.fixture
def feed(db, town, room, reached, jonas):
    offer_id = town.offer("Frühstück für alle")
    [schedule] = schedules.for_offers(db, [offer_id])
    visits.arrange(
        db,
        reached.id,
        offer_id=offer_id,
        schedule_id=schedule.id,
        day=TODAY,
        state="NW",
        by=jonas.id,
        now=TUESDAY,
    )
    page = room.submit(room.get("/pilot/profile"), "Adresse machen")
    address = next(word for word in page.text.split() if word.endswith(".ics"))
    return address.removeprefix("http://localhost")


def events_of(browse, feed):
    answer = browse.client.get(feed)
    assert answer.mimetype == "text/calendar" and "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text, Calendar.from_ical(answer.data).walk("VEVENT")


def test_the_calendar_opens_without_a_cookie_and_names_nobody(browse, feed, reached, jonas):
    text, [event] = events_of(browse, feed)
    assert event["summary"] == "Begleitung: Frühstück für alle"
    assert event["location"] == "Lukashaus, Am Markt 1, Musterstadt"
    assert event["dtstart"].dt.isoformat() == "2026-05-05T14:00:00+02:00"
    secrets = (*TOLD.values(), reached.code, jonas.person.name, jonas.email)
    assert not [secret for secret in secrets if secret in text]


def test_the_calendar_knows_what_was_moved_or_cancelled(db, browse, feed):
    [schedule] = schedules.for_offers(db, [visits.all_open(db)[0].offer_id])
    schedules.cancel(db, schedule.id, TODAY, reason="Wasserschaden")
    _, [event] = events_of(browse, feed)
    assert (event["status"], event["summary"].startswith("Fällt aus")) == ("CANCELLED", True)
    schedules.move(db, schedule.id, TODAY, to=TODAY.replace(day=6), reason="")
    _, [event] = events_of(browse, feed)
    assert event["summary"].startswith("Verschoben")


def test_the_calendar_ends_with_a_new_address_and_with_its_pilot(db, browse, room, feed, jonas):
    page = room.submit(room.get("/pilot/profile"), "Neue Adresse machen")
    newer = next(word for word in page.text.split() if word.endswith(".ics"))
    newer = newer.removeprefix("http://localhost")
    assert browse.client.get(feed).status_code == 404
    assert browse.client.get(newer).status_code == 200
    assert newer not in room.get("/pilot/profile").html
    assert browse.client.get("/pilot/calendar/guessed.ics").status_code == 404
    people.revoke(db, jonas.id, now=TUESDAY)
    assert browse.client.get(newer).status_code == 404


def test_a_cover_finds_the_visit_in_their_own_calendar(db, browse, feed, jonas, mira):
    token = pilots.renew_feed(db, mira.id)
    assert events_of(browse, f"/pilot/calendar/{token}.ics")[1] == []
    pilots.leave(db, jonas.id, from_on=TODAY, until_on=TODAY, cover_id=mira.id, on=TODAY)
    assert len(events_of(browse, f"/pilot/calendar/{token}.ics")[1]) == 1
    assert accepting.all_in_care(db, of=mira.id, on=TODAY) != []
