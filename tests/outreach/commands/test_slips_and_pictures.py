"""`begegnung slip` and `share`: paper to hand over, and pictures for the office's channels."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.clock import local_now
from outreach import share_pictures, slips
from store import campaigns, kept_offers, office, schedules, timetables
from store.timetables import Courses, Place, Timetable
from tests.conftest import TUESDAY
from tests.printables import reading

CALLED_OFF = date(2026, 5, 5)


@pytest.fixture
def done(begegnung, folder, clock):
    """Run a command that is expected to work."""

    def run(*words):
        told = begegnung(*map(str, words), data=folder)
        assert told.exit_code == 0, told.output
        return told.stdout.split()

    return run


@pytest.fixture
def week(folder, db, clock):
    """What a picture of this week says."""

    def said(**chosen):
        of_town = office.read(folder)
        return share_pictures.of_week(db, office=of_town, language="de", now=local_now(), **chosen)

    return said


def called_off(town, offer_id):
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.cancel(town.db, schedule.id, CALLED_OFF, reason="Wasserschaden")


def test_a_slip_is_written_with_its_stop_in_two_languages(done, town, tmp_path):
    offer_id, out = town.offer(no_sign_up="no"), tmp_path / "slip.pdf"
    places = (Place("Am Markt", 52.0203, 8.53), Place("Rathaus", 52.04, 8.53))
    courses = tuple(Courses(name, "bus", ((0, 1),)) for name in ("3", "29"))
    timetables.replace(town.db, Timetable(places, courses))
    done("slip", "--offer", offer_id, "--languages", "de,uk", "--out", out)
    text = reading.text(out.read_bytes())
    for words in ("Di., 5. Mai", "Am Markt (3, 29)", "rufen Sie vorher an", "Зупинка"):
        assert words in text
    done("slip", "--offer", offer_id, "--on-a4", "--out", out)
    assert len(reading.codes(out.read_bytes(), dpi=150)) == 4


def test_paper_names_no_date_that_is_off_or_has_to_be_asked_for(town, folder, clock):
    offer_id = town.offer()
    called_off(town, offer_id)
    vague = town.offer("Irgendwann", rule=None, starts_on=date(2025, 1, 1))
    languages, of_town = ("de", "tr"), office.read(folder)
    asked = {"office": of_town, "languages": languages, "now": local_now()}
    said = slips.slip(town.db, offer_id, **asked)
    assert [one.on.day for one in said.dates] == [12, 19, 26]
    assert slips.slip(town.db, vague, **asked).dates == ()


def test_a_time_nobody_confirmed_is_asked_for_on_a_slip_and_stands_on_no_picture(
    town, folder, week, clock
):
    offer_id = town.offer()
    town.db.execute("UPDATE schedule SET status = 'proposed'")
    asked = {"office": office.read(folder), "now": local_now()}
    said = slips.slip(town.db, offer_id, languages=("de", "tr"), **asked)
    assert said.dates and said.call_first
    assert share_pictures.of_offer(town.db, offer_id, language="de", **asked).dates == ()
    assert week().dates == ()


def test_both_pictures_and_their_text_are_written(done, town, tmp_path):
    offer_id = town.offer(free="yes")
    for asked in (("--offer", offer_id), ("--week",), ("--week", "--district", "Altstadt")):
        written = done("share", *asked, "--language", "uk", "--out", tmp_path / "out")
        pictures = [Path(path).read_bytes() for path in written if path.endswith(".png")]
        sizes = [Image.open(BytesIO(picture)).size for picture in pictures]
        assert sizes == [(1080, 1350), (1200, 630)]
        text = (tmp_path / "out" / f"{asked[0][2:]}-uk.txt").read_text("utf-8")
        assert "Frühstück für alle" in text and "030 23125 100" in text


def test_a_campaign_says_its_own_sentence_in_its_language(done, town, tmp_path):
    autumn = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    campaigns.say(town.db, autumn.id, {"ar": "خريف دافئ"})
    done("share", "--campaign", "Herbst", "--language", "ar", "--out", tmp_path)
    assert "خريف دافئ" in (tmp_path / "campaign-ar.txt").read_text("utf-8")


def test_a_week_shows_a_choice_of_its_days_and_each_offer_once(town, week):
    for n in range(6):
        town.offer(f"Dienstag {n}", at=f"1{n}:30", until=None)
    town.offer("Jeden Tag", rule="FREQ=DAILY", at="18:00", until=None)
    town.offer("Freitags", rule="FREQ=WEEKLY;BYDAY=FR")
    called_off(town, town.offer("Fällt aus", at="09:30", until="11:00"))
    said = week(district="Altstadt")
    assert [(one.on.day, one.title) for one in said.dates] == [
        *((5, "Dienstag 0"), (5, "Dienstag 1"), (5, "Dienstag 2")),
        *((6, "Jeden Tag"), (8, "Freitags")),
    ]
    assert (said.from_on, said.until_on) == (date(2026, 5, 5), date(2026, 5, 11))
    assert week(district="Nirgends").dates == ()


@pytest.mark.parametrize(
    ("words", "answer", "status"),
    [
        (("slip", "--offer", "1"), "has ended", 1),
        (("slip", "--offer", "2"), "“Nachbarschaftsbegegnungs", 1),
        (("slip", "--offer", "2", "--languages", "de,xx"), "two different languages", 2),
        (("share", "--offer", "1"), "has ended", 1),
        (("share", "--offer", "2"), "“Nachbarschaftsbegegnungs", 1),
        (("share", "--week", "--district", "Mond"), "Known: Altstadt", 1),
        (("share", "--campaign", "Mond"), "Known: none yet", 1),
        (("share", "--week", "--offer", "2"), "Name one of", 2),
        (("share", "--offer", "2", "--district", "Altstadt"), "goes with --week", 2),
        (("share", "--week", "--language", "xx"), "Name one of de", 2),
    ],
)
def test_what_cannot_be_made_is_told(begegnung, town, folder, tmp_path, words, answer, status):
    kept_offers.settle(town.db, town.offer(), status="ended")
    town.offer("Nachbarschaftsbegegnungs" * 3 + "frühstück")
    told = begegnung(*words, "--out", str(tmp_path / "out"), data=folder)
    assert (told.exit_code, answer in told.stderr) == (status, True), told.stderr
    assert not (tmp_path / "out").exists()
