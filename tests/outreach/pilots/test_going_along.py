"""From a date in the real calendar to coming back alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from store import districts, offers, schedules, visits
from store.offer_texts import OfferText

NEXT_WEEK = date(2026, 5, 12)


@pytest.fixture
def room(browse, jonas):
    return browse.as_(jonas)


@pytest.fixture
def breakfast(town):
    return town.offer()


@pytest.fixture
def address(reached):
    return f"/pilot/referrals/{reached.id}"


@pytest.fixture
def arranged(room, breakfast, address):
    page = room.get(f"{address}/dates?day={NEXT_WEEK}")
    return room.submit(page, "Wir nehmen diesen Termin: Frühstück für alle, Dienstag, 12. Mai")


def titles(page):
    return [link for link, to in page.links().items() if to.startswith("/de/offers/")]


def test_dates_are_real_ones_of_the_next_three_weeks(town, room, address, breakfast):
    [schedule] = schedules.for_offers(town.db, [breakfast])
    schedules.cancel(town.db, schedule.id, NEXT_WEEK, reason="Wasserschaden")
    page = room.get(f"{address}/dates")
    days = [option.get("value") for option in page.document.iter() if option.get("value")]
    assert {"2026-05-05", "2026-05-19", "2026-05-26"} <= set(days)
    assert not {"2026-05-12", "2026-06-02"} & set(days)
    assert "Wir kennen keinen Termin" in room.get(f"{address}/dates?day=2026-05-12").text


def test_the_wish_the_language_and_the_time_come_first(db, town, room, address):
    town.offer("Skat", rule="FREQ=DAILY", at="10:00", until=None)
    town.offer("Chor", rule="FREQ=WEEKLY;BYDAY=WE", at="19:00", until=None)
    turkish = town.offer("Çay", rule="FREQ=WEEKLY;BYDAY=FR", at="10:00", until=None)
    wished = town.offer("Boule", rule="FREQ=WEEKLY;BYDAY=SU", at="10:00", until=None)
    offers.welcome(db, turkish, languages=["tr"], situations=[])
    sql = "UPDATE referral SET language = 'tr', best_time = 'evening', offer_id = ?"
    db.execute(sql, [wished])
    page = room.get(f"{address}/dates")
    assert titles(page) == ["Boule", "Çay", "Chor", "Skat"]
    assert "das hat sich die Person gewünscht" in page.text
    assert "dort spricht man Türkisch" in page.text


def test_what_is_near_the_district_comes_before_what_is_far(db, town, room, address):
    far = town.venue("Waldheim", lat=52.11)
    town.offer("Wald", venue_id=far, rule="FREQ=DAILY", at="15:00", until=None)
    town.offer("Nah", rule="FREQ=WEEKLY;BYDAY=SA", at="10:00", until=None)
    db.execute("UPDATE venue SET district_id = NULL WHERE id = ?", [far])
    db.execute("UPDATE referral SET district_id = ?", [districts.named(db, "Altstadt").id])
    page = room.get(f"{address}/dates")
    assert titles(page) == ["Nah", "Wald"] and "etwa 10 km entfernt" in page.text


def test_an_offer_in_another_language_and_a_hostile_title_is_plain_text(db, town, room, address):
    offer_id = town.offer("Brot & <Butter>")
    offers.translate(db, offer_id, OfferText("tr", "Ekmek"))
    assert "Brot & <Butter>" in titles(room.get(f"{address}/dates"))


def test_a_chosen_date_stands_and_is_shown(arranged, room, state):
    assert state() == "arranged" and "Der Termin steht" in arranged.text
    assert "Sie gehen zusammen hin" in arranged.text and "Di., 12. Mai" in arranged.text
    assert "Dienstag, 12. Mai" in room.get("/pilot").text


def test_a_date_that_was_lost_meanwhile_is_said_in_words(town, room, breakfast, address, state):
    page = room.get(f"{address}/dates")
    [schedule] = schedules.for_offers(town.db, [breakfast])
    schedules.cancel(town.db, schedule.id, date(2026, 5, 5), reason="Wasserschaden")
    answer = room.submit(page, "Wir nehmen diesen Termin: Frühstück für alle, Dienstag, 5. Mai")
    assert (answer.status, state()) == (409, "reached")
    assert "Diesen Termin gibt es nicht mehr" in answer.text


def test_nonsense_is_no_date(room, address, breakfast, state):
    token = room.get(address).form("Abmelden")[1]
    for fields in ({}, {"offer": "1", "schedule": "1", "day": "morgen"}, {"offer": "9" * 30}):
        answer = room.post(f"{address}/visit", token | fields)
        assert (answer.status, "Bitte wählen Sie einen Termin" in answer.text) == (422, True)
    assert state() == "reached" and room.get(f"{address}/dates?day=gestern").status == 200


def test_before_contact_there_is_nothing_to_arrange(room, accepted, breakfast, state):
    answer = room.get(f"/pilot/referrals/{accepted.id}/dates")
    assert (answer.status, state()) == (409, "accepted")


def test_a_cancelled_date_stands_on_top_at_once(town, room, arranged, address, breakfast, state):
    [schedule] = schedules.for_offers(town.db, [breakfast])
    schedules.cancel(town.db, schedule.id, NEXT_WEEK, reason="Wasserschaden")
    assert "Der Termin fällt aus" in room.get("/pilot").text
    page = room.get(address)
    assert "Wasserschaden" in page.text and "Bescheid, bevor" in page.text
    page = room.get(page.links()["Anderen Termin suchen"] + "?day=2026-05-19")
    page = room.submit(page, "Wir nehmen diesen Termin: Frühstück für alle, Dienstag, 19. Mai")
    assert state() == "arranged" and "Di., 19. Mai" in page.text
    assert "fällt aus" not in page.text


def test_a_moved_date_can_be_followed(town, room, arranged, address, breakfast):
    [schedule] = schedules.for_offers(town.db, [breakfast])
    schedules.move(town.db, schedule.id, NEXT_WEEK, to=date(2026, 5, 14), reason="Saal belegt")
    page = room.get(address)
    assert "Der Termin ist verschoben" in page.text and "Donnerstag, 14. Mai" in page.text
    page = room.submit(page, "Wir nehmen den neuen Termin")
    assert "Do., 14. Mai" in page.text and "verschoben" not in page.text


def test_an_offer_that_ended_is_said_so(town, room, arranged, address):
    town.db.execute("UPDATE offer SET status = 'ended'")
    page = room.get(address)
    assert "Diesen Termin gibt es nicht mehr" in page.text and "gibt es nicht mehr" in page.text


def test_a_date_can_be_called_off(room, arranged, state):
    page = room.submit(arranged, "Termin absagen")
    assert state() == "reached" and "Der Termin ist abgesagt" in page.text


def test_nothing_is_asked_before_the_visit(room, arranged, address, state):
    assert "Waren Sie da" not in arranged.text
    fields = arranged.form("Abmelden")[1] | {"went": "together", "again": "alone"}
    answer = room.post(f"{address}/visit/answers", fields)
    assert (answer.status, state()) == (409, "arranged")


def after(day):
    """The evening of that day."""
    return datetime.combine(day, time(17), UTC)


def answered(room, address, clock, **answers):
    clock.move_to(after(NEXT_WEEK))
    return room.submit(room.get(address), "Festhalten", **answers)


def test_after_the_visit_two_questions_then_coming_back_alone(
    room, arranged, address, clock, state
):
    page = answered(room, address, clock, went="together", again="alone")
    assert state() == "accompanied" and "Danke fürs Erzählen" in page.text
    clock.shift(timedelta(days=7))
    assert "Geht die Person jetzt allein hin?" in room.get("/pilot").text
    page = room.submit(room.get(address), "Ja, die Person geht jetzt allein hin", state="came_back")
    assert state() == "came_back" and "Genau dafür ist das alles da" in page.text


def test_who_wants_to_go_together_again_gets_another_date(room, arranged, address, clock, state):
    page = answered(room, address, clock, went="together", again="together")
    page = room.get(page.links()["Termin suchen"] + "?day=2026-05-19")
    room.submit(page, "Wir nehmen diesen Termin: Frühstück für alle, Dienstag, 19. Mai")
    assert state() == "arranged"


def test_who_did_not_go_looks_again(room, arranged, address, clock, state):
    answered(room, address, clock, went="not", again="")
    assert state() == "reached"


@pytest.mark.parametrize("answers", [{"went": "together", "again": ""}, {"went": "", "again": ""}])
def test_both_questions_are_answered(room, arranged, address, clock, state, answers):
    page = answered(room, address, clock, **answers)
    assert (page.status, state()) == (422, "arranged")
    assert "Bitte beantworten Sie beide Fragen" in page.text


def test_two_tabs_tell_once(db, room, arranged, reached, address, clock, state):
    clock.move_to(after(NEXT_WEEK))
    page = room.get(address)
    room.submit(page, "Festhalten", went="together", again="alone")
    answer = room.submit(page, "Festhalten", went="not", again="")
    assert (answer.status, state()) == (409, "accompanied")
    assert visits.find_last(db, reached.id).went == "together"
