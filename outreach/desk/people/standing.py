"""How somebody stands: may they act today, and what does the office have to look after?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from store.people import Person
from store.staff_cards import StaffCard

Matter = Literal[
    "no_card",
    "not_enrolled",
    "no_training",
    "training_ended",
    "training_ends",
    "not_confidential",
]

# Time enough to find a date for a refresher.
SOON = timedelta(days=30)


def matters(person: Person, card: StaffCard | None, *, on: date) -> list[Matter]:
    """What is missing or soon will be, on this day; nothing for who acts without a care."""
    return [*_ways_in(person, card), *_dates(person, on)]


def _ways_in(person: Person, card: StaffCard | None) -> Iterator[Matter]:
    if person.role == "key_person" and card is None:
        yield "no_card"
    elif not person.is_enrolled:
        yield "not_enrolled"


def _dates(person: Person, on: date) -> Iterator[Matter]:
    # The office's own people are gated by nothing.
    if person.role == "coordinator":
        return
    if person.trained_until_on is None:
        yield "no_training"
    elif not person.is_trained(on):
        yield "training_ended"
    elif person.trained_until_on - on <= SOON:
        yield "training_ends"
    if not person.is_confidential(on):
        yield "not_confidential"
