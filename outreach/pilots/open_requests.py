"""Open requests as one pilot sees them: those that suit first, the others with what does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach import suiting
from outreach.suiting import Misfit
from store.office import Office
from store.pilots import Profile
from store.referrals import Referral


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Somebody who waits, and in what that does not suit the one who looks."""

    referral: Referral
    misfits: tuple[Misfit, ...]

    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.misfits


def sorted_for(profile: Profile, waiting: Iterable[Referral], office: Office) -> list[OpenRequest]:
    """These requests for this pilot: what suits best first, then who waits longest."""
    found = [
        OpenRequest(
            referral, suiting.misfits(profile, referral, usual_language=office.languages[0])
        )
        for referral in waiting
    ]
    return sorted(found, key=lambda request: len(request.misfits))
