"""What somebody at a poster sees: what is on near this very spot, and never nothing."""

from datetime import UTC, date, datetime, time

import pytest

from store import offers, schedules, venues
from store.offer_texts import OfferText
from store.times import Times
from store.venues import Address

TODAY, NEXT_TUESDAY = "Heute Dienstag, 5. Mai", "Dienstag, 12. Mai"
ON_FOOT, BY_BUS, ACROSS_TOWN = 52.021, 52.05, 52.12  # degrees north; the house lies at 52.02


@pytest.fixture
def near(town, browse):
    """The page behind the code of a poster at this latitude."""

    def scan(lat=ON_FOOT, **headers):
        return browse.follow(f"/q/{town.poster(lat=lat).code}", **headers)

    return scan


def times_of(town, offer_id):
    [schedule] = schedules.for_offers(town.db, [offer_id])
    return schedule.id


def test_the_page_names_the_place_and_lists_today_and_the_next_seven_days(town, near):
    for day in (5, 12, 13):
        town.offer(f"Am {day}. Mai", rule=None, starts_on=date(2026, 5, day))
    page = near()
    assert "Sie sind hier: Jahnplatz" in page.text
    assert list(page.timetable()) == [TODAY, NEXT_TUESDAY]
    assert "Am 13. Mai" not in page.text


def test_a_line_says_when_where_how_far_and_what_keeps_shy_people_away(town, near):
    venue = town.venue("Lukashaus")
    venues.describe(town.db, venue, directions="", facts={"step_free": "yes"})
    town.offer("Frühstück", venue_id=venue, free="yes", no_sign_up="yes")
    [line] = near().timetable()[TODAY]
    assert line == (
        "14:00 bis 16:00 Frühstück Lukashaus · 100 m, 3 Minuten zu Fuß"
        " kostenlos ohne Anmeldung ohne Stufen"
    )


def test_every_date_of_a_series_is_listed(town, near):
    town.offer("Frühstück", rule="FREQ=DAILY")
    timetable = near().timetable()
    assert len(timetable) == 8
    assert all(len(lines) == 1 for lines in timetable.values())


def test_what_is_soonest_comes_first_and_of_two_at_once_the_nearer(town, near):
    far, close = town.venue("Fern", lat=52.0225), town.venue("Nah", lat=52.0212)
    town.offer("Später", venue_id=close, at="15:00")
    town.offer("Weiter", venue_id=far, at="14:00")
    town.offer("Näher", venue_id=close, at="14:00")
    titles = [line.split()[3] for line in near().timetable()[TODAY]]
    assert titles == ["Näher", "Weiter", "Später"]


def test_what_is_over_today_is_gone_and_what_still_goes_on_stays(town, near):
    town.offer("Vorbei", at="07:00", until="09:30")
    town.offer("Mittendrin", at="09:00", until="11:00")
    [line] = near().timetable()[TODAY]
    assert "Mittendrin" in line


def test_a_cancelled_date_says_so_and_why(town, near):
    schedule = times_of(town, town.offer("Frühstück"))
    schedules.cancel(town.db, schedule, date(2026, 5, 5), reason="Wasserschaden")
    page = near()
    assert "Fällt aus. Wasserschaden" in page.timetable()[TODAY][0]
    assert "Fällt aus" not in page.timetable()[NEXT_TUESDAY][0]


def test_a_moved_date_says_where_it_went_on_both_days(town, near):
    schedule = times_of(town, town.offer("Frühstück"))
    to, at = date(2026, 5, 6), time(18)
    schedules.move(town.db, schedule, date(2026, 5, 5), to=to, at=at, reason="Saal belegt")
    page = near()
    assert "Verlegt auf Mittwoch, 6. Mai. Saal belegt" in page.timetable()[TODAY][0]
    [moved] = page.timetable()["Mittwoch, 6. Mai"]
    assert moved.startswith("18:00 Frühstück") and "Statt am Dienstag, 5. Mai" in moved


def test_on_a_public_holiday_one_should_call_first(town, near, clock):
    clock.move_to(datetime(2026, 5, 14, 8, tzinfo=UTC))
    town.offer("Frühstück", rule="FREQ=WEEKLY;BYDAY=TH")
    [line] = near().timetable()["Heute Donnerstag, 14. Mai"]
    assert "Feiertag" in line and "Christi Himmelfahrt" in line and "rufen Sie vorher an" in line


def test_a_time_read_from_prose_is_marked_as_not_confirmed(town, near):
    offer_id = town.offer("Frühstück")
    proposed = Times("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 1), starts_at=time(9))
    schedules.propose_again(town.db, offer_id, [proposed])
    timetable = near().timetable()
    assert "nicht bestätigt" in timetable["Mittwoch, 6. Mai"][0]
    assert "nicht bestätigt" not in timetable[TODAY][0]


def test_offers_without_known_times_are_named_below(town, near):
    town.offer("Frühstück")
    vague = town.offer("Alle vierzehn Tage")
    town.db.execute("DELETE FROM schedule WHERE offer_id = ?", [vague])
    every_other = Times("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 4, 29))
    schedules.propose_again(town.db, vague, [every_other])
    [line] = near().timetable()["Auch hier: Zeiten bitte erfragen"]
    assert "Alle vierzehn Tage" in line


@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2026, 12, 24)])
def test_what_is_over_or_far_ahead_is_not_said_to_have_no_time(town, near, day):
    town.offer("Frühstück")
    town.offer("Einmal", rule=None, starts_on=day)
    assert "Einmal" not in near().text


def test_where_nothing_is_in_walking_distance_the_bus_is_named(town, near):
    town.offer("Frühstück")
    page = near(lat=BY_BUS)
    assert "mit Bus oder Bahn" in page.text
    assert "Frühstück Lukashaus · 3,3 km" in page.timetable()[TODAY][0]


def test_walking_distance_with_nothing_but_cancellations_counts_as_nothing(town, near):
    schedule = times_of(town, town.offer("Frühstück", rule=None, starts_on=date(2026, 5, 5)))
    schedules.cancel(town.db, schedule, date(2026, 5, 5), reason="")
    town.offer("Spaziergang", venue_id=town.venue("Park", lat=BY_BUS))
    assert "Spaziergang" in near().text


def test_at_the_edge_of_town_the_whole_town_is_shown(town, near):
    town.offer("Frühstück")
    address = Address("Ohne Ort", "Irgendwo", "33991", "Musterstadt")
    town.offer("Singen", venue_id=venues.at(town.db, address).id, at="15:00")
    placed, unplaced = near(lat=ACROSS_TOWN).timetable()[TODAY]
    assert "11,1 km" in placed
    assert "Singen Ohne Ort · 33991 Musterstadt" in unplaced


def test_where_nothing_is_on_at_all_there_are_words_and_a_number(near):
    page = near()
    assert page.timetable() == {}
    assert "Rufen Sie uns an" in page.text
    assert "tel:03023125100" in page.links().values()
    assert sum("/doors/" in link for link in page.links().values()) == 4


def test_a_title_with_markup_is_only_text(town, near):
    bad = "<script>alert('x')</script>"
    town.offer(bad, venue_id=town.venue("<b>Haus</b>"))
    page = near()
    assert bad in page.timetable()[TODAY][0] and "<b>Haus</b>" in page.text
    assert "<script>alert" not in page.html


def test_a_text_nobody_translated_yet_is_marked_as_what_it_is(town, near):
    offer_id = town.offer("Frühstück")
    town.offer("Singen")
    offers.translate(town.db, offer_id, OfferText("tr", "Kahvaltı"))
    page = near(Accept_Language="tr")
    links = {
        link.text: link for link in page.document.iter() if link.text in {"Kahvaltı", "Singen"}
    }
    assert links["Kahvaltı"].get("lang") is None
    assert (links["Singen"].get("lang"), links["Singen"].get("dir")) == ("de", "ltr")


def test_reasons_in_german_are_marked_as_german(town, near):
    schedule = times_of(town, town.offer("Frühstück"))
    schedules.cancel(town.db, schedule, date(2026, 5, 5), reason="Wasserschaden")
    page = near(Accept_Language="ar")
    [reason] = [element for element in page.document.iter() if element.text == "Wasserschaden"]
    assert reason.get("lang") == "de"


def test_a_paused_offer_is_not_shown(town, near):
    town.offer("Frühstück")
    town.db.execute("UPDATE offer SET status = 'paused'")
    assert "Frühstück" not in near().text


def test_other_towns_of_a_state_list_are_never_called_near(town, browse):
    venue = venues.at(town.db, Address("Fernes Haus", "Weg 1", "40210", "Düsseldorf"))
    town.offer("Weit weg", venue_id=venue.id)
    page = browse.follow(f"/q/{town.poster().code}")
    assert "weiter weg" in page.text and "Weit weg" in page.text
    assert "in Ihrer Nähe los" not in page.text
