"""Which part of the funnel is asked for in its address, and by what it is told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from outreach.desk.figures import funnel_words
from store import funnel
from store.funnel import BY, UNSAID, By, Way

Groups = Mapping[int, tuple[str, ...]]

# In an address nothing means everybody, so what was not said needs a name.
NOT_SAID = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """Chosen parts by trait, and the trait to tell the rest apart by, if any."""

    chosen: Mapping[By, str]
    by: By | None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """What an address says."""
        chosen = {trait: asked[trait] for trait in BY if asked.get(trait)}
        return cls(chosen, next((trait for trait in BY if trait == asked.get("by")), None))

    def of(self, everybody: list[Way], groups: Groups) -> list[Way]:
        """The ways that are asked for."""
        for trait, name in self.chosen.items():
            wanted = UNSAID if name == NOT_SAID else name
            everybody = funnel.told_apart(everybody, trait, groups=groups).get(wanted, [])
        return everybody


def choices(everybody: list[Way], groups: Groups) -> dict[By, dict[str, str]]:
    """For each trait the parts there are: what stands in the address, and what it is called."""
    return {
        trait: {
            name or NOT_SAID: funnel_words.part(trait, name)
            for name in funnel.parts(everybody, trait, groups=groups)
        }
        for trait in BY
    }
