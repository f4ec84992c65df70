"""With the code of a request: see how things stand and who looked, change it, take it back."""

from datetime import timedelta

import pytest

from store import events, referrals
from store.database import one
from store.languages import LANGUAGES
from store.sealing import open_keys
from tests.conftest import TUESDAY
from tests.kiosk.conftest import hand_over, told

TYPED_ANEW = {"name": "Rosalind", "contact": "rosalind@beispiel.example", "agrees": "yes"}


@pytest.fixture
def asked(db, card, ask):
    """The request of somebody who asked for company with the card."""
    assert ask(card).status == 200
    return referrals.by_code(db, card)


def on_disk(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir())


def wrapped_key(folder):
    return one(open_keys(folder), "SELECT wrapped FROM wrapped_key")["wrapped"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_things_stand_says_nothing_about_anybody(asked, browse, language):
    for path in ("", "/correction"):
        page = browse.get(f"/{language}/c/{asked.code}{path}", Accept_Encoding="gzip")
        assert page.status == 200 and int(page.headers["Content-Length"]) <= 12_000
        assert not {"Rosa", "777", "23125 777"} & set(page.text.split()), path


def test_who_looked_is_told_by_role_and_day(db, asked, browse):
    assert "Bisher hat niemand Ihren Kontakt gelesen." in browse.get(f"/de/c/{asked.code}").text
    past_midnight = TUESDAY + timedelta(hours=15)  # in town; in UTC it is 23:00
    for by_role in ("coordinator", "pilot"):
        events.record(db, asked.id, "looked", by_role=by_role, by_person=7, now=past_midnight)
    text = browse.get(f"/de/c/{asked.code}").text
    assert "Mi., 6. Mai Jemand im Büro hat Ihren Kontakt gelesen" in text
    assert "Mi., 6. Mai Jemand von den Lots*innen hat Ihren Kontakt gelesen" in text


def test_a_person_reads_what_is_theirs_and_nothing_meant_for_staff(db, asked, browse):
    before = browse.get(f"/de/c/{asked.code}").text
    for what in ("assigned", "escalated", "help_wanted", "something new"):
        events.record(db, asked.id, what, by_role="coordinator", text="geheim", now=TUESDAY)
    assert browse.get(f"/de/c/{asked.code}").text == before
    for what, by_role, words in (
        ("attempt", "pilot", "Jemand hat versucht, Sie zu erreichen"),
        ("visit_cancelled", "begegnung", "Ihr Termin ist ausgefallen"),
        ("handed_off", "pilot", "Wir suchen jemand anderen für Sie"),
        ("corrected", "person", "Sie haben neue Angaben geschickt"),
    ):
        assert words not in before
        events.record(db, asked.id, what, by_role=by_role, now=TUESDAY)
        assert words in browse.get(f"/de/c/{asked.code}").text
    assert "geheim" not in browse.get(f"/de/c/{asked.code}").html


def test_what_is_told_anew_replaces_the_old_in_every_file(db, asked, browse, folder):
    old_box, old_key = asked.box, wrapped_key(folder)
    assert old_box in on_disk(folder) and old_key in on_disk(folder)
    form = browse.follow(browse.get(f"/de/c/{asked.code}").links()["Etwas ändern"])
    assert "Rosa" not in form.html and 'name="contact" value=""' in form.html
    _, fields = form.form("Abschicken")
    sent = browse.post(f"/de/c/{asked.code}/correction", fields | TYPED_ANEW)
    page = browse.follow(sent.headers["Location"])
    assert "Sie haben neue Angaben geschickt" in page.text
    assert told(db, folder, asked.code)["contact"] == "rosalind@beispiel.example"
    assert old_box not in on_disk(folder) and old_key not in on_disk(folder)


@pytest.mark.parametrize("how", ["on_the_page", "read_aloud"])
def test_the_code_deletes_everything_in_every_file(db, card, browse, ask, folder, how):
    hand_over(db, folder, card) if how == "read_aloud" else ask(card)
    box, key = referrals.by_code(db, card).box, wrapped_key(folder)
    assert box in on_disk(folder) and key in on_disk(folder)
    page = browse.submit(browse.get(f"/de/c/{card}"), "Jetzt löschen")
    assert "Ihr Name und Ihr Kontakt sind gelöscht." in page.text
    assert box not in on_disk(folder) and key not in on_disk(folder)


def test_nothing_is_changed_after_the_end(db, asked, browse, folder):
    referrals.step(db, asked.id, "no_pilot", by_role="coordinator", now=TUESDAY)
    page = browse.post(f"/de/c/{asked.code}/correction", TYPED_ANEW)
    assert page.status == 409 and "lässt sich nicht mehr ändern" in page.text
    assert told(db, folder, asked.code)["name"] == "Rosa"
    assert browse.get(f"/de/c/{asked.code}/correction").status == 302


def test_a_card_nobody_asked_with_has_nothing_to_change_or_delete(card, browse):
    assert browse.get(f"/de/c/{card}/correction").headers["Location"] == f"/de/c/{card}"
    for address in ("correction", "withdrawal"):
        page = browse.post(f"/de/c/{card}/{address}", TYPED_ANEW)
        assert (page.status, page.headers["Location"]) == (303, f"/de/c/{card}")
