"""When an offer takes place, as the store knows it."""

from store import schedules
from store.schedules import Schedule
from tests.conftest import Town


def schedule_of(town: Town, offer_id: int) -> Schedule:
    """The only schedule of an offer."""
    [schedule] = schedules.for_offers(town.db, [offer_id])
    return schedule
