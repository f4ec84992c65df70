"""What a campaign says is written once at the desk, and seen on every piece before printing."""

import pytest

from printables.pieces import PIECES
from store import campaigns, placements
from tests.conftest import TUESDAY
from tests.until import until


@pytest.fixture
def autumn(town):
    reason = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    poster = town.poster()
    placements.file_under(town.db, poster.id, district_id=None, campaign_id=reason.id)
    return reason


def proofs(desk, autumn, language):
    """The page with all pieces, once they are made."""
    address, fields = desk.get(f"/desk/campaigns/{autumn.id}").form("Alle Stücke zeigen")
    answer = desk.post(address, fields | {"language": language})

    def page():
        come = desk.client.get(answer.headers["Location"])
        return None if "Refresh" in come.headers else come

    return until(page)


def test_a_sentence_is_said_in_each_language_and_can_be_taken_back(desk, town, autumn):
    page = desk.get("/desk/campaigns")
    assert "Herbst" in page.text
    page = desk.get(f"/desk/campaigns/{autumn.id}")
    said = {"in-de": "Der Herbst wird  gesellig.", "in-ar": "خريف دافئ"}
    page = desk.submit(page, "Speichern", **said)
    assert "Gespeichert." in page.text
    kept = campaigns.sentences(town.db, "Herbst")
    assert kept == {"de": "Der Herbst wird gesellig.", "ar": "خريف دافئ"}
    assert "Satz auf dem Papier" in page.text
    desk.submit(page, "Letzte Änderung zurücknehmen")
    assert campaigns.sentences(town.db, "Herbst") == {}


def test_what_no_piece_can_say_is_told_beside_its_field(desk, town, autumn):
    page = desk.get(f"/desk/campaigns/{autumn.id}")
    wrong = {"in-de": "ha " * 133 + "h", "in-tr": "u" * 80, "in-ru": "Привет 🎉"}
    page = desk.submit(page, "Speichern", **wrong)
    assert "400 Zeichen sind zu viel" in page.text
    assert "ist zu lang für jede Zeile" in page.text and "kein 🎉" in page.text
    assert campaigns.sentences(town.db, "Herbst") == {}


def test_who_saved_first_is_not_overwritten(desk, town, autumn):
    page = desk.get(f"/desk/campaigns/{autumn.id}")
    desk.submit(page, "Speichern", **{"in-de": "Zuerst."})
    late = desk.submit(page, "Speichern", **{"in-de": "Zu spät."})
    assert late.status == 409 and "Zu spät." in str(late.html)
    assert campaigns.sentences(town.db, "Herbst") == {"de": "Zuerst."}


def test_every_piece_is_seen_or_says_which_text_does_not_fit(desk, town, autumn):
    sentence = "Donnerstagnachmittagsspaziergang: Kommen Sie mit uns in den Wald."
    campaigns.say(town.db, autumn.id, {"de": sentence})
    made = proofs(desk, autumn, "de")
    shown, refused = made.text.count("data:image/png"), made.text.count('class="problem"')
    assert shown + refused == len(PIECES) and shown > 0 and refused > 0
    assert f"Aufkleber, 74 × 74 mm: „{sentence}“ passt nicht." in made.text
    assert "img-src 'self' data:" in made.headers["Content-Security-Policy"]


def test_proofs_are_for_coordinators_and_in_languages_the_office_speaks(
    browse, jonas, desk, autumn
):
    address, fields = desk.get(f"/desk/campaigns/{autumn.id}").form("Alle Stücke zeigen")
    assert desk.post(address, fields | {"language": "xx"}).status == 404
    stranger = browse.as_(jonas).get(f"/desk/campaigns/{autumn.id}")
    assert stranger.status != 200 and "Herbst" not in stranger.text
