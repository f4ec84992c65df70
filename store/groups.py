"""Groups: the people an office wants to reach, the same for supply, demand and population."""

from collections.abc import Collection
from dataclasses import dataclass

from store.offers import SITUATIONS

EVERYBODY = "everyone"


@dataclass(frozen=True, slots=True)
class Group:
    """People in a life situation, of an age (from, to, both inclusive), or all of them."""

    key: str
    situation: str = ""
    ages: tuple[int, int] | None = None

    def is_welcome(
        self, situations: Collection[str], *, age_from: int | None, age_to: int | None
    ) -> bool:
        """Whether an offer that says this is open to the whole group.

        Ages nobody told are no bar; a life situation has to be named, or everyone.
        """
        if self.situation and not {self.situation, EVERYBODY} & set(situations):
            return False
        if self.ages is None:
            return True
        return (age_from or 0) <= self.ages[0] and (age_to is None or age_to >= self.ages[1])

    def is_meant(
        self, situations: Collection[str], *, age_from: int | None, age_to: int | None
    ) -> bool:
        """Whether who comes to such an offer belongs to the group: it is made for nobody else."""
        if self.ages is not None:
            return (
                age_from is not None
                and age_to is not None
                and self.ages[0] <= age_from
                and age_to <= self.ages[1]
            )
        return not self.situation or (
            self.situation in situations and EVERYBODY not in situations and len(situations) == 1
        )


ALL = Group("all")
# The age the programme is for.
FOCUS = Group("28-59", ages=(28, 59))
GROUPS: dict[str, Group] = {
    group.key: group
    for group in (
        ALL,
        FOCUS,
        *(Group(name, situation=name) for name in SITUATIONS if name != EVERYBODY),
    )
}
