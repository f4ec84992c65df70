"""Petra cancels or moves single dates of an offer."""

from datetime import date, time

import pytest

from store import visit_dates
from tests.outreach.desk.offers.times import schedule_of


@pytest.fixture
def breakfast(town):
    """Every Tuesday from 14:00 to 16:00."""
    return town.offer()


def date_page(town, desk, offer_id, day):
    return desk.get(f"/desk/offers/{offer_id}/times/{schedule_of(town, offer_id).id}/dates/{day}")


def test_a_date_is_cancelled_and_everybody_sees_it(town, desk, browse, breakfast):
    page = date_page(town, desk, breakfast, "2026-05-12")
    page = desk.submit(page, "Diesen Termin absagen", reason="Maler im Haus")
    assert "Der Termin ist abgesagt" in page.text and "fällt aus : Maler im Haus" in page.text
    assert "Maler im Haus" in browse.get(f"/de/offers/{breakfast}").text
    told = "Petra Sommer hat am 5. Mai den Termin vom 12. Mai abgesagt: Maler im Haus"
    assert told in page.text
    page = desk.submit(
        date_page(town, desk, breakfast, "2026-05-12"), "Er findet doch wie üblich statt"
    )
    assert schedule_of(town, breakfast).changes == ()
    assert "Der Termin vom 12. Mai findet doch wie üblich statt" in page.text


def test_a_date_is_moved_to_another_day_and_time(town, desk, browse, breakfast):
    page = date_page(town, desk, breakfast, "2026-05-12")
    action, fields = page.form("Diesen Termin verlegen")
    for wrong, said in (
        ({"to_day": "2026-05-04"}, "schon vorbei"),
        ({"to_day": "2026-05-12", "to_time": "14:00"}, "ohnehin statt"),
        ({"to_day": "bald"}, "einen Tag"),
        ({"to_day": "2026-05-13", "to_time": "drei"}, "eine Uhrzeit wie 14:00"),
    ):
        refused = desk.post(action, fields | wrong | {"reason": "Umzug"})
        assert refused.status == 422 and said in refused.text and 'value="Umzug"' in refused.html
    moved = {"to_day": "2026-05-14", "to_time": "15:30"}
    page = desk.submit(page, "Diesen Termin verlegen", **moved)
    assert "hat am 5. Mai den Termin vom 12. Mai auf den 14. Mai verlegt" in page.text
    public = browse.get(f"/de/offers/{breakfast}").text
    assert "15:30" in public and "Verlegt auf Donnerstag, 14. Mai" in public
    assert "statt Di" in page.text


def test_who_meets_there_hears_of_it(town, desk, breakfast):
    schedule = schedule_of(town, breakfast)
    desk.submit(date_page(town, desk, breakfast, "2026-05-12"), "Diesen Termin absagen", reason="")
    found = visit_dates.trouble(
        town.db,
        breakfast,
        schedule.id,
        date(2026, 5, 12),
        agreed=(date(2026, 5, 12), time(14)),
        state="NW",
    )
    assert found is not None and found.kind == "cancelled"


@pytest.mark.parametrize("day", ["2026-05-13", "heute", "2026-13-01"])
def test_a_day_without_a_date_has_no_page(town, desk, breakfast, day):
    assert date_page(town, desk, breakfast, day).status == 404
