"""What the desk says of a finished print run: which files are how, why, and where they hang."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk import wording
from outreach.desk.paper import piece_words
from outreach.run_folders import File
from store import codes
from store.placements import Placement

# What somebody has to do something about comes first.
ORDER = ("unmade", "red", "amber", "green")


@dataclass(frozen=True, slots=True)
class Group:
    """Files of which the same is to be said: their light, and why it is not green."""

    light: str
    reasons: tuple[str, ...]
    files: Sequence[File]
    there: Sequence[Placement]

    def is_inside(self) -> bool:
        """Whether they lie in the folder."""
        return any(file.is_inside for file in self.files)


def groups(files: Iterable[File], there: Iterable[Placement]) -> list[Group]:
    """The files of a run by what is to be said of them, with the placements they are for."""
    by_code = {codes.printed(one.code): one for one in there}
    found: dict[tuple[str, tuple[str, ...]], list[File]] = defaultdict(list)
    for file in files:
        found[_light(file), _reasons(file)].append(file)
    return [
        Group(light, reasons, alike, _of(alike, by_code))
        for (light, reasons), alike in sorted(found.items(), key=lambda one: ORDER.index(one[0][0]))
    ]


def _of(files: Iterable[File], by_code: dict[str, Placement]) -> list[Placement]:
    """The placements of these files, in the order of the round."""
    return [by_code[code] for file in files for code in file.codes if code in by_code]


def _light(file: File) -> str:
    return file.trial.light if file.trial else "unmade"


def _reasons(file: File) -> tuple[str, ...]:
    _ = wording.gettext
    if file.trial:
        return tuple(piece_words.reasons(file.trial))
    if file.too_long:
        fits_not = _("“%(text)s” does not fit. Please find a shorter text.")
        return (fits_not % {"text": file.too_long},)
    return (_("Our fonts have no %(letter)s. Please write it without.") % {"letter": file.strange},)
