"""Whom the office works with, what they offer, and where nobody offers anything."""

from datetime import date

import pytest

from store import districts, network, offers, organizations
from store.network import Wanted


@pytest.fixture
def house(town):
    """The neighbours' house, which has an offer in Altstadt where Turkish is spoken."""
    offer_id = town.offer()
    offers.welcome(town.db, offer_id, languages=["tr"], situations=[])
    return organizations.called(town.db, "Nachbarschaftshaus").id


@pytest.fixture
def club(db):
    """A club that offers nothing so far, speaks Arabic and translates."""
    club = organizations.named(db, "Brückenverein", email="bruecke@muster.example").id
    organizations.know(db, club, languages=["ar"], translates=True)
    return club


def found(db, **wanted):
    return [partner.id for partner in network.partners(db, Wanted(**wanted), first=0, most=9)]


def test_everybody_stands_there_by_name_with_what_they_offer(db, house, club):
    one, other = network.partners(db, Wanted(), first=0, most=9)
    assert (one.id, one.offers, one.languages, one.translates) == (club, (), ("ar",), True)
    assert (other.id, [(o.title, o.district) for o in other.offers]) == (
        house,
        [("Frühstück für alle", "Altstadt")],
    )


def test_somebody_looks_by_district_language_and_what_is_missing(db, house, club):
    altstadt = districts.named(db, "Altstadt").id
    assert found(db, district_id=altstadt) == [house]
    assert found(db, language="tr") == [house] and found(db, language="ar") == [club]
    assert found(db, is_idle=True) == [club] and found(db, translates=True) == [club]
    assert network.count(db, Wanted(is_idle=True)) == 1
    assert network.languages(db) == ["ar", "tr"]


def test_a_page_begins_where_the_one_before_ended(db, house, club):
    names = [network.partners(db, Wanted(), first=n, most=1)[0].name for n in (0, 1)]
    assert names == ["Brückenverein", "Nachbarschaftshaus"]


def test_what_has_ended_is_offered_no_more(db, house):
    db.execute("UPDATE offer SET status = 'ended'")
    assert found(db, is_idle=True) == [house]
    assert network.districts_without_offers(db) == ["Altstadt"]


def test_districts_without_offers_are_named(db, house):
    districts.named(db, "Heide")
    assert network.districts_without_offers(db) == ["Heide"]


def test_the_last_contact_is_the_latest_day(db, club):
    for day in (date(2026, 5, 4), date(2026, 3, 1)):
        organizations.meet(db, club, on=day)
    assert network.get(db, club).last_contact_on == date(2026, 5, 4)
