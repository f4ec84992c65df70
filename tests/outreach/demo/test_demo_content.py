"""Auenbeck holds together: every key leads somewhere and every poster hangs among offers."""

import re
import tomllib
from collections import Counter
from datetime import datetime, time, timedelta
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from dateutil.rrule import rrulestr

DEMO = files("outreach.demo")
TOWN = tomllib.loads((DEMO / "town.toml").read_text("utf-8"))
OFFERS = tomllib.loads((DEMO / "offers.toml").read_text("utf-8"))["offer"]
TEXTS = tomllib.loads((DEMO / "texts.toml").read_text("utf-8"))["text"]

VENUES = {venue["key"]: venue for venue in TOWN["venue"]}
ORGANIZATIONS = {organization["key"]: organization for organization in TOWN["organization"]}
DISTRICTS = {district["name"]: district for district in TOWN["district"]}
BY_KEY = {offer["key"]: offer for offer in OFFERS}

VENUE_FACTS = ("step_free", "toilet", "hearing_loop", "quiet")
OFFER_FACTS = ("free", "no_sign_up", "come_alone", "no_need_to_buy", "companion_welcome")
MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - wall-clock times of a timetable have no zone


def kilometres(here: dict, there: dict) -> float:
    lat, other = radians(here["lat"]), radians(there["lat"])
    half_lat, half_lon = (other - lat) / 2, radians(there["lon"] - here["lon"]) / 2
    return 2 * 6371 * asin(sqrt(sin(half_lat) ** 2 + cos(lat) * cos(other) * sin(half_lon) ** 2))


def test_the_town_says_that_it_is_invented():
    assert TOWN["notice"].startswith("Auenbeck ist erfunden: ")


def test_the_town_is_large_enough_to_be_believed():
    assert len(ORGANIZATIONS) == len(TOWN["organization"]) == 12
    assert len(VENUES) == len(TOWN["venue"]) >= 25
    assert len(BY_KEY) == len(OFFERS) >= 66
    assert sum("first_visit" in offer for offer in OFFERS) >= 45
    assert len(TOWN["placement"]) == 17
    assert Counter(placement["pattern"] for placement in TOWN["placement"])["torn_off"] == 1


def test_every_key_leads_somewhere():
    campaigns = {campaign["name"] for campaign in TOWN["campaign"]}
    for venue in VENUES.values():
        assert venue["postcode"] in DISTRICTS[venue["district"]]["postcodes"], venue["key"]
    for placement in TOWN["placement"]:
        assert placement["district"] in DISTRICTS, placement["name"]
        assert placement["campaign"] in campaigns, placement["name"]
    for offer in OFFERS:
        assert offer["organization"] in ORGANIZATIONS, offer["key"]
        assert offer["venue"] in VENUES, offer["key"]
    assert {VENUES[offer["venue"]]["district"] for offer in OFFERS} == set(DISTRICTS)


def test_facts_are_known_or_said_to_be_unknown():
    facts = [venue[fact] for venue in VENUES.values() for fact in VENUE_FACTS]
    facts += [offer[fact] for offer in OFFERS for fact in OFFER_FACTS]
    assert set(facts) == {"yes", "no", "unknown"}
    for offer in OFFERS:
        assert (offer["free"] == "no") == ("cost_cents" in offer), offer["key"]


def test_no_number_and_no_address_belongs_to_anybody():
    phones = [entry["phone"] for entry in [*ORGANIZATIONS.values(), *OFFERS] if "phone" in entry]
    assert all(re.fullmatch(r"030 23125 \d{3}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)
    for organization in ORGANIZATIONS.values():
        assert organization["email"].endswith(".example")
        assert re.match(r"https://[a-z0-9-]+\.example(/|$)", organization["website"])


def test_times_can_be_read():
    for key, slot in [(offer["key"], slot) for offer in OFFERS for slot in offer["times"]]:
        assert ("rule" in slot) != ("in_days" in slot), key
        assert time.fromisoformat(slot["starts_at"]) < time.fromisoformat(slot["ends_at"]), key
        assert slot["status"] in {"confirmed", "proposed"}, key


def test_a_few_dates_are_moved_or_cancelled_and_say_why():
    slots = [slot for offer in OFFERS for slot in offer["times"]]
    changes = [change for slot in slots for change in slot.get("change", [])]
    assert {change["kind"] for change in changes} == {"cancelled", "moved"}
    assert all((change["kind"] == "moved") == ("to_days" in change) for change in changes)
    assert all(change["in_days"] >= 0 and change["reason"] for change in changes)


def test_on_every_day_of_four_weeks_at_least_six_things_are_on():
    rules = [slot["rule"] for offer in OFFERS for slot in offer["times"] if "rule" in slot]
    days = Counter(
        moment.date()
        for rule in rules
        for moment in rrulestr(rule, dtstart=MONDAY).between(
            MONDAY, MONDAY + timedelta(days=27), inc=True
        )
    )
    assert len(days) == 28
    assert min(days.values()) >= 6


def test_every_placement_hangs_among_offers_and_one_at_the_edge_of_town():
    far_out = []
    for placement in TOWN["placement"]:
        ways = sorted(kilometres(placement, VENUES[offer["venue"]]) for offer in OFFERS)
        if ways[0] > 1.2:
            far_out.append(placement["pattern"])
        else:
            assert ways[4] <= 1, placement["name"]
    assert far_out == ["quiet"]


def test_translations_belong_to_an_offer_and_are_as_complete_as_the_german():
    assert len({(text["offer"], text["language"]) for text in TEXTS}) == len(TEXTS)
    assert Counter(text["language"] for text in TEXTS) == {
        "ls": 20,
        "en": 16,
        "tr": 14,
        "ar": 14,
        "uk": 14,
        "ru": 12,
    }
    for text in TEXTS:
        assert ("first_visit" in text) == ("first_visit" in BY_KEY[text["offer"]]), text["offer"]
