"""What the forms of the network say: whom somebody looks for, what a partner speaks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from store.network import Wanted

# What is spoken in the town's meetings, the most frequent first; gsg is German Sign Language.
SPOKEN = ("de", "en", "tr", "ar", "uk", "ru", "fa", "ku", "pl", "ro", "fr", "es", "gsg")


def wanted(args: Mapping[str, str], *, districts: Collection[int]) -> Wanted:
    """Read what somebody looks for; what is not there to be chosen is not looked for."""
    district = args.get("district", "")
    chosen = int(district) if district.isascii() and district.isdigit() else None
    return Wanted(
        district_id=chosen if chosen in districts else None,
        language=args.get("language", ""),
        is_idle=args.get("idle") == "yes",
        translates=args.get("translates") == "yes",
    )


def contact_day(form: Mapping[str, str], *, today: date) -> date | None:
    """The day somebody spoke with a partner; None if it is no day, or none of the last years."""
    try:
        day = date.fromisoformat(form.get("on", ""))
    except ValueError:
        return None
    return day if today.year - 5 <= day.year and day <= today else None


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """Which languages a partner speaks, and whether it translates."""

    languages: tuple[str, ...]
    translates: bool

    @classmethod
    def parse(cls, form: MultiDict[str, str], offered: Collection[str]) -> "ProfileForm":
        """Read the form; what is not offered there counts as not chosen."""
        chosen = tuple(language for language in offered if language in form.getlist("languages"))
        return cls(chosen, form.get("translates") == "yes")
