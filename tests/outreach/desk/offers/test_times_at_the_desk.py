"""Petra says when an offer happens, and sees the dates before she saves."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from outreach.desk.offers.times_forms import TimesForm, understand
from store import schedules
from store.times import Times
from tests.conftest import TUESDAY
from tests.outreach.desk.offers.times import schedule_of

SUNDAY = TUESDAY + timedelta(days=5)
SECOND_TUESDAY = "jeden 2. Dienstag im Monat, 14:00–16:00 Uhr"


@pytest.fixture
def breakfast(town):
    """Every Tuesday from 14:00 to 16:00."""
    return town.offer()


@pytest.fixture
def chess(town):
    """An offer of which no times are known yet."""
    offer_id = town.offer("Schach")
    schedules.remove(town.db, schedules.for_offers(town.db, [offer_id])[0].id)
    return offer_id


def times_of(town, offer_id):
    return [schedule.times for schedule in schedules.for_offers(town.db, [offer_id])]


def send(desk, address, button="Zeiten speichern", **typed):
    action, fields = desk.get(address).form(button)
    kept = {"form_token", "version", "offer", "schedule", "starts_on", "until_on"}
    sent = {name: value for name, value in fields.items() if name in kept}
    return desk.post(action, sent | typed)


def add(desk, offer_id, prose, **typed):
    return send(desk, f"/desk/offers/{offer_id}/times/new", times=prose, **typed)


def test_times_are_shown_in_words_and_dates_before_they_are_saved(town, desk, chess):
    page = add(desk, chess, SECOND_TUESDAY, step="preview")
    assert page.status == 200 and times_of(town, chess) == []
    assert f"So haben wir es verstanden: {SECOND_TUESDAY}" in page.text
    for day in ("12. Mai", "9. Juni", "14. Juli", "11. August", "8. September", "13. Oktober"):
        assert f"Dienstag, {day} , 14:00 – 16:00" in page.text
    assert "10. November" not in page.text and "Mai 2026" in page.text and "Juni 2026" in page.text
    assert "weiter, bis Sie ein Ende eintragen" in page.text


def test_the_preview_comes_by_itself_while_typing(desk, chess):
    page = desk.get(f"/desk/offers/{chess}/times/new")
    sent = {
        "form_token": page.form("Zeiten speichern")[1]["form_token"],
        "times": "dienstags 14 Uhr",
    }
    part = desk.client.post(
        "/desk/offers/preview",
        data=sent,
        headers={"HX-Request": "true", "Sec-Fetch-Site": "same-origin"},
    ).text
    assert part.lstrip().startswith('<div id="preview"') and "Dienstag, 12. Mai" in part
    assert "<caption>Mai 2026</caption>" in part and '<th scope="col">' in part


def test_what_was_previewed_is_saved(town, desk, chess):
    page = add(desk, chess, SECOND_TUESDAY, until_on="2026-12-31", rests_on_public_holidays="yes")
    assert page.status == 303
    assert times_of(town, chess) == [
        Times(
            "FREQ=MONTHLY;BYDAY=2TU",
            date(2026, 5, 5),
            date(2026, 12, 31),
            time(14),
            time(16),
            SECOND_TUESDAY,
            is_paused_on_public_holidays=True,
        )
    ]


def test_every_second_tuesday_may_mean_two_things(town, desk, chess):
    page = add(desk, chess, "jeden 2. Dienstag, 14:00–16:00")
    assert page.status == 422 and "zweierlei" in page.text and times_of(town, chess) == []
    fortnightly = "alle zwei Wochen dienstags, 14:00–16:00"
    assert "jeden 2. Dienstag im Monat, 14:00–16:00" in page.text and fortnightly in page.text
    typed = {"meant": fortnightly}
    page = add(desk, chess, "jeden 2. Dienstag, 14:00–16:00", **typed)
    assert page.status == 422 and "Welcher Termin ist der nächste?" in page.text
    assert (
        add(desk, chess, "jeden 2. Dienstag, 14:00–16:00", **typed, first="2026-05-12").status
        == 303
    )
    page = desk.get(f"/desk/offers/{chess}")
    assert "Dienstag, 12. Mai" in page.text and "Dienstag, 26. Mai" in page.text
    assert "Dienstag, 19. Mai" not in page.text


@pytest.mark.parametrize(
    ("today", "prose", "days"),
    [
        (TUESDAY, "alle zwei Wochen dienstags, 14 Uhr", (5, 12)),
        (SUNDAY, "alle zwei Wochen dienstags, 14 Uhr", (12, 19)),
        (SUNDAY, "alle zwei Wochen donnerstags, 14 Uhr", (21, 28)),  # the 14th is Ascension Day
        (SUNDAY, "alle drei Wochen mittwochs, 14 Uhr", (13, 20, 27)),
    ],
)
def test_every_other_week_begins_on_a_date_still_to_come(today, prose, days):
    typed = TimesForm(prose=prose, rests_on_public_holidays=True)
    asked = {"today": today.date(), "state": "NW"}
    firsts = understand(typed, **asked).firsts
    assert [first.day for first in firsts] == list(days)
    for first in firsts:
        [times] = understand(replace(typed, first=first.isoformat()), **asked).times
        assert times.starts_on == first


@pytest.mark.parametrize(
    ("prose", "typed", "said"),
    [
        ("", {}, "Bitte schreiben Sie, wann"),
        ("irgendwann", {}, "nicht sicher verstanden"),
        ("14 Uhr", {}, "aber keinen Tag"),
        ("am 12.5. um 14 Uhr", {}, "am 12.05.2026 um 14 Uhr"),
        ("am 30. Februar 2027, 14 Uhr", {}, "nicht sicher verstanden"),
        ("dienstags 14 Uhr", {"until_on": "2026-05-01"}, "liegt vor dem ersten"),
        ("dienstags 14 Uhr", {"starts_on": "morgen"}, "einen Tag"),
        (
            "dienstags 14 Uhr",
            {"starts_on": "2026-05-06", "until_on": "2026-05-11"},
            "findet nie statt",
        ),
        ("am 25. Dezember 2026, 14 Uhr", {"rests_on_public_holidays": "yes"}, "findet nie statt"),
        ("am 4. Mai 2026, 14 Uhr", {}, "alle schon vorbei"),
    ],
)
def test_what_never_happens_or_is_unclear_is_told_and_not_saved(
    town, desk, chess, prose, typed, said
):
    page = add(desk, chess, prose, **typed)
    assert page.status == 422 and said in page.text and times_of(town, chess) == []


def test_times_stay_the_same_when_the_clocks_change(town, desk, chess):
    page = add(desk, chess, "sonntags 14 Uhr", starts_on="2026-10-18", step="preview")
    for day in ("18. Oktober", "25. Oktober", "1. November"):
        assert f"Sonntag, {day} , 14:00" in page.text


def test_two_times_in_one_sentence_are_two_schedules(town, desk, chess):
    assert add(desk, chess, "Mo 10 Uhr und Mi 15–17 Uhr").status == 303
    assert [times.rule[-2:] for times in times_of(town, chess)] == ["MO", "WE"]


def test_what_was_only_read_from_a_text_is_confirmed(town, desk, chess):
    proposed = Times("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 5, 5), starts_at=time(18))
    schedule_id = schedules.add(town.db, chess, proposed, status="proposed")
    assert "noch nicht bestätigt" in desk.get(f"/desk/offers/{chess}").text
    assert "Schach" in desk.get("/desk/offers?lack=confirmation").links()
    address = f"/desk/offers/{chess}/times/{schedule_id}"
    typed = {"times": "alle zwei Wochen mittwochs, 18:00 Uhr"}
    page = send(desk, address, "Ja, so stimmt es", **typed)
    assert page.status == 422 and "Welcher Termin ist der nächste?" in page.text
    assert send(desk, address, "Ja, so stimmt es", **typed, first="2026-05-13").status == 303
    schedule = schedule_of(town, chess)
    assert (schedule.id, schedule.status) == (schedule_id, "confirmed")
    assert "Mittwoch, 13. Mai" in desk.get(f"/desk/offers/{chess}").text
    assert desk.get("/desk/offers?lack=confirmation").links().get("Schach") is None


def test_a_series_is_ended_and_its_rule_stays_even_if_no_words_say_it(town, desk, chess):
    fifteenth = Times("FREQ=MONTHLY;BYMONTHDAY=15", date(2026, 1, 1), starts_at=time(9))
    schedule_id = schedules.add(town.db, chess, fifteenth, status="confirmed")
    address = f"/desk/offers/{chess}/times/{schedule_id}"
    assert send(desk, address, times="", until_on="2026-05-04").status == 303
    [times] = times_of(town, chess)
    assert (times.rule, times.until_on) == (fifteenth.rule, date(2026, 5, 4))
    assert "keinen kommenden Termin" in desk.get(f"/desk/offers/{chess}").text


def test_who_is_overtaken_with_times_is_told(town, desk, chess):
    page = desk.get(f"/desk/offers/{chess}/times/new")
    sent = page.form("Zeiten speichern")[1] | {"times": "montags 10 Uhr"}
    assert add(desk, chess, "dienstags 10 Uhr").status == 303
    late = desk.post(f"/desk/offers/{chess}/times/new", sent)
    assert late.status == 409 and "montags 10 Uhr" in late.html
    assert "Petra Sommer hat am 5. Mai die Zeiten eingetragen" in late.text
    assert len(times_of(town, chess)) == 1


def test_times_are_taken_away(town, desk, breakfast):
    schedule = schedule_of(town, breakfast)
    schedules.cancel(town.db, schedule.id, date(2026, 5, 12), reason="")
    page = desk.get(f"/desk/offers/{breakfast}/times/{schedule.id}")
    assert "noch keine Zeiten" in desk.submit(page, "Jetzt entfernen").text
    history = desk.get(f"/desk/history/offer/{breakfast}")
    desk.submit(history, "Letzte Änderung zurücknehmen")
    assert schedule_of(town, breakfast).changes[0].day == date(2026, 5, 12)


def test_times_of_another_offer_are_not_found_here(town, desk, breakfast, chess):
    other = schedule_of(town, breakfast).id
    assert desk.get(f"/desk/offers/{chess}/times/{other}").status == 404
    assert desk.get(f"/desk/offers/{chess}/times/{other}/dates/2026-05-12").status == 404
