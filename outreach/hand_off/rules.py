"""Rules of the hand-off: which clock counts."""

from datetime import datetime, timedelta

# Phones and server may differ by so much without anybody noticing.
CLOCKS_DIFFER = timedelta(minutes=5)
# A tunnel, a cellar, a night without a network: until then the phone is believed.
BELIEVED_FOR = timedelta(hours=24)


def moment(told: datetime, *, received: datetime) -> datetime:
    """When something was handed off: as the phone told, unless that cannot be or is long ago."""
    is_believed = -CLOCKS_DIFFER <= received - told <= BELIEVED_FOR
    return told if is_believed else received


def is_clock_off(told: datetime, *, received: datetime) -> bool:
    """Whether somebody should ask: the clock is a day off, or the phone had no network for so long.

    From here the two look the same.
    """
    return abs(received - told) > BELIEVED_FOR
