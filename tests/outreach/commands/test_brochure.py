"""`begegnung brochure` and `calendar`: what an office takes to the printer each month."""

from dataclasses import replace
from datetime import date, time

import pikepdf
import pypdfium2
import pytest

from store import offers, schedules
from store.offer_texts import OfferText
from tests.full_disk import full_disk
from tests.printables import reading
from tests.printables.test_all_pieces import press_profile

DISTRICT = ("--district", "Altstadt")
SCREEN = ("--for", "screen")


def words(path):
    with pypdfium2.PdfDocument(path) as document:
        count = len(document)
    return " ".join(reading.text(path.read_bytes(), page=n) for n in range(count))


def intent(path):
    """The profile of the press a file is meant for."""
    with pikepdf.open(path) as document:
        [press] = document.Root.OutputIntents
        return press.DestOutputProfile.read_bytes()


@pytest.fixture
def out(folder):
    return folder / "heft.pdf"


@pytest.fixture
def brochure(begegnung, folder, out, clock):
    def run(*more):
        return begegnung("brochure", *DISTRICT, *more, "--out", str(out), data=folder)

    return run


def test_a_brochure_tells_times_as_a_person_would(brochure, town, db, out):
    town.offer("Spielerunde", free="yes")
    town.offer("Hoffest", rule=None, starts_on=date(2026, 5, 16))
    town.offer("Pfingstmontag", rule=None, starts_on=date(2026, 5, 25))
    fortnight = town.offer("Chor", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", until=None)
    [schedule] = schedules.for_offers(db, [fortnight])
    schedules.cancel(db, schedule.id, date(2026, 5, 21), reason="")
    told = brochure(*SCREEN)
    assert told.exit_code == 0 and told.stdout == f"{out}\n"
    text = words(out)
    assert "5. Mai 2026 bis 30. Juni 2026" in text
    assert "14:00–16:00 jede Woche" in text and "kostenlos" in text
    assert "nur am 16. Mai" in text
    assert "nur am 25. Mai; bitte vorher anrufen: 25. Mai" in text
    # The 21st was cancelled, and the 4th of June is Corpus Christi.
    assert "alle zwei Wochen: 7. Mai und 18. Juni; bitte vorher anrufen: 4. Juni" in text
    assert "muster.example/de/offers/1" in text and "0800 111 0 111" in text


def test_what_begins_or_ends_within_the_weeks_says_so(brochure, town, db, out):
    offer_id = town.offer("Spielerunde")
    [old] = schedules.for_offers(db, [offer_id])
    schedules.settle(db, old.id, replace(old.times, until_on=date(2026, 5, 26)))
    later = replace(old.times, starts_on=date(2026, 6, 2), starts_at=time(15), ends_at=time(17))
    schedules.add(db, offer_id, later, status="confirmed")
    town.offer("Werktags", rule="FREQ=DAILY;BYDAY=MO,TU", starts_on=date(2026, 5, 18))
    town.offer("Nur im Mai", rule="FREQ=WEEKLY;BYDAY=TU;BYMONTH=5")
    assert brochure(*SCREEN).exit_code == 0
    text = words(out)
    assert "14:00–16:00 jede Woche bis 26. Mai" in text
    assert "15:00–17:00 jede Woche ab 2. Juni" in text
    assert "Montag und Dienstag, jede Woche ab 18. Mai; bitte vorher anrufen: 25. Mai" in text
    assert "Werktags (ab 18. Mai) siehe Montag" in text
    assert "14:00–16:00 5. Mai, 12. Mai, 19. Mai und 26. Mai" in text


@pytest.mark.parametrize(
    ("ends", "off", "told"),
    [
        (date(2026, 5, 19), date(2026, 5, 19), "jede Woche bis 12. Mai"),
        (date(2026, 5, 9), date(2026, 5, 19), "nur am 5. Mai"),
        (date(2026, 7, 1), date(2026, 6, 30), "jede Woche; nicht am 30. Juni"),
    ],
    ids=["the last one rests", "one is left", "it ends behind the last page"],
)
def test_the_last_day_is_one_on_which_somebody_is_there(brochure, town, db, out, ends, off, told):
    [schedule] = schedules.for_offers(db, [town.offer()])
    schedules.settle(db, schedule.id, replace(schedule.times, until_on=ends))
    schedules.cancel(db, schedule.id, off, reason="")
    brochure(*SCREEN)
    text = words(out)
    assert told in text and f"{told} bis" not in text and f"{told}; " not in text


def test_a_day_that_moved_stands_where_it_went(brochure, town, db, out):
    offer_id = town.offer("Spielerunde")
    [schedule] = schedules.for_offers(db, [offer_id])
    schedules.move(db, schedule.id, date(2026, 5, 12), to=date(2026, 5, 13), reason="")
    brochure(*SCREEN)
    text = words(out)
    assert "jede Woche; nicht am 12. Mai" in text and "nur am 13. Mai. Statt am Dienstag" in text
    assert "Spielerunde (13. Mai) siehe Dienstag" in text


def test_an_offer_without_times_has_its_section_and_one_that_is_over_has_none(
    brochure, town, db, out
):
    unknown = town.offer("Offene Werkstatt")
    town.offer("Vorbei", rule=None)
    [schedule] = schedules.for_offers(db, [unknown])
    schedules.remove(db, schedule.id)
    brochure(*SCREEN)
    text = words(out)
    assert "Bitte anrufen" in text and "Offene Werkstatt" in text and "Vorbei" not in text


def test_titles_are_in_the_readers_language_where_there_is_one(brochure, town, db, out):
    offer_id = town.offer("Spielerunde")
    town.offer("Chor")
    offers.translate(db, offer_id, OfferText("tr", "Oyun buluşması"))
    brochure("--language", "tr", *SCREEN)
    text = words(out)
    assert "Oyun buluşması" in text and "Chor" in text and "Spielerunde" not in text
    assert "her hafta" in text


def test_the_nearest_stop_is_told_with_its_lines(brochure, demo_folder, begegnung, out):
    told = begegnung("brochure", *DISTRICT, *SCREEN, "--out", str(out), data=demo_folder)
    assert told.exit_code == 0
    assert "Haltestelle Alter Markt (Linien 1, 3 und 29): 50 m, 1 Minute zu Fuß" in words(out)


def test_the_file_for_the_printer_is_sheets_of_four_pages(brochure, town, out):
    town.offer()
    assert brochure().exit_code == 0
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) % 2 == 0
    assert reading.boxes_mm(out.read_bytes())["/TrimBox"] == [10, 10, 307, 220]


@pytest.mark.parametrize("command", [("brochure",), ("calendar", "--month", "2026-12")])
def test_a_district_nobody_knows_or_with_nothing_on_is_told(
    begegnung, town, folder, clock, command, out
):
    town.venue()
    told = begegnung(*command, "--district", "Heepen", "--out", str(out), data=folder)
    assert told.exit_code == 1 and "no district “Heepen”. Known: Altstadt." in told.stderr
    told = begegnung(*command, *DISTRICT, "--out", str(out), data=folder)
    assert told.exit_code == 1 and "In Altstadt nothing is on" in told.stderr
    assert not out.exists()


@pytest.mark.parametrize("command", [("brochure",), ("calendar", "--month", "2026-05")])
def test_the_press_of_the_office_or_another_goes_along(
    begegnung, town, folder, clock, command, out, tmp_path
):
    town.offer()
    profile, named = press_profile(), tmp_path / "other.icc"
    asked = (*command, *DISTRICT, "--out", str(out))
    named.write_text("Kein Profil")
    told = begegnung(*asked, "--icc", str(named), data=folder)
    assert told.exit_code == 1 and "no ICC profile" in told.stderr and not out.exists()
    named.write_bytes(profile)
    assert begegnung(*asked, "--icc", str(named), *SCREEN, data=folder).exit_code == 2
    assert begegnung(*asked, "--icc", str(named), data=folder).exit_code == 0
    assert intent(out) == profile
    named.rename(folder / "press.icc")
    assert begegnung(*asked, data=folder).exit_code == 0
    assert intent(out) == profile


@pytest.mark.parametrize("command", [("brochure",), ("calendar", "--month", "2026-05")])
def test_a_sign_no_font_has_is_left_out_and_told(begegnung, town, folder, clock, command, out):
    town.offer("Hoffest 🎉")
    told = begegnung(*command, *DISTRICT, *SCREEN, "--out", str(out), data=folder)
    assert told.exit_code == 0 and "Hoffest" in words(out)
    assert told.stderr.count("“Hoffest 🎉” stands there without 🎉 (U+1F389)") == 1


def test_a_full_disk_leaves_no_half_brochure(brochure, town, out):
    town.offer()
    out.write_bytes(b"older")
    with full_disk():
        assert brochure(*SCREEN).exit_code == 1
    assert out.read_bytes() == b"older"


def test_a_calendar_shows_every_day_on_which_something_takes_place(
    begegnung, town, db, folder, clock, out
):
    offer_id = town.offer("Spielerunde")
    [schedule] = schedules.for_offers(db, [offer_id])
    schedules.cancel(db, schedule.id, date(2026, 5, 12), reason="")
    words_ = ("calendar", *DISTRICT, "--month", "2026-05", "--languages", "de,tr", *SCREEN)
    told = begegnung(*words_, "--out", str(out), data=folder)
    assert told.exit_code == 0
    text = words(out)
    # Tuesdays of May 2026: 5, 12 (cancelled), 19, 26.
    assert text.count("Spielerunde") == 3 and "Mayıs 2026" in text
    assert "1 Erster Mai" in text


def test_what_cannot_be_is_wrong_usage(begegnung, folder, out):
    told = begegnung("calendar", *DISTRICT, "--month", "Mai", "--out", str(out), data=folder)
    assert told.exit_code == 2
    told = begegnung("brochure", *DISTRICT, "--language", "fr", "--out", str(out), data=folder)
    assert told.exit_code == 2
