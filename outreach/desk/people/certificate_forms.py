"""What the form about a training certificate says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from printables.errors import CannotPrint
from printables.office import certificate
from printables.office.certificate import LONGEST_CONTENT, MOST_CONTENTS

MOST_HOURS = 200


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """As it was typed: the day, how many hours (or none), and a line for each content."""

    held_on: str
    hours: str
    contents: str

    @classmethod
    def usual(cls, role: str, today: date) -> "CertificateForm":
        """What stands in the form before anybody typed."""
        return cls(today.isoformat(), "", "\n".join(certificate.usual_contents(role)))

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "CertificateForm":
        """Read what was typed."""
        return cls(*(form.get(field, "").strip() for field in ("held_on", "hours", "contents")))

    def day(self) -> date:
        """The day of the training. Raises ValueError."""
        return date.fromisoformat(self.held_on)

    def length(self) -> float:
        """How many hours it took; 0 where nobody says. Raises ValueError."""
        hours = float(self.hours.replace(",", ".") or 0)
        if not 0 <= hours <= MOST_HOURS:
            raise ValueError("so long is no training")
        return hours

    def lines(self) -> tuple[str, ...]:
        """What it was about."""
        lines = (" ".join(line.split()) for line in self.contents.splitlines())
        return tuple(line for line in lines if line)

    def problem(self) -> str:
        """What is wrong, before anything is printed; empty if nothing is."""
        try:
            self.day()
        except ValueError:
            return "day"
        try:
            self.length()
        except ValueError:
            return "hours"
        if len(self.lines()) > MOST_CONTENTS or len(max(self.lines(), key=len, default="")) > (
            LONGEST_CONTENT
        ):
            return "contents"
        return "letters" if _has_strange_letters(self.lines()) else ""


def _has_strange_letters(lines: tuple[str, ...]) -> bool:
    try:
        certificate.check(*lines)
    except CannotPrint:
        return True
    return False
