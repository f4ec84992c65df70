"""Calendar posters: every offer of a district on each day of a month on which it takes place."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from outreach import brochures
from outreach.brochures import NothingOn
from printables import calendar_poster, left_out
from printables.attempts import Made
from printables.brochure.contents import readable
from printables.calendar_poster import CalendarDay, CalendarLine, CalendarPoster
from store import database, occurrences, offers, public_holidays, schedules, wishes
from store import office as offices
from store.database import Database
from store.occurrences import Occurrence
from store.office import Office
from store.wishes import Wish


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which poster is wanted: its district, any day of its month, two languages, size and file.

    `icc` is the profile of the press, for a file for print.
    """

    district: str
    month: date
    languages: tuple[str, str]
    size: str = "A3"
    for_print: bool = True
    icc: bytes | None = None

    def file_name(self) -> str:
        """What its file is called; it names no place."""
        return f"calendar-{'print' if self.for_print else 'screen'}.pdf"

    def days(self) -> list[date]:
        """The days of its month."""
        first = self.month.replace(day=1)
        days = (first + timedelta(days=n) for n in range(31))
        return [day for day in days if day.month == first.month]


def collect(db: Database, wanted: Sheet, *, office: Office) -> CalendarPoster:
    """What the poster says. Raises NotFound with the known districts, and NothingOn."""
    brochures.check_district(db, wanted.district)
    days = wanted.days()
    holidays = public_holidays.between(office.state, days[0], days[-1])
    lines = _lines(db, wanted, holidays)
    if not lines:
        raise NothingOn(f"In {wanted.district} nothing is on in {days[0]:%Y-%m}.")
    url = f"{office.base_url}/{wanted.languages[0]}/offers?district={quote(wanted.district)}"
    return CalendarPoster(
        district=wanted.district,
        days=tuple(
            CalendarDay(day, tuple(lines.get(day, ())), holidays.get(day, "")) for day in days
        ),
        url=url,
        address=readable(url),
        phone=office.phone,
        office=office.name,
        sponsor=office.sponsor,
        languages=wanted.languages,
        palette=office.look(),
        size=wanted.size,
        for_print=wanted.for_print,
        icc=wanted.icc,
    )


def render(folder: Path, wanted: Sheet) -> Made:
    """The poster of this office as a PDF, and what no font has of what is said in it.

    For a process of its own, it takes a second. Raises CannotPrint with a sentence, and NotFound.
    """
    db = database.open_office(folder, is_reader=True)
    try:
        said = collect(db, wanted, office=offices.read(folder))
    finally:
        db.close()
    made = calendar_poster.released(said)
    return Made({wanted.file_name(): made}, left_out.of(said.texts()))


def _lines(
    db: Database, wanted: Sheet, holidays: dict[date, str]
) -> dict[date, list[CalendarLine]]:
    """What takes place on each day, the earliest first."""
    ids, days = wishes.fitting(db, Wish(district=wanted.district)), wanted.days()
    known = {offer.id: offer for offer in offers.by_ids(db, ids, language=wanted.languages[0])}
    dates = occurrences.between(schedules.for_offers(db, ids), days[0], days[-1], holidays=holidays)
    found: dict[date, list[CalendarLine]] = defaultdict(list)
    for on in dates:
        if on.takes_place():
            text, venue = known[on.offer_id].text, known[on.offer_id].venue
            line = CalendarLine(
                on.starts_at, text.title, text.language, venue.name, _is_doubtful(on)
            )
            found[on.on].append(line)
    return found


def _is_doubtful(date: Occurrence) -> bool:
    return not (date.is_sure() and date.is_confirmed and date.starts_at is not None)
