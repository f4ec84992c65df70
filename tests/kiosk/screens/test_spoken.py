"""What is said aloud is made of sentences for the ear, in the language of the one who listens."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask

from kiosk import near, wording
from kiosk.screens import spoken, spoken_views
from kiosk.screens.spoken import Phrase
from store import offers, office
from store.languages import LANGUAGES
from store.occurrences import Occurrence
from store.offer_texts import OfferText

every_language = pytest.mark.parametrize("prefix", LANGUAGES)


@contextmanager
def speaking(prefix):
    with Flask("ears").app_context():
        wording.speak(prefix)
        yield


@pytest.fixture
def german():
    with speaking("de"):
        yield


def on(day=date(2026, 5, 7), at=time(14), until=time(16), **changes):
    return Occurrence(1, day, at, until, is_confirmed=True, **changes)


@pytest.fixture
def offer(town):
    text = OfferText("de", "Spielerunde", "Wir spielen", "Fragen Sie nach Frau Arslan")
    offer_id = town.offer("Spielerunde", free="yes", no_sign_up="yes", come_alone="yes")
    offers.translate(town.db, offer_id, text)
    return offers.get(town.db, offer_id, language="ar")


@pytest.mark.usefixtures("german")
def test_a_date_is_said_as_one_says_it():
    assert spoken.when(on(), is_today=True).text == "Heute von 14 Uhr bis 16 Uhr."
    said = spoken.when(on(at=time(9, 30), until=None), is_today=False).text
    assert said == "Am Donnerstag, dem siebten Mai, um 9 Uhr 30."
    unknown = spoken.when(on(day=date(2026, 5, 31), at=None, until=None), is_today=False).text
    assert unknown == "Am Sonntag, dem einunddreißigsten Mai. Bitte fragen Sie nach der Uhrzeit."


@pytest.mark.usefixtures("german")
def test_what_does_not_take_place_is_never_said_without_that():
    assert spoken.when(on(is_cancelled=True), is_today=True).text.endswith("Uhr. Fällt aus.")
    moved = spoken.when(on(moved_to=date(2026, 5, 8)), is_today=True).text
    assert moved.endswith("Verlegt auf Freitag, 8. Mai.")


def test_the_english_clock_has_twelve_hours():
    with speaking("en"):
        assert (
            spoken.when(on(until=time(16, 5)), is_today=True).text == "Today from 2 PM to 4 05 PM."
        )
        assert spoken.when(on(at=time(0), until=None), is_today=True).text == "Today at 12 AM."


@pytest.mark.usefixtures("german")
def test_a_phone_number_is_said_digit_by_digit():
    assert spoken.number("0800 111 0 111") == "0 8 0 0, 1 1 1, 0, 1 1 1"
    assert spoken.number("030/23125-100") == "0 3 0, 2 3 1 2 5, 1 0 0"


@pytest.mark.usefixtures("german")
def test_an_offer_says_what_a_shy_person_asks(offer):
    told = [spoken.title(offer), *spoken.after_dates(offer)]
    assert [phrase.text for phrase in told] == [
        "Spielerunde.",
        "Lukashaus, Am Markt 1, Altstadt.",
        "Es kostet nichts. Sie müssen sich nicht anmelden. Viele kommen allein.",
        "Wir spielen. Ihr erster Besuch: Fragen Sie nach Frau Arslan.",
    ]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("cents", "said"),
    [(250, "Es kostet 2 Euro 50."), (300, "Es kostet 3 Euro."), (None, "Es kostet etwas.")],
)
def test_a_price_is_said_in_words(offer, cents, said):
    dear = replace(offer, details=replace(offer.details, free="no", cost_cents=cents))
    assert spoken.threshold(dear).text.startswith(said)


def test_each_text_is_read_by_the_voice_of_its_language(offer):
    with speaking("ar"):
        languages = [
            phrase.language for phrase in (spoken.title(offer), *spoken.after_dates(offer))
        ]
    assert languages == ["de", "de", "ar", "de"]


def test_who_reads_leichte_sprache_hears_german_slowly(offer):
    with speaking("ls"):
        assert {phrase.language for phrase in spoken.after_dates(offer)} == {"ls"}


@pytest.mark.usefixtures("german")
def test_marks_for_the_eye_are_not_read():
    assert spoken.phrase(" \u2068Kaffee\u2069 & [[Kuchen]]\nfür al\u00adle ") == Phrase(
        "de", "Kaffee & Kuchen für alle."
    )


@every_language
def test_every_way_ends_where_the_address_begins(prefix):
    with speaking(prefix):
        said = [spoken.way(spoken.far(metres)).text for metres in (0, 60, 700, near.WHOLE_TOWN_M)]
    assert len(set(said)) == 4
    assert all(text.endswith(":") for text in said)


@every_language
def test_all_views_are_whole_sentences_in_every_language(prefix, folder):
    with speaking(prefix):
        views = spoken_views.views(office.read(folder), tuple(LANGUAGES))
        views |= spoken_views.about(is_bench=True) | spoken_views.interests(["Musik", "Skat"])
        views |= {"date": [spoken.when(on(), is_today=today) for today in (True, False)]}
    for name, phrases in views.items():
        for phrase in phrases:
            assert phrase.text.endswith(spoken.ENDS), name
            assert not {"{", "%", "\u2068"} & set(phrase.text), name
    assert {"start", "crisis", "take-away", "today", "door:help", "interest:Skat"} <= set(views)
    assert "1 1 2" in views["crisis"][0].text
    assert views["interest:Skat"][0].language == ("ls" if prefix == "ls" else "de")
