"""What a list changed at once is taken back at once, but for what somebody worked on since."""

from datetime import date

import pytest

from store import batches, changes, offers, organizations, placement_targets, schedules, search
from store.changes import recorded
from store.database import rows
from store.errors import Taken, WrongStep
from store.offer_texts import OfferText
from store.offers import Details
from store.times import Times
from tests.conftest import TUESDAY

LIST = {"what": "list", "by": None, "now": TUESDAY}
MONDAYS = Times("FREQ=WEEKLY;BYDAY=MO", date(2026, 1, 1))


@pytest.fixture
def breakfast(town):
    return town.offer()


def retitle(db, offer_id, title, batch=None):
    with recorded(db, "offer", offer_id, what="edited", by=None, now=TUESDAY, batch=batch):
        offers.translate(db, offer_id, OfferText("de", title))


def bring_in(db, town, title, batch):
    """A new offer of a new organization; gives its id."""
    told = {"what": "imported", "by": None, "now": TUESDAY, "batch": batch}
    with recorded(db, "organization", **told) as made:
        made.record_id = organizations.named(db, f"Verein für {title}").id
    with recorded(db, "offer", **told) as offer:
        offer.record_id = offers.create(
            db,
            organization_id=made.record_id,
            venue_id=town.venue(),
            text=OfferText("de", title),
            details=Details(),
        )
        schedules.add(db, offer.record_id, MONDAYS, status="proposed")
    return offer.record_id


def title_of(db, offer_id):
    return offers.get(db, offer_id, language="de").text.title


def undo(db):
    last = batches.last(db, "list")
    batches.undo(db, last.id, what="list", by=None, now=TUESDAY)
    return batches.last(db, "list")


def test_what_a_list_did_is_taken_back_whole(db, town, breakfast):
    with batches.recorded(db, **LIST) as batch:
        retitle(db, breakfast, "Brunch", batch)
        chor = bring_in(db, town, "Chor", batch)
    assert (batches.last(db, "list").added, batches.last(db, "list").changed) == (1, 1)
    assert undo(db).undone_at == TUESDAY
    assert title_of(db, breakfast) == "Frühstück für alle"
    assert search.find(db, "Brunch") == search.find(db, "Chor") == []
    assert offers.by_ids(db, [chor], language="de") == []
    assert organizations.called(db, "Verein für Chor") is None
    assert batches.kept(db, batch) == []


def test_a_list_that_changes_nothing_leaves_no_batch(db, breakfast):
    offers.translate(db, breakfast, OfferText("de", "Frühstück für alle"))
    with batches.recorded(db, **LIST) as batch:
        retitle(db, breakfast, "Frühstück für alle", batch)
    assert rows(db, "SELECT * FROM batch") == []


def test_what_somebody_worked_on_since_is_kept_and_named(db, town, breakfast):
    with batches.recorded(db, **LIST) as batch:
        retitle(db, breakfast, "Brunch", batch)
        chor = bring_in(db, town, "Chor", batch)
    retitle(db, chor, "Chor für alle")
    undo(db)
    assert title_of(db, breakfast) == "Frühstück für alle"
    assert title_of(db, chor) == "Chor für alle"
    assert [(c.noun, c.record_id) for c in batches.kept(db, batch)][-1] == ("offer", chor)
    # Its organization stays with it.
    assert organizations.called(db, "Verein für Chor") is not None


def test_an_offer_a_poster_leads_to_is_kept_whole(db, town):
    with batches.recorded(db, **LIST) as batch:
        chor = bring_in(db, town, "Chor", batch)
    poster = town.poster()
    target = placement_targets.to_offer(chor)
    placement_targets.point(db, poster.id, target=target, by="Petra", why="", now=TUESDAY)
    undo(db)
    assert title_of(db, chor) == "Chor" and len(schedules.for_offers(db, [chor])) == 1
    assert ("offer", chor) in [(c.noun, c.record_id) for c in batches.kept(db, batch)]


def test_only_the_last_list_can_be_taken_back_and_only_once(db, breakfast):
    with batches.recorded(db, **LIST) as first:
        retitle(db, breakfast, "Brunch", first)
    with batches.recorded(db, **LIST) as second:
        retitle(db, breakfast, "Kaffee", second)
    with pytest.raises(Taken):
        batches.undo(db, first, what="list", by=None, now=TUESDAY)
    undo(db)
    with pytest.raises(Taken):
        undo(db)
    assert title_of(db, breakfast) == "Brunch"


def test_a_row_whose_number_is_somebody_elses_by_now_is_not_taken_away_from_them(db, town):
    first, second = town.offer(), town.offer("Chor")
    [latest] = schedules.for_offers(db, [second])
    with recorded(db, "offer", second, what="edited", by=None, now=TUESDAY):
        db.execute("DELETE FROM schedule WHERE id = ?", [latest.id])
    assert schedules.add(db, first, MONDAYS, status="confirmed") == latest.id
    [change] = changes.for_record(db, "offer", second)
    with pytest.raises(WrongStep):
        changes.undo(db, change.id, by=None, now=TUESDAY)
    assert len(schedules.for_offers(db, [first])) == 2
