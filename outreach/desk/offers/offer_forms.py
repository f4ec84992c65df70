"""What the desk says about an offer, as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from werkzeug.datastructures import MultiDict

from outreach import email_addresses
from outreach.exchange import contacts
from store.facts import OF_OFFER, OF_VENUE, Fact
from store.kept_offers import STATUSES
from store.offer_texts import OfferText
from store.offers import SITUATIONS, Details, Offer
from store.organizations import Organization
from store.venues import Address, Venue

FACTS: tuple[Fact, ...] = ("yes", "no", "unknown")
LONG_TEXTS = ("description", "first_visit")
LONGEST_TEXT, LONGEST_LINE = 4_000, 200
MOST_CENTS, OLDEST = 100_000, 120

# What is spoken in the town's meetings, the most frequent first.
SPOKEN = ("de", "en", "tr", "ar", "uk", "ru", "fa", "ku", "pl", "ro", "fr", "es")


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the typed names mean among those we know: none, one, or several venues."""

    organization: Organization | None
    venues: list[Venue]


@dataclass(frozen=True, slots=True)
class OfferForm:
    """The form, field by field; `organization` is a name, `venue` a label or a name."""

    title: str = ""
    description: str = ""
    first_visit: str = ""
    audience: str = ""
    organization: str = ""
    venue: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    category: str = ""
    cost: str = ""
    age_from: str = ""
    age_to: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    status: str = "published"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()

    @classmethod
    def of(cls, offer: Offer) -> "OfferForm":
        """What is known of an offer so far."""
        details, text, venue = offer.details, offer.text, offer.venue
        cost = f"{details.cost_cents / 100:.2f}".replace(".", ",") if details.cost_cents else ""
        return cls(
            text.title,
            text.description,
            text.first_visit,
            text.audience,
            offer.organization.name,
            venue.label(),
            district=venue.district,
            category=details.category,
            cost=cost,
            age_from="" if details.age_from is None else str(details.age_from),
            age_to="" if details.age_to is None else str(details.age_to),
            phone=details.phone or "",
            email=details.email or "",
            website=details.website or "",
            status=offer.status,
            facts={name: getattr(details, name) for name in OF_OFFER}
            | {name: getattr(venue, name) for name in OF_VENUE},
            languages=offer.languages,
            situations=offer.situations,
        )

    @classmethod
    def prefilled(cls, values: Mapping[str, str]) -> "OfferForm":
        """What somebody else has said already; what the form does not ask for is left out."""
        choices = {"facts", "languages", "situations", "status"}
        names = {each.name for each in fields(cls)} - choices
        told: dict[str, Any] = {
            name: _text(values[name]) if name in LONG_TEXTS else _line(values[name])
            for name in names & values.keys()
        }
        return cls(**told)

    @classmethod
    def parse(cls, form: MultiDict[str, str]) -> "OfferForm":
        """Read the form."""
        status = form.get("status", "")
        read = cls.prefilled(form)
        return replace(
            read,
            postcode=read.postcode.replace(" ", ""),
            email=read.email.lower(),
            status=status if status in STATUSES else "draft",
            facts={name: _fact(form, name) for name in (*OF_OFFER, *OF_VENUE)},
            languages=tuple(dict.fromkeys(filter(_is_tag, form.getlist("languages")))),
            situations=tuple(s for s in SITUATIONS if s in form.getlist("situations")),
        )

    def problems(self, known: Known) -> dict[str, str]:
        """What is wrong, by field."""
        found = {
            "title": "missing" if not self.title else "",
            "organization": "missing" if not self.organization else "",
            "venue": self._venue_problem(known),
            "cost": self._cost_problem(),
            "age": self._age_problem(),
            "phone": "no_phone" if self.phone and not contacts.phone(self.phone) else "",
            "email": self._email_problem(),
            "website": "no_website" if self.website and not self._website() else "",
        }
        if self.is_new_place(known) and not re.fullmatch(r"\d{5}", self.postcode, re.ASCII):
            found["postcode"] = "no_postcode"
        return {name: problem for name, problem in found.items() if problem}

    def is_new_place(self, known: Known) -> bool:
        """Whether nobody has entered this place so far."""
        return bool(self.venue) and not known.venues

    def address(self, town: str) -> Address:
        """Where the new place is; in our town unless another was typed."""
        name = self.venue.partition(",")[0].strip() or self.venue
        return Address(name, self.street, self.postcode, self.town or town)

    def text(self, before: OfferText) -> OfferText:
        """The German text, with what the form does not ask for kept."""
        names = ("title", "description", "first_visit", "audience")
        return replace(before, **{name: getattr(self, name) for name in names})

    def details(self, checked_on: date | None) -> Details:
        """What the offer says in every language alike; only without problems."""
        return Details(
            category=self.category,
            age_from=int(self.age_from) if self.age_from else None,
            age_to=int(self.age_to) if self.age_to else None,
            cost_cents=_cents(self.cost) if self.cost else None,
            phone=contacts.phone(self.phone) if self.phone else None,
            email=self.email or None,
            website=self._website(),
            checked_on=checked_on,
            **{name: self.facts.get(name, "unknown") for name in OF_OFFER},
        )

    def facts_of_venue(self) -> dict[str, Fact]:
        """What is said about the house."""
        return {name: self.facts.get(name, "unknown") for name in OF_VENUE}

    def _website(self) -> str | None:
        return contacts.web_address(self.website) if self.website else None

    def _email_problem(self) -> str:
        is_wrong = self.email and not email_addresses.is_address(self.email)
        return "no_address" if is_wrong else ""

    def _venue_problem(self, known: Known) -> str:
        if not self.venue:
            return "missing"
        if len(known.venues) > 1:
            return "which"
        return "new" if self.is_new_place(known) and not self.postcode else ""

    def _cost_problem(self) -> str:
        cents = _cents(self.cost) if self.cost else 0
        if cents is None:
            return "no_cost"
        return "free_costs" if cents and self.facts.get("free") == "yes" else ""

    def _age_problem(self) -> str:
        ages = [age for age in (self.age_from, self.age_to) if age]
        if not all(age.isascii() and age.isdigit() and int(age) <= OLDEST for age in ages):
            return "no_age"
        return "age_order" if len(ages) == 2 and int(ages[0]) > int(ages[1]) else ""


def _line(typed: str) -> str:
    return " ".join(typed.split())[:LONGEST_LINE]


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()[:LONGEST_TEXT]


def _fact(form: Mapping[str, str], name: str) -> Fact:
    typed = form.get(name, "")
    return next((fact for fact in FACTS if fact == typed), "unknown")


def _is_tag(language: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language, re.ASCII) is not None


def _cents(typed: str) -> int | None:
    """Euros as people type them (2,50 or 2.50 €) in cents; None if that is no price."""
    plain = typed.replace("€", "").replace("Euro", "").strip().replace(",", ".")
    try:
        cents = Decimal(plain) * 100
    except InvalidOperation:
        return None
    is_price = cents.is_finite() and 0 <= cents <= MOST_CENTS and cents == cents.to_integral()
    return int(cents) if is_price else None
