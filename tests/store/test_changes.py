"""What the desk changes is told afterwards, and the last change of a record can be taken back."""

from datetime import date

import pytest

from store import changes, offers, people, placements, schedules, search, venues
from store.changes import recorded
from store.errors import Taken, WrongStep
from store.offer_texts import OfferText
from tests.conftest import TUESDAY


@pytest.fixture
def petra(db):
    return people.welcome(
        db, role="coordinator", name="Petra", email="petra@muster.example", now=TUESDAY
    )


@pytest.fixture
def breakfast(db, town):
    return town.offer()


def retitle(db, offer_id, title, **told):
    with recorded(db, "offer", offer_id, what="edited", now=TUESDAY, **told):
        offers.translate(db, offer_id, OfferText("de", title))


def cancel_a_date(db, offer_id, by):
    [schedule] = schedules.for_offers(db, [offer_id])
    with recorded(db, "offer", offer_id, what="date_cancelled", by=by, now=TUESDAY):
        schedules.cancel(db, schedule.id, date(2026, 5, 12), reason="Maler im Haus")


def title_of(db, offer_id):
    return offers.get(db, offer_id, language="de").text.title


def test_a_change_is_told_with_who_made_it(db, petra, breakfast):
    retitle(db, breakfast, "Brunch für alle", by=petra.id)
    [change] = changes.for_record(db, "offer", breakfast)
    assert (change.by, change.what, change.at) == ("Petra", "edited", TUESDAY)
    assert change.before["offer_text"][0]["title"] == "Frühstück für alle"
    assert change.after["offer_text"][0]["title"] == "Brunch für alle"


def test_what_changes_nothing_is_not_told(db, breakfast):
    with recorded(db, "offer", breakfast, what="edited", by=None, now=TUESDAY):
        offers.describe(db, breakfast, offers.details(db, breakfast))
    assert changes.for_record(db, "offer", breakfast) == []


def test_the_last_change_can_be_undone_and_brought_back(db, petra, breakfast):
    cancel_a_date(db, breakfast, petra.id)
    retitle(db, breakfast, "Brunch für alle", by=petra.id)
    [edited, _cancelled] = changes.for_record(db, "offer", breakfast)
    changes.undo(db, edited.id, by=petra.id, now=TUESDAY)
    assert title_of(db, breakfast) == "Frühstück für alle"
    assert search.find(db, "Brunch") == []
    [schedule] = schedules.for_offers(db, [breakfast])
    assert [change.day for change in schedule.changes] == [date(2026, 5, 12)]
    [undone, *_] = changes.for_record(db, "offer", breakfast)
    assert (undone.what, undone.undoes) == ("undone", edited.id)
    changes.undo(db, undone.id, by=petra.id, now=TUESDAY)
    assert title_of(db, breakfast) == "Brunch für alle"


def test_a_cancelled_date_takes_place_again_when_that_is_undone(db, petra, breakfast):
    cancel_a_date(db, breakfast, petra.id)
    [change] = changes.for_record(db, "offer", breakfast)
    changes.undo(db, change.id, by=petra.id, now=TUESDAY)
    assert schedules.for_offers(db, [breakfast])[0].changes == ()


def test_only_the_last_change_can_be_undone(db, petra, breakfast):
    retitle(db, breakfast, "Brunch", by=petra.id)
    [first] = changes.for_record(db, "offer", breakfast)
    retitle(db, breakfast, "Kaffee", by=petra.id)
    with pytest.raises(Taken):
        changes.undo(db, first.id, by=petra.id, now=TUESDAY)
    assert title_of(db, breakfast) == "Kaffee"


def test_who_edits_what_somebody_else_has_changed_meanwhile_is_told(db, petra, breakfast):
    seen = changes.version(db, "offer", breakfast)
    retitle(db, breakfast, "Brunch", by=petra.id, expected=seen)
    with pytest.raises(Taken):
        retitle(db, breakfast, "Kaffee", by=petra.id, expected=seen)
    assert title_of(db, breakfast) == "Brunch"


def test_what_others_need_stays(db, petra, town):
    with recorded(db, "venue", what="created", by=petra.id, now=TUESDAY) as made:
        made.record_id = town.venue("Neues Haus")
    town.offer(venue_id=made.record_id)
    [change] = changes.for_record(db, "venue", made.record_id)
    with pytest.raises(WrongStep):
        changes.undo(db, change.id, by=petra.id, now=TUESDAY)
    assert venues.get(db, made.record_id).name == "Neues Haus"


def test_a_poster_that_was_hung_by_mistake_is_a_draft_again(db, petra, town):
    poster = town.poster()
    with recorded(db, "placement", poster.id, what="hung", by=petra.id, now=TUESDAY):
        placements.print_(db, poster.id, now=TUESDAY)
        placements.hang(db, poster.id, now=TUESDAY)
    [change] = changes.for_record(db, "placement", poster.id)
    changes.undo(db, change.id, by=petra.id, now=TUESDAY)
    assert placements.get(db, poster.id) == poster
