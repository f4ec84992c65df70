"""What the forms about people say: who is new, where a card belongs, which dates hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outreach import email_addresses
from printables import staff_card
from printables.errors import CannotPrint
from store import people
from store.staff_cards import StaffCard

# A date outside is a slip of the hand.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class NewPersonForm:
    """Somebody who is to come in."""

    name: str = ""
    email: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "NewPersonForm":
        """Read what was typed."""
        return cls(_one_line(form, "name"), people.normalised(form.get("email", "")))

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {"name": _name_problem(self.name)}
        if self.email and not email_addresses.is_address(self.email):
            found["email"] = "no_address"
        return {field: problem for field, problem in found.items() if problem}


@dataclass(frozen=True, slots=True)
class CardForm:
    """Where a key person works; the district as it is called, or empty."""

    workplace: str = ""
    district: str = ""

    @classmethod
    def of(cls, card: StaffCard | None) -> "CardForm":
        """What an open card says already."""
        return cls(card.workplace, card.district) if card else cls()

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "CardForm":
        """Read what was typed."""
        return cls(_one_line(form, "workplace"), form.get("district", ""))

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; before there is a card, because a new one ends the old one."""
        problem = _name_problem(self.workplace) or _letters_problem(self.workplace)
        return {"workplace": problem} if problem else {}


@dataclass(frozen=True, slots=True)
class DatesForm:
    """Both dates that gate a person; None where a field was left empty."""

    trained_until_on: date | None
    confidential_since_on: date | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "DatesForm | None":
        """Read what was typed; None if one of them is no day of these years."""
        try:
            return cls(_day(form, "trained_until_on"), _day(form, "confidential_since_on"))
        except ValueError:
            return None


def key_person_problems(person: NewPersonForm, card: CardForm) -> dict[str, str]:
    """What is wrong with a new key person: their name is printed, too."""
    problems = person.problems() | card.problems()
    if "name" not in problems and (problem := _letters_problem(person.name)):
        problems["name"] = problem
    return problems


def _one_line(form: Mapping[str, str], field: str) -> str:
    return " ".join(form.get(field, "").split())


def _name_problem(name: str) -> str:
    if not name:
        return "missing"
    return "too_long" if len(name) > staff_card.LONGEST else ""


def _letters_problem(text: str) -> str:
    try:
        staff_card.check(text)
    except CannotPrint:
        return "letters"
    return ""


def _day(form: Mapping[str, str], field: str) -> date | None:
    typed = form.get(field, "").strip()
    if not typed:
        return None
    day = date.fromisoformat(typed)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{field} lies in no year of ours")
    return day
