"""Public holidays of a federal state."""

from datetime import date
from functools import cache

from holidays import country_holidays


def between(state: str, from_on: date, to_on: date) -> dict[date, str]:
    """German names of the holidays in `state` (ISO 3166-2, such as NW) from one day to another."""
    years = range(from_on.year, to_on.year + 1)
    return {
        day: name
        for year in years
        for day, name in _in_year(state, year).items()
        if from_on <= day <= to_on
    }


@cache
def _in_year(state: str, year: int) -> dict[date, str]:
    return dict(country_holidays("DE", subdiv=state, years=year, language="de"))
