"""From an offer's page Petra takes a slip for somebody, and pictures for the office's channels."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from store import campaigns, kept_offers
from tests.conftest import TUESDAY
from tests.printables import reading
from tests.until import until

SIZES = [(1080, 1350), (1200, 630)]
LINK = "Bilder zum Teilen, mit ihrem Text"
SLIP, FOUR = "Zettel, A6", "Vier auf A4, zum Schneiden"


@pytest.fixture
def desk(browse, petra):
    return browse.as_(petra)


def made(desk, answer):
    """What comes once it is made; until then the page asks to come again."""
    assert answer.status == 303

    def page():
        come = desk.client.get(answer.headers["Location"])
        return None if "Refresh" in come.headers else come

    return until(page)


def press(desk, address, button, **chosen):
    to, fields = desk.get(address).form(button)
    return desk.post(to, fields | chosen)


def test_a_slip_comes_in_german_and_the_chosen_language(desk, town):
    offer_id = town.offer()
    asked = press(desk, f"/desk/offers/{offer_id}", SLIP, language="ar", format="a6")
    answer = made(desk, asked)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="slip-{offer_id}-a6.pdf"'
    text = reading.text(answer.data)
    assert "Di., 5. Mai 14:00–16:00" in text and "أيار" in text and "Am Markt 1" in text
    [code] = reading.codes(answer.data, dpi=150)
    assert code.text == f"https://muster.example/de/offers/{offer_id}"
    back = desk.follow(asked.headers["Location"])
    assert "Zettel zum Mitgeben" in back.text  # fetched already: the offer's page


def test_two_slips_of_one_offer_at_once_are_not_mixed_up(desk, town):
    offer_id = town.offer()
    address = f"/desk/offers/{offer_id}"
    asked = [press(desk, address, SLIP, language=one, format="a6") for one in ("tr", "uk")]
    turkish, ukrainian = (reading.text(made(desk, answer).data) for answer in asked)
    assert "5 May Sal" in turkish and "5 May Sal" not in ukrainian
    assert "5 трав." in ukrainian


def test_four_slips_stand_on_an_a4_and_other_papers_are_none(desk, town):
    offer_id = town.offer()
    address = f"/desk/offers/{offer_id}"
    answer = made(desk, press(desk, address, FOUR, language="tr", format="a4"))
    assert len(reading.codes(answer.data, dpi=150)) == 4
    assert press(desk, address, FOUR, language="tr", format="a3").status == 404


def test_a_title_no_slip_or_picture_can_hold_is_named_in_german(desk, town):
    word = "Nachbarschaftsbegegnungs" * 3 + "frühstück"
    offer_id = town.offer(word)
    answer = made(desk, press(desk, f"/desk/offers/{offer_id}", SLIP, language="tr", format="a6"))
    assert answer.status_code == 422 and f"„{word}“ passt nicht." in answer.text
    party = town.offer("Fest 🎉")
    asked = press(desk, f"/desk/share?offer={party}", "Bilder machen", **of(f"offer-{party}"))
    answer = made(desk, asked)
    assert answer.status_code == 422 and "kein 🎉" in answer.text


def of(what, language="de"):
    return {"what": what, "language": language}


@pytest.mark.parametrize("what", ["offer-1", "week-0", "week-1", "campaign-1"])
def test_both_pictures_and_their_text_come_in_the_chosen_language(desk, town, what):
    town.offer()
    autumn = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    campaigns.say(town.db, autumn.id, {"tr": "Bir çay içelim"})
    answer = made(desk, press(desk, "/desk/share?offer=1", "Bilder machen", **of(what, "tr")))
    pictures = re.findall(r'href="data:image/png;base64,([^"]+)" download="([^"]+)"', answer.text)
    opened = [Image.open(BytesIO(b64decode(content))) for content, _ in pictures]
    assert [one.size for one in opened] == [(1080, 1350), (1200, 630)]
    kind = what.partition("-")[0]
    assert [name for _, name in pictures] == [f"{kind}-tr-{w}x{h}.png" for w, h in SIZES]
    (alt,) = re.findall(r"<textarea[^>]*>([^<]+)</textarea>", answer.text)
    assert "030 23125 100" in alt
    assert ("Bir çay içelim" if kind == "campaign" else "Frühstück für alle") in alt
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]


def test_the_form_begins_with_what_somebody_came_from(desk, town):
    offer_id = town.offer()
    autumn = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    page = desk.follow(desk.get(f"/desk/offers/{offer_id}").links()[LINK])
    assert f'<option value="offer-{offer_id}">Frühstück' in page.html
    page = desk.follow(desk.get(f"/desk/campaigns/{autumn.id}").links()[LINK])
    assert f'<option value="campaign-{autumn.id}" selected>Herbst' in page.html


@pytest.mark.parametrize(
    "what", ["offer-99", "week-99", "campaign-99", "moon-1", "offer", "", "week-²"]
)
def test_there_are_no_pictures_of_anything_else(desk, town, what):
    town.offer()
    assert press(desk, "/desk/share", "Bilder machen", **of(what)).status == 404
    assert press(desk, "/desk/share", "Bilder machen", **of("week-0", "xx")).status == 404


def test_of_an_offer_that_has_ended_nothing_is_made(desk, town):
    offer_id = town.offer()
    to, fields = desk.get(f"/desk/offers/{offer_id}").form(SLIP)
    kept_offers.settle(town.db, offer_id, status="ended")
    page = desk.get(f"/desk/offers/{offer_id}")
    assert SLIP not in page.text and LINK not in page.links()
    assert desk.post(to, fields | {"format": "a6", "language": "tr"}).status == 404
    assert desk.get(f"/desk/share?offer={offer_id}").status == 404
    assert press(desk, "/desk/share", "Bilder machen", **of(f"offer-{offer_id}")).status == 404


def test_slips_and_pictures_are_for_coordinators(browse, jonas, town):
    offer_id = town.offer()
    stranger = browse.as_(jonas)
    for address in ("/desk/share", "/desk/share/week/0/de", f"/desk/offers/{offer_id}/slip/a6"):
        assert stranger.get(address).status == 403
