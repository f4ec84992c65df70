"""Moments as the database keeps them: UTC, to the second, in an order text can be sorted by."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """The moment (with a zone) as text: 2026-05-05T08:00:00+00:00."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def read(text: str) -> datetime:
    """The moment this text says, in UTC."""
    return datetime.fromisoformat(text)
