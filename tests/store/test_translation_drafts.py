"""A partner translates one offer by a link; the desk takes it over or leaves the offer as it is."""

from datetime import timedelta

import pytest

from store import changes, offer_texts, offers, organizations, search, translation_drafts
from store.errors import Gone, NotFound, Taken, WrongStep
from store.offer_texts import OfferText
from tests.conftest import TUESDAY

KAHVALTI = OfferText("tr", "Herkes için kahvaltı", "Sofra hazır.")


@pytest.fixture
def offer_id(town):
    return town.offer()


@pytest.fixture
def ask(db, offer_id):
    club = organizations.named(db, "Brückenverein").id

    def asked(language="tr"):
        return translation_drafts.ask(
            db, offer_id, language=language, organization_id=club, now=TUESDAY
        )

    return asked


def send(db, token, text=KAHVALTI):
    translation_drafts.send(db, token, text, now=TUESDAY)
    return translation_drafts.waiting(db)[-1]


def accept(db, draft, expected=0):
    told = {"expected": expected, "by": None, "now": TUESDAY}
    return translation_drafts.accept(db, draft.id, **told)


def test_what_is_sent_waits_and_changes_nothing(db, offer_id, ask):
    draft = send(db, ask())
    assert (draft.offer, draft.organization) == ("Frühstück für alle", "Brückenverein")
    assert draft.text == KAHVALTI
    assert "tr" not in offer_texts.every(db, offer_id)


def test_what_is_accepted_stands_there_and_can_be_undone(db, offer_id, ask):
    accept(db, send(db, ask()))
    assert offer_texts.every(db, offer_id)["tr"] == KAHVALTI
    assert search.find(db, "kahvaltı") == [offer_id]
    [change] = changes.for_record(db, "offer", offer_id)
    assert change.what == "translated" and translation_drafts.waiting(db) == []
    changes.undo(db, change.id, by=None, now=TUESDAY)
    assert "tr" not in offer_texts.every(db, offer_id)


def test_what_is_refused_changes_nothing(db, offer_id, ask):
    draft = send(db, ask())
    translation_drafts.refuse(db, draft.id, now=TUESDAY)
    assert "tr" not in offer_texts.every(db, offer_id) and translation_drafts.waiting(db) == []


def test_it_is_decided_once(db, ask):
    draft = send(db, ask())
    accept(db, draft)
    with pytest.raises(WrongStep):
        translation_drafts.refuse(db, draft.id, now=TUESDAY)
    with pytest.raises(WrongStep):
        accept(db, draft)


def test_who_compared_with_an_older_text_is_told(db, offer_id, ask):
    draft = send(db, ask())
    with changes.recorded(db, "offer", offer_id, what="edited", by=None, now=TUESDAY):
        offers.translate(db, offer_id, OfferText("tr", "Kahvaltı"))
    with pytest.raises(Taken):
        accept(db, draft)
    assert offer_texts.every(db, offer_id)["tr"].title == "Kahvaltı"
    assert translation_drafts.get(db, draft.id).state == "drafted"


def test_a_link_works_once_and_for_thirty_days(db, ask):
    token, later = ask(), TUESDAY + timedelta(days=30)
    assert translation_drafts.by_token(db, token, now=later - timedelta(seconds=1))
    with pytest.raises(Gone):
        translation_drafts.by_token(db, token, now=later)
    send(db, token)
    with pytest.raises(Gone):
        send(db, token)


def test_a_newer_link_for_the_same_is_the_only_one(db, ask):
    older, other = ask(), ask("ar")
    newer = ask()
    with pytest.raises(NotFound):
        translation_drafts.by_token(db, older, now=TUESDAY)
    assert translation_drafts.by_token(db, newer, now=TUESDAY)
    assert translation_drafts.by_token(db, other, now=TUESDAY)


def test_the_database_does_not_know_the_link(db, ask):
    token = ask()
    [row] = db.query("SELECT * FROM translation_draft")
    assert token not in str(row)
