"""A round of inspection as its address tells it: where one stands, and who was passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

# More than that in one round is no skipping any more, and the address stays short.
MOST_SKIPPED = 60


@dataclass(frozen=True, slots=True)
class Round:
    """`at` is the placement one stands at (0 before the first), `district_id` 0 the whole town."""

    at: int = 0
    district_id: int = 0
    skipped: tuple[int, ...] = ()

    @classmethod
    def parse(cls, told: Mapping[str, str], district_id: int) -> Self:
        """Read it from an address or a form."""
        numbers = [_number(word) for word in told.get("skip", "").split(".")]
        skipped = tuple(number for number in numbers if number)[-MOST_SKIPPED:]
        return cls(_number(told.get("at", "")), district_id, skipped)

    def standing_at(self, placement_id: int) -> Self:
        """The same round from another placement on."""
        return replace(self, at=placement_id)

    def without(self, placement_id: int) -> Self:
        """The same round, and this one not today."""
        skipped = (*self.skipped, placement_id)[-MOST_SKIPPED:]
        return replace(self, skipped=skipped)

    def address(self) -> dict[str, Any]:
        """What an address says to be here again."""
        said = {
            "at": str(self.at or ""),
            "district": str(self.district_id or ""),
            "skip": ".".join(map(str, self.skipped)),
        }
        return {name: value for name, value in said.items() if value}

    def next(self, near: Mapping[int, float]) -> tuple[int, float] | None:
        """The nearest of these (id → metres, near first) that was not skipped."""
        left = ((number, metres) for number, metres in near.items() if number not in self.skipped)
        return next(left, None)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
