"""What suits whom: a request and what a pilot said they can take on; pure."""

from collections.abc import Sequence
from typing import Literal

from store.pilots import Profile
from store.referrals import Referral

Misfit = Literal["language", "district", "time"]


def misfits(profile: Profile, referral: Referral, *, usual_language: str) -> tuple[Misfit, ...]:
    """In what a request does not suit a pilot; what neither of them said suits.

    Who named no language speaks that of the office (`usual_language`).
    """
    spoken = profile.languages or (usual_language,)
    suits = {
        "language": referral.language in spoken or is_plain_german(referral.language, spoken),
        "district": not (profile.districts and referral.district)
        or referral.district in profile.districts,
        "time": referral.best_time == "any"
        or not profile.times
        or referral.best_time in profile.times,
    }
    return tuple(what for what in ("language", "district", "time") if not suits[what])


def is_plain_german(language: str, spoken: Sequence[str]) -> bool:
    """Whether somebody who speaks these understands it as Leichte Sprache."""
    return language == "ls" and "de" in spoken
