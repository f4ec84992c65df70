"""A figure: what was measured, against its target, and the lines of a table that tell it."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. With a target it is `at_most` or `at_least` that, or must `equal` it.

    `beside` puts it in proportion: a ratio to a reference, what else was going on.
    """

    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    must_equal: float | None = None
    beside: str = ""

    def is_reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.must_equal is not None:
            return self.value == self.must_equal
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least

    def is_wrong(self) -> bool:
        """Whether this is no question of speed: a number that had to be exactly another."""
        return self.must_equal is not None and self.value != self.must_equal

    def line(self) -> str:
        """The figure as a line of the table, with the machine's load while it was taken."""
        reached = {None: "", True: "yes", False: "NO"}[self.is_reached()]
        load = f"{os.getloadavg()[0]:.1f}"
        told = f"{_number(self.value)} {self.unit}"
        return (
            f"{self.what:50}{told:>16}{self._target():>14}  {reached:7}  {load:>4}  {self.beside}"
        )

    def _target(self) -> str:
        for sign, target in (("<=", self.at_most), (">=", self.at_least), ("=", self.must_equal)):
            if target is not None:
                return f"{sign} {_number(target)}"
        return ""


def heading() -> str:
    """The first line of the table."""
    return f"{'what':50}{'figure':>16}{'target':>14}  {'reached':7}  {'load':>4}  beside"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
