"""What partners send: whether they come, or a translation."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.offer_texts import OfferText

MOST_PEOPLE = 20

# What is translated, in the order it stands on the page → how long it may be.
LENGTHS = {
    "title": 200,
    "description": 4_000,
    "first_visit": 4_000,
    "audience": 500,
    "times": 500,
}


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """Whether they come, with how many."""

    comes: bool
    people: int

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "AnswerForm | None":
        """Read the form; None where it says neither yes nor no, or no number of people."""
        said, people = form.get("answer"), form.get("people", "").strip() or "1"
        if said not in ("yes", "no"):
            return None
        if said == "no":
            return cls(comes=False, people=1)
        is_number = people.isascii() and people.isdigit() and len(people) < 3
        if not is_number or not 1 <= int(people) <= MOST_PEOPLE:
            return None
        return cls(comes=True, people=int(people))


def translation(form: Mapping[str, str], language: str) -> OfferText:
    """A translation as it was typed; its title may be empty."""
    typed = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in LENGTHS}
    return OfferText(language, **{name: text[: LENGTHS[name]] for name, text in typed.items()})
