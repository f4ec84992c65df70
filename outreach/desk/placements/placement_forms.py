"""What the desk says about a placement, as it was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from urllib.parse import urlencode

from outreach.desk.placements.whereabouts import Point, Whereabouts
from store.campaigns import Campaign
from store.districts import District
from store.lines import Line
from store.offers import SITUATIONS
from store.placement_lists import CONDITIONS, Filter
from store.placement_targets import AROUND, Target, to_filter, to_offer
from store.placements import KINDS

LONGEST_NAME = 80
LONGEST_WHY = 200
TICKS = ("free", "no_sign_up", "step_free")


@dataclass(frozen=True, slots=True)
class PlacementForm:
    """Name, kind and place of a printed thing; `problems` is field → what is wrong with it."""

    name: str = ""
    kind: str = "poster"
    where: str = ""
    district_id: int = 0
    campaign: str = ""
    runs: str = ""
    line_ids: tuple[int, ...] = ()
    point: Point | None = None
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(
        cls,
        form: Mapping[str, str],
        known: Whereabouts,
        districts: Sequence[District],
        meant: Callable[[str], list[Line]],
    ) -> Self:
        """Read the form, and find the point and the lines that are meant.

        A bus with its lines needs no point: it is somewhere along them.
        """
        name, kind, where = words(form, "name"), words(form, "kind"), words(form, "where")
        runs = words(form, "lines")[:200] if kind == "bus" else ""
        line_ids, line_problem = _lines(runs, meant)
        found = None if line_ids and not where else known.find(where)
        problems = {
            "name": "" if 0 < len(name) <= LONGEST_NAME else "empty",
            "kind": "" if kind in KINDS else "empty",
            "where": found if isinstance(found, str) else "",
            "lines": line_problem,
        }
        return cls(
            name[:200],
            kind,
            where,
            chosen_district(form, districts),
            words(form, "campaign")[:LONGEST_NAME],
            runs,
            line_ids,
            None if isinstance(found, str) else found,
            {name: problem for name, problem in problems.items() if problem},
        )


@dataclass(frozen=True, slots=True)
class TargetForm:
    """Where a code should lead and why; `offer` is a number or words of a title."""

    to: str = "around"
    offer: str = ""
    situation: str = ""
    district: str = ""
    ticks: tuple[str, ...] = ()
    why: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str], districts: Sequence[District]) -> Self:
        """Read the form; what is not there to be chosen counts as not chosen."""
        situation, district = words(form, "situation"), words(form, "district")
        return cls(
            words(form, "to"),
            words(form, "offer")[:100],
            situation if situation in SITUATIONS else "",
            district if district in {one.name for one in districts} else "",
            tuple(tick for tick in TICKS if form.get(tick) == "yes"),
            words(form, "why")[:LONGEST_WHY],
        )

    def query(self) -> str:
        """The wishes as the public list's address has them."""
        asked = {"situation": self.situation, "district": self.district}
        asked |= dict.fromkeys(self.ticks, "yes")
        return urlencode({name: value for name, value in asked.items() if value})

    def target(self, offers_found: Sequence[int]) -> Target | str:
        """What it asks for, with the offers its words may mean; else what is wrong with it."""
        if not self.why:
            return "why"
        if self.to == "around":
            return AROUND
        if self.to == "filter":
            return to_filter(self.query()) if self.query() else "filter"
        if self.to == "offer":
            return to_offer(offers_found[0]) if len(offers_found) == 1 else "offer"
        return "to"


def filter_of(args: Mapping[str, str], districts: list[District], known: list[Campaign]) -> Filter:
    """Which placements an address asks for; what we do not know counts as not asked."""
    condition, kind = args.get("state", ""), args.get("kind", "")
    campaign = _number(args.get("campaign"))
    return Filter(
        words=words(args, "q")[:80],
        condition=condition if condition in CONDITIONS else "",
        kind=kind if kind in KINDS else "",
        district_id=chosen_district(args, districts),
        campaign_id=campaign if campaign in {one.id for one in known} else 0,
    )


def filter_address(wanted: Filter) -> dict[str, Any]:
    """What an address says to ask for these placements again."""
    said = {
        "q": wanted.words,
        "state": wanted.condition,
        "kind": wanted.kind,
        "district": str(wanted.district_id or ""),
        "campaign": str(wanted.campaign_id or ""),
    }
    return {name: value for name, value in said.items() if value}


def chosen_district(form: Mapping[str, str], districts: Sequence[District]) -> int:
    """The chosen district's id; 0 for none."""
    chosen = _number(form.get("district"))
    return chosen if chosen in {district.id for district in districts} else 0


def words(form: Mapping[str, str], name: str) -> str:
    """What was typed into a field, with single blanks and nothing that cannot be printed."""
    return "".join(filter(str.isprintable, " ".join(form.get(name, "").split())))


def _lines(
    typed: str, meant: Callable[[str], list[Line]]
) -> tuple[tuple[int, ...], Literal["", "unknown", "several"]]:
    """The lines named one after another with commas, and what is wrong with one of them."""
    found = [meant(name) for name in typed.split(",") if name.strip()]
    if not all(found):
        return (), "unknown"
    if any(len(lines) > 1 for lines in found):
        return (), "several"
    return tuple(lines[0].id for lines in found), ""


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
