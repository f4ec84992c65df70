"""A visit hangs on a real date: if that is cancelled or moved, it is known at once."""

from datetime import date, time

import pytest

from store import accepting, contact_attempts, events, referrals, schedules, visits, withdrawals
from store.errors import Gone, WrongStep
from store.times import Times
from tests.cast import enrol
from tests.conftest import TUESDAY
from tests.requests import keys_of, request

TODAY = TUESDAY.date()
NEXT_WEEK = date(2026, 5, 12)
THURSDAY = date(2026, 5, 14)


@pytest.fixture
def jonas(db, folder):
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY).id


@pytest.fixture
def breakfast(town):
    return town.offer()


@pytest.fixture
def schedule_id(db, breakfast):
    return schedules.for_offers(db, [breakfast])[0].id


@pytest.fixture
def reached(db, folder, jonas):
    asked = accepting.accept(db, request(db, folder).id, by=jonas, now=TUESDAY)
    contact_attempts.note(db, asked.id, channel="call", was_reached=True, by=jonas, now=TUESDAY)
    return referrals.get(db, asked.id)


@pytest.fixture
def arrange(db, reached, breakfast, schedule_id, jonas):
    def arrange(day=NEXT_WEEK, **other):
        chosen = {"offer_id": breakfast, "schedule_id": schedule_id, "day": day} | other
        return visits.arrange(db, reached.id, **chosen, state="NW", by=jonas, now=TUESDAY)

    return arrange


def trouble(db, visit, today=TODAY):
    return visits.trouble(db, visit, state="NW", today=today)


def tell(db, visit, jonas, went, again=None, today=NEXT_WEEK):
    said = {"went": went, "again": again}
    return visits.tell(db, visit.referral_id, **said, by=jonas, today=today, now=TUESDAY)


def test_a_date_is_agreed_and_a_word_due_the_day_after(db, arrange, reached):
    visit = arrange()
    assert (visit.agreed_on, visit.agreed_starts_at) == (NEXT_WEEK, time(14))
    after = referrals.get(db, reached.id)
    assert (after.state, after.due_on) == ("arranged", date(2026, 5, 13))
    assert trouble(db, visit) is None and visits.in_trouble(db, state="NW", today=TODAY) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": date(2026, 5, 13)},
        {"day": date(2026, 4, 28)},
        {"schedule_id": 999},
        {"offer_id": 999},
    ],
)
def test_only_dates_that_take_place_can_be_chosen(db, arrange, reached, wrong):
    with pytest.raises(Gone):
        arrange(**wrong)
    assert referrals.get(db, reached.id).state == "reached"


def test_a_cancelled_date_cannot_be_chosen(db, arrange, schedule_id):
    schedules.cancel(db, schedule_id, NEXT_WEEK, reason="Wasserschaden")
    with pytest.raises(Gone):
        arrange()


def test_who_is_not_in_contact_makes_no_date(db, folder, arrange, jonas, breakfast, schedule_id):
    asked = accepting.accept(db, request(db, folder).id, by=jonas, now=TUESDAY)
    with pytest.raises(WrongStep):
        visits.arrange(
            db,
            asked.id,
            offer_id=breakfast,
            schedule_id=schedule_id,
            day=NEXT_WEEK,
            state="NW",
            by=jonas,
            now=TUESDAY,
        )


def test_a_cancelled_date_is_trouble_at_once(db, arrange, schedule_id):
    visit = arrange()
    schedules.cancel(db, schedule_id, NEXT_WEEK, reason="Wasserschaden")
    [(found, wrong)] = visits.in_trouble(db, state="NW", today=TODAY)
    assert (found, wrong.kind, wrong.reason) == (visit, "cancelled", "Wasserschaden")


def test_a_moved_date_says_where_to_and_can_be_followed(db, arrange, schedule_id, reached, jonas):
    visit = arrange()
    schedules.move(db, schedule_id, NEXT_WEEK, to=THURSDAY, at=time(17), reason="Saal belegt")
    wrong = trouble(db, visit)
    assert (wrong.kind, wrong.to_on, wrong.to_starts_at) == ("moved", THURSDAY, time(17))
    followed = visits.follow(db, reached.id, state="NW", by=jonas, now=TUESDAY)
    assert (followed.id, followed.agreed_on, followed.agreed_starts_at) == (
        visit.id,
        THURSDAY,
        time(17),
    )
    assert trouble(db, followed) is None
    assert referrals.get(db, reached.id).due_on == date(2026, 5, 15)
    schedules.move(db, schedule_id, NEXT_WEEK, to=date(2026, 5, 15), reason="noch einmal")
    assert trouble(db, followed).to_on == date(2026, 5, 15)


def test_what_was_moved_before_can_be_chosen_where_it_is_now(db, arrange, schedule_id):
    schedules.move(db, schedule_id, NEXT_WEEK, to=THURSDAY, reason="Saal belegt")
    visit = arrange()
    assert (visit.day, visit.agreed_on) == (NEXT_WEEK, THURSDAY)
    assert trouble(db, visit) is None


def test_another_time_of_day_is_a_moved_date(db, arrange, schedule_id):
    visit = arrange()
    db.execute("UPDATE schedule SET starts_at = '15:30', ends_at = NULL")
    wrong = trouble(db, visit)
    assert (wrong.kind, wrong.to_on, wrong.to_starts_at) == ("moved", NEXT_WEEK, time(15, 30))


def test_a_day_that_became_a_free_holiday_is_cancelled(db, arrange):
    visit = arrange(date(2026, 5, 26))
    assert trouble(db, visit) is None
    # Whit Monday, the day before, is a holiday; so let the offer happen on Mondays.
    db.execute("UPDATE schedule SET rule = 'FREQ=WEEKLY;BYDAY=MO', is_paused_on_public_holidays=1")
    assert trouble(db, visit).kind == "gone"
    db.execute("UPDATE visit SET day = '2026-05-25', agreed_on = '2026-05-25'")
    wrong = trouble(db, visits.find_open(db, visit.referral_id))
    assert (wrong.kind, wrong.reason) == ("cancelled", "Pfingstmontag")


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE offer SET status = 'paused'",
        "DELETE FROM schedule",
        "UPDATE schedule SET rule = 'FREQ=WEEKLY;BYDAY=WE'",
        "UPDATE schedule SET until_on = '2026-05-11'",
    ],
)
def test_what_is_no_longer_on_is_gone(db, arrange, loss):
    visit = arrange()
    db.execute(loss)
    assert trouble(db, visit).kind == "gone"


def test_an_offer_entered_anew_with_the_same_date_is_no_trouble(db, arrange, breakfast):
    visit = arrange()
    db.execute("DELETE FROM schedule")
    again = Times(rule=None, starts_on=NEXT_WEEK, starts_at=time(14))
    schedules.add(db, breakfast, again, status="confirmed")
    assert trouble(db, visit) is None


def test_a_date_of_the_past_is_no_trouble_any_more(db, arrange, schedule_id):
    visit = arrange()
    schedules.cancel(db, schedule_id, NEXT_WEEK, reason="zu spät")
    assert trouble(db, visit, today=NEXT_WEEK) is not None
    assert trouble(db, visit, today=date(2026, 5, 13)) is None


def test_another_date_ends_the_one_before(db, arrange, reached):
    first = arrange()
    second = arrange(date(2026, 5, 19))
    assert visits.find_open(db, reached.id) == second != first
    assert visits.find_last(db, reached.id).went == "called_off"
    steps = [e.what for e in events.for_referral(db, reached.id)]
    assert steps[-3:] == ["arranged", "reached", "arranged"]


def test_a_date_that_is_called_off_leads_back_to_looking(db, arrange, reached, jonas):
    arrange()
    assert visits.call_off(db, reached.id, by=jonas, now=TUESDAY).state == "reached"
    assert visits.find_open(db, reached.id) is None
    with pytest.raises(WrongStep):
        visits.call_off(db, reached.id, by=jonas, now=TUESDAY)


@pytest.mark.parametrize(
    ("went", "state"), [("together", "accompanied"), ("not", "reached"), ("called_off", "reached")]
)
def test_what_came_of_it_leads_onward(db, arrange, jonas, went, state):
    visit = arrange()
    assert tell(db, visit, jonas, went, "alone").state == state
    told = visits.find_last(db, visit.referral_id)
    assert (told.went, told.again) == (went, "alone" if went == "together" else None)
    with pytest.raises(WrongStep):
        tell(db, visit, jonas, went, "alone")


def test_nothing_is_told_of_a_date_to_come(db, arrange, jonas):
    visit = arrange()
    with pytest.raises(WrongStep):
        tell(db, visit, jonas, "together", "alone", today=date(2026, 5, 11))


def test_who_comes_back_alone_needs_nobody_any_more(db, arrange, jonas):
    visit = arrange()
    tell(db, visit, jonas, "together", "alone")
    ended = accepting.end(db, visit.referral_id, "came_back", by=jonas, now=TUESDAY)
    assert (ended.state, ended.is_open()) == ("came_back", False)


def test_who_would_like_to_go_together_again_gets_another_date(db, arrange, jonas):
    visit = arrange()
    tell(db, visit, jonas, "together", "together")
    assert arrange(date(2026, 5, 19)).agreed_on == date(2026, 5, 19)


def test_a_visit_of_somebody_who_withdrew_is_nobodys(db, folder, arrange, schedule_id, reached):
    arrange()
    schedules.cancel(db, schedule_id, NEXT_WEEK, reason="Wasserschaden")
    withdrawals.withdraw(db, keys_of(folder), reached.id, now=TUESDAY)
    assert visits.find_open(db, reached.id) is None
    assert visits.in_trouble(db, state="NW", today=TODAY) == []


def test_ending_a_request_calls_its_date_off(db, arrange, reached, jonas):
    arrange()
    accepting.end(db, reached.id, "declined", by=jonas, text="möchte lieber nicht", now=TUESDAY)
    assert visits.find_last(db, reached.id).went == "called_off"
    assert events.for_referral(db, reached.id)[-1].text == "möchte lieber nicht"
    assert db.execute("SELECT count(*) FROM visit WHERE ended_at IS NULL").fetchone()[0] == 0
