"""The time, asked for in one place: moments in UTC, days and hours as the town's clocks show."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

TOWN_TIME = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def local_now() -> datetime:
    """This moment as a clock in town shows it, without a zone."""
    return now().astimezone(TOWN_TIME).replace(tzinfo=None)
