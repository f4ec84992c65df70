"""What the desk says about a venue, as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from store.facts import OF_VENUE, Fact
from store.venues import Address, Venue

LONGEST_LINE, LONGEST_DIRECTIONS = 200, 1_000
# "52.0211, 8.5312" as maps give it to copy.
POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
FACTS: tuple[Fact, ...] = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class VenueForm:
    """Address, directions and facts; `point_typed` is latitude and longitude in one field."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    directions: str = ""
    point_typed: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, venue: Venue) -> "VenueForm":
        """What is known so far."""
        return cls(
            venue.name,
            venue.street,
            venue.postcode,
            venue.town,
            venue.district,
            venue.directions,
            "" if venue.lat is None else f"{venue.lat}, {venue.lon}",
            {name: getattr(venue, name) for name in OF_VENUE},
        )

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "VenueForm":
        """Read the form."""
        lines = ("name", "street", "postcode", "town", "district")
        return cls(
            **{name: " ".join(form.get(name, "").split())[:LONGEST_LINE] for name in lines},
            directions=form.get("directions", "").strip()[:LONGEST_DIRECTIONS],
            point_typed=form.get("point", "").strip()[:LONGEST_LINE],
            facts={name: _fact(form.get(name, "")) for name in OF_VENUE},
        )

    def problems(self, namesakes: list[Venue], venue_id: int) -> dict[str, str]:
        """What is wrong, by field; `namesakes` are the venues with this name and address."""
        is_taken = any(
            venue.id != venue_id and venue.label() == self.address().label() for venue in namesakes
        )
        found = {
            "name": "missing" if not self.name else "taken" if is_taken else "",
            "point": "no_point" if self.point_typed and self.point() is None else "",
        }
        return {name: problem for name, problem in found.items() if problem}

    def address(self) -> Address:
        """What an envelope says."""
        return Address(self.name, self.street, self.postcode, self.town)

    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, None where nothing or no point was typed."""
        found = POINT.fullmatch(self.point_typed)
        lat, lon = (float(found[1]), float(found[2])) if found else (999.0, 999.0)
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _fact(typed: str) -> Fact:
    return next((fact for fact in FACTS if fact == typed), "unknown")
