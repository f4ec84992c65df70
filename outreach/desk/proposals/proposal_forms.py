"""What the desk says to something brought to a door, as it was typed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach import email_addresses
from store import people

LONGEST_ANSWER = 1000
LONGEST_TAG = 40
LONGEST_LINE = 120
LONGEST_TITLE = 80
POSTCODE = re.compile(r"\b\d{5}\b")
STREET = re.compile(r"[^,;\n]*[^\W\d][^,;\n]*\s\d{1,4}\s?[a-zA-Z]?\b")
END_OF_SENTENCE = re.compile(r"[.!?:;\n]|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """An answer under a tag."""

    tag: str = ""
    answer: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "AnswerForm":
        """Read what was typed."""
        return cls(line(form, "tag"), form.get("answer", "").strip())

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {
            "tag": not self.tag or len(self.tag) > LONGEST_TAG,
            "answer": not self.answer or len(self.answer) > LONGEST_ANSWER,
        }
        return {name: name for name, is_wrong in found.items() if is_wrong}


@dataclass(frozen=True, slots=True)
class RefusalForm:
    """A reason of ours by its name, words of one's own, or both."""

    reason: str = ""
    words: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "RefusalForm":
        """Read what was typed."""
        return cls(form.get("reason", ""), form.get("words", "").strip())

    def told(self, reasons: Mapping[str, str]) -> str:
        """What they are told; empty where nothing was chosen and nothing typed."""
        if len(self.words) > LONGEST_ANSWER:
            return ""
        return "\n\n".join(filter(None, [reasons.get(self.reason, ""), self.words]))


@dataclass(frozen=True, slots=True)
class InvitationForm:
    """Who is to become a pilot."""

    name: str = ""
    email: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "InvitationForm":
        """Read what was typed."""
        return cls(line(form, "name"), people.normalised(form.get("email", "")))

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {
            "name": not self.name or len(self.name) > LONGEST_LINE,
            "email": not email_addresses.is_address(self.email),
        }
        return {name: name for name, is_wrong in found.items() if is_wrong}


@dataclass(frozen=True, slots=True)
class OfferForm:
    """The offer a proposal becomes; `venue` and `organization` are ids, 0 for a new one.

    `when` are times in words, and `first_on` the day they begin.
    """

    title: str
    description: str
    when: str
    first_on: date | None
    venue: int
    place: str
    street: str
    postcode: str
    town: str
    organization: int
    who: str
    shows_contact: bool = False
    problems: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls, told: Mapping[str, str], *, venue: int, organization: int, town: str
    ) -> "OfferForm":
        """What somebody told us, laid out as an offer."""
        what, where = told.get("what", ""), told.get("where", "")
        street, postcode = STREET.search(where), POSTCODE.search(where)
        return cls(
            title=_title(what),
            description=what,
            when=told.get("when", ""),
            first_on=None,
            venue=venue,
            place=where.partition(",")[0].strip()[:LONGEST_LINE],
            street=street[0].strip() if street else "",
            postcode=postcode[0] if postcode else "",
            town=town,
            organization=organization,
            who=told.get("name", ""),
        )

    @classmethod
    def parse(cls, form: Mapping[str, str], organizations: Collection[int]) -> "OfferForm":
        """Read what was typed; what is missing is named in `problems` by its field.

        `organizations` are those to choose from.
        """
        lines = {
            name: line(form, name) for name in ("title", "place", "street", "postcode", "town")
        }
        venue, organization = _id(form, "venue"), _id(form, "organization")
        who, when, first_on = line(form, "who"), form.get("when", "").strip(), _day(form)
        wrong = {
            "title": not lines["title"] or len(lines["title"]) > LONGEST_TITLE,
            "place": not venue and not (lines["place"] and lines["town"]),
            "who": organization not in organizations and not (who and not organization),
            "first_on": bool(form.get("first_on")) and first_on is None,
        }
        return cls(
            **lines,
            description=form.get("description", "").strip(),
            when=when,
            first_on=first_on,
            venue=venue,
            organization=organization,
            who=who,
            shows_contact=form.get("shows_contact") == "yes",
            problems=tuple(name for name, is_wrong in wrong.items() if is_wrong),
        )


def line(form: Mapping[str, str], name: str) -> str:
    """What was typed into a field of one line, with single spaces."""
    return " ".join(form.get(name, "").split())


def _title(what: str) -> str:
    """The first sentence, or as many of its words as a title may have."""
    first = " ".join(END_OF_SENTENCE.split(what.strip())[0].split())
    if len(first) <= LONGEST_TITLE:
        return first
    return first[:LONGEST_TITLE].rpartition(" ")[0] or first[:LONGEST_TITLE]


def _id(form: Mapping[str, str], name: str) -> int:
    typed = form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _day(form: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(form.get("first_on", ""))
    except ValueError:
        return None
