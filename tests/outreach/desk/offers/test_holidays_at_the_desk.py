"""Petra loads the school holidays."""

import io

import pytest
from click.testing import CliRunner

from outreach.cli import begegnung
from store import school_holidays
from tests.browsing import FROM_OUR_PAGE, PHONE
from tests.outreach.exchange.test_school_calendar import SUMMER, ics


@pytest.fixture
def send(browse, petra):
    desk = browse.as_(petra)

    def sent(content):
        _, fields = desk.get("/desk/holidays").form("Jetzt laden")
        data = fields | {"calendar": (io.BytesIO(content), "ferien.ics")}
        answer = desk.client.post("/desk/holidays", data=data, headers=PHONE | FROM_OUR_PAGE)
        page = desk._page(answer)
        return desk.follow(page.headers["Location"]) if page.status == 303 else page

    return sent


def test_the_holidays_are_loaded_and_shown(send, db):
    page = send(ics(SUMMER))
    assert "Sommerferien 20. Juli 2026 bis 1. September 2026" in page.text
    assert [each.name for each in school_holidays.loaded(db).all] == ["Sommerferien"]


def test_a_bad_file_is_told_in_words_and_changes_nothing(send, db):
    send(ics(SUMMER))
    page = send(b"Sommerferien: ab Montag")
    assert page.status == 422 and "keine Kalenderdatei" in page.text
    assert "Sommerferien" in page.text
    assert len(school_holidays.loaded(db).all) == 1


def test_the_command_loads_them_too(db, folder, tmp_path):
    path = tmp_path / "ferien.ics"
    path.write_bytes(ics(SUMMER))
    result = CliRunner().invoke(begegnung, ["load-holidays", str(path), "--data", str(folder)])
    assert result.exit_code == 0 and "2026-07-20 to 2026-09-01  Sommerferien" in result.output
    assert len(school_holidays.loaded(db).all) == 1
    path.write_bytes(b"x")
    result = CliRunner().invoke(begegnung, ["load-holidays", str(path), "--data", str(folder)])
    assert (result.exit_code, "no calendar file" in result.output) == (1, True)
