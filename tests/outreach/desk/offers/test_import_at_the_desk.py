"""Petra looks at the state's list, takes it over, and takes it back."""

import io
from datetime import timedelta

import pytest

from kiosk import clock as town_clock
from store import kept_lists, offers, search
from store.changes import recorded
from store.database import rows
from store.errors import NotFound
from store.offer_texts import OfferText
from tests.browsing import FROM_OUR_PAGE, PHONE
from tests.outreach.exchange.lists import csv_of, row


@pytest.fixture
def send(desk):
    """Send a list with these rows, or this content, and go where that leads."""

    def sent(*listed, content=None, to=desk):
        _, fields = to.get("/desk/import").form("Erst einmal ansehen")
        content = csv_of(*listed).encode() if content is None else content
        fields = fields | {"list": (io.BytesIO(content), "Liste vom Land.csv")}
        headers = PHONE | FROM_OUR_PAGE
        answer = to.client.post("/desk/import", data=fields, headers=headers)
        page = to._page(answer)
        return to.follow(page.headers["Location"]) if page.status == 303 else page

    return sent


def test_nothing_is_written_before_she_says_so(send, desk, db):
    page = send(row(), row(Angebot="Chor"), row(Angebot=""))
    assert "2 neu" in page.text.replace("neu 2", "2 neu")
    assert "Chor" in desk.get(page_address(page) + "?show=added").text
    said = desk.get(page_address(page) + "?show=problems").text
    assert "Zeile 4" in said and "keinen Namen" in said
    assert rows(db, "SELECT * FROM offer") == []
    page = desk.submit(page, "So übernehmen")
    assert "Die Liste ist übernommen" in page.text and "2 Angebote neu" in page.text
    assert len(search.find(db, "Chor")) == 1


def page_address(page):
    return page.form("Liste weglegen")[0].removesuffix("/refusal")


def test_a_change_is_shown_with_what_was_before(send, desk):
    desk.submit(send(row()), "So übernehmen")
    page = send(row(TelefonNr="030 23125 111"))
    assert "vorher: +493023125100 dann: +493023125111" in page.text


def test_the_list_is_taken_back_but_for_what_was_worked_on(send, desk, db, petra):
    desk.submit(send(row(), row(Angebot="Chor")), "So übernehmen")
    [chor] = search.find(db, "Chor")
    with recorded(db, "offer", chor, what="edited", by=petra.id, now=town_clock.now()):
        offers.translate(db, chor, OfferText("de", "Chor für alle"))
    page = desk.submit(desk.get("/desk/import"), "Liste jetzt zurücknehmen")
    assert "zurückgenommen" in page.text and "Chor für alle" not in page.text
    assert "Diese sind geblieben" in page.text and "Chor" in page.text
    assert search.find(db, "Frühstück") == [] and search.find(db, "Chor") == [chor]
    assert "Liste jetzt zurücknehmen" not in page.text


def test_the_same_list_again_has_nothing_to_take_over(send, desk):
    desk.submit(send(row()), "So übernehmen")
    page = send(row())
    assert "nichts zu übernehmen" in page.text and "So übernehmen" not in page.html
    page = desk.submit(page, "Liste weglegen")
    assert "nichts geändert" in page.text


def test_a_list_of_thousands_is_shown_in_pages(send, desk):
    page = send(*(row(Angebot=f"Treff {n}") for n in range(120)))
    assert "Seite 1 von 3" in page.text and "Treff 49" in page.text
    page = desk.get(page.links()["Nächste Seite"])
    assert "Seite 2 von 3" in page.text and "Treff 50" in page.text and "Treff 49" not in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "keine Datei"),
        (b"\x00\x01", "nicht lesen"),
        (b"name;color\nA;red\n", "keine Kopfzeile"),
    ],
    ids=["empty", "binary", "without columns"],
)
def test_what_is_no_list_is_told_in_words(send, folder, content, said):
    page = send(content=content)
    assert page.status == 422 and said in page.text
    assert not list(folder.glob("imports/*"))


@pytest.mark.parametrize(("size", "status"), [(10 << 20, 400), ((10 << 20) + 1, 413)])
def test_ten_megabytes_are_read_and_not_one_byte_more(desk, size, status):
    # Nothing comes after the announcement: whoever reads on finds that out.
    answer = desk.client.post(
        "/desk/import",
        input_stream=io.BytesIO(),
        environ_overrides={"CONTENT_LENGTH": str(size)},
        content_type="multipart/form-data; boundary=x",
        headers=PHONE | FROM_OUR_PAGE,
    )
    assert answer.status_code == status
    assert ("zu groß für eine Liste" in answer.text) == (status == 413)


def test_a_list_waits_for_a_day_and_no_longer(send, clock, folder):
    address = page_address(send(row()))
    name = address.rpartition("/")[2]
    clock.shift(timedelta(hours=23, minutes=59))
    assert kept_lists.path(folder, name, now=town_clock.now()).exists()
    clock.shift(timedelta(minutes=1))
    with pytest.raises(NotFound):
        kept_lists.path(folder, name, now=town_clock.now())
    kept_lists.forget_old(folder, now=town_clock.now())
    assert not list(folder.glob("imports/*"))


def test_the_name_of_the_file_is_kept_nowhere(send, folder):
    send(row())
    assert len(list(folder.glob("imports/*"))) == 2
    assert not list(folder.glob("**/*Liste vom Land*"))


@pytest.mark.parametrize("name", ["..%2Foffice.toml", "0" * 32, "x"])
def test_other_names_lead_nowhere(desk, name):
    assert desk.get(f"/desk/import/{name}").status == 404


def test_a_stranger_and_a_pilot_may_send_no_more_than_others(browse, jonas):
    content = {"list": (io.BytesIO(b"x" * 100_000), "x.csv")}
    headers = PHONE | FROM_OUR_PAGE
    answer = browse.client.post("/desk/import", data=content, headers=headers)
    assert answer.headers["Location"].startswith("/sign-in")
    content = {"list": (io.BytesIO(b"x" * 100_000), "x.csv")}
    answer = browse.as_(jonas).client.post("/desk/import", data=content, headers=headers)
    assert answer.status_code == 413
