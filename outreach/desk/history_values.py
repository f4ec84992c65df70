"""The fields of records as a person knows them, and their values in words."""

from collections.abc import Iterable, Mapping
from datetime import date

from babel.numbers import format_currency

from kiosk import wording
from outreach.desk import situations
from outreach.desk.offers import offer_words
from outreach.desk.placements import placement_words
from store.facts import OF_OFFER, OF_VENUE
from store.languages import LANGUAGES

# Columns that point at another record → the table it stands in.
POINTERS = {
    "organization_id": "organization",
    "venue_id": "venue",
    "district_id": "district",
    "campaign_id": "campaign",
    "merged_into": "placement",
    "line_id": "line",
}


def labels() -> dict[tuple[str, str], str]:
    """Table and column → what a person calls it; what is missing here is not told."""
    return {
        (table, column): label
        for table, columns in _labels().items()
        for column, label in columns.items()
    }


def said(table: str, column: str, value: object, names: Mapping[tuple[str, int], str]) -> str:
    """A value of a column in words; empty where there is none."""
    _ = wording.gettext
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return ", ".join(said(table, column, each, names) for each in value)
    if column in POINTERS and isinstance(value, int):
        return names.get((POINTERS[column], value), _("unknown"))
    if column == "cost_cents" and isinstance(value, int):
        return format_currency(value / 100, "EUR", locale=LANGUAGES["de"].locale)
    if column.endswith(("_on", "_day")):
        return wording.full_date(date.fromisoformat(str(value)))
    if column == "language":
        return wording.language_name(str(value))
    if column == "translates":
        return _("yes") if value else _("no")
    return _words().get(str(value), str(value)) if column in _coded() else str(value)


def _coded() -> frozenset[str]:
    """Columns that hold one of our own words."""
    words = ("status", "state", "situation", "kind", "located")
    return frozenset((*OF_OFFER, *OF_VENUE, *words))


def _words() -> dict[str, str]:
    _ = wording.gettext
    located = {
        "by_hand": _("placed by hand"),
        "by_register": _("from the address register"),
        "not_yet": _("not on the map yet"),
    }
    offers = offer_words.statuses() | offer_words.answers() | situations.names()
    placements = placement_words.kinds() | placement_words.conditions()
    return offers | placements | located


def _labels() -> dict[str, dict[str, str]]:
    _ = wording.gettext
    contacts = {"phone": _("Phone"), "email": _("E-mail"), "website": _("Website")}
    texts = {"title": _("Title"), "description": _("Description")}
    texts |= {"first_visit": _("First visit"), "audience": _("For whom")}
    return {
        "offer": _offer_labels() | contacts | _facts(OF_OFFER),
        "offer_text": texts | {"times": _("Times in words")},
        "offer_language": {"language": _("Spoken there")},
        "offer_life_situation": {"situation": _("Life situations")},
        "organization": {
            "name": _("Name"),
            **contacts,
            "last_contact_on": _("Last contact"),
            "translates": _("Helps to translate"),
        },
        "organization_language": {"language": _("Languages")},
        "venue": _venue_labels() | _facts(OF_VENUE),
        "placement": {
            "name": _("Name"),
            "kind": _("Kind"),
            "state": _("State"),
            "district_id": _("District"),
            "campaign_id": _("Campaign"),
            "merged_into": _("Merged into"),
            "lat": _("Latitude"),
            "lon": _("Longitude"),
        },
        "placement_line": {"line_id": _("Lines")},
        "campaign": {"name": _("Name"), "starts_on": _("Starts on")},
        "campaign_text": {"sentence": _("Sentence on paper")},
        "meeting": {
            "title": _("Title"),
            "place": _("Place"),
            "on_day": _("Day"),
            "starts_at": _("Beginning"),
            "ends_at": _("End"),
            "notes": _("Notes"),
        },
    }


def _offer_labels() -> dict[str, str]:
    _ = wording.gettext
    return {
        "organization_id": _("Organization"),
        "venue_id": _("Place"),
        "status": _("State"),
        "category": _("Category"),
        "age_from": _("Age from"),
        "age_to": _("Age to"),
        "cost_cents": _("Costs"),
        "checked_on": _("Checked on"),
    }


def _venue_labels() -> dict[str, str]:
    _ = wording.gettext
    return {
        "name": _("Name"),
        "street": _("Street and number"),
        "postcode": _("Postcode"),
        "town": _("Town"),
        "district_id": _("District"),
        "located": _("On the map"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "directions": _("How to find the door"),
    }


def _facts(names: Iterable[str]) -> dict[str, str]:
    called = offer_words.facts()
    return {name: called[name] for name in names}
