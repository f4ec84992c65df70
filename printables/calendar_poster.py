"""The calendar poster: a month of a district at a glance, each day with what is on.

What does not fit on a day is counted there, so no day runs over into another.
"""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from babel.dates import format_date

from printables import bench, code_picture, fonts, pages, qr, trial, wording
from printables.bench import SEAT, Bench
from printables.errors import Unreadable
from printables.fitting import Place, Sizes
from printables.pieces import Piece
from printables.poster import BLACK_AND_WHITE
from printables.sheets import Sheet
from printables.trial import Trial
from store.languages import LANGUAGES
from store.palette import Palette, light_css, paper_css

STYLE = "calendar_poster.css"

# Read from where one stands to look for a day; an A2 hangs farther away and is larger.
SIZES = {
    "A3": Piece("calendar-a3", 297, 420, 0.35, 62, "Q"),
    "A2": Piece("calendar-a2", 420, 594, 0.5, 88, "Q"),
}
A3_WIDTH = 297.0

# Millimetres on an A3: where the days begin, how far they keep off the edge, how high a week is.
DAYS_TOP = 63.0
SIDE = 12.0
DAYS_HIGH = 232.0
LEGS = 9.0
REACH = 12.0

# On an A3, in points. A day's place holds so many lines, fewer where they are long.
PLACES = {
    "title": Place(start_pt=44, floor_pt=26),
    "second": Place(start_pt=17, floor_pt=11),
    "aside": Place(start_pt=17, floor_pt=12),
    "foot": Place(start_pt=12, floor_pt=9),
}
MOST_A_DAY = Place(start_pt=5, floor_pt=0)


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """An offer on a day; one that `is_doubtful` needs a call before."""

    starts_at: time | None
    title: str
    language: str
    venue: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with what is on; `holiday` is its German name on a public holiday."""

    on: date
    lines: tuple[CalendarLine, ...]
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPoster:
    """What it says: the days of a month in their order; `url` is the list of the district.

    `icc` is the profile of the press it is for.
    """

    district: str
    days: tuple[CalendarDay, ...]
    url: str
    address: str
    phone: str
    office: str
    sponsor: str
    languages: tuple[str, str]
    palette: Palette
    size: str = "A3"
    for_print: bool = True
    icc: bytes | None = None

    def month(self) -> date:
        """Its first day."""
        return self.days[0].on

    def texts(self) -> Iterator[str]:
        """What the office and the organisations have written in it."""
        yield from (self.district, self.office, self.sponsor)
        for day in self.days:
            for line in day.lines:
                yield from (line.title, line.venue)

    def sheet(self) -> Sheet:
        """The paper it is printed on."""
        piece = SIZES[self.size]
        return Sheet(piece.width_mm, piece.height_mm, for_print=self.for_print)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day's room on an A3: in which column and row, both from 0."""

    day: CalendarDay
    column: int
    row: int


def render(poster: CalendarPoster) -> bytes:
    """The poster as a PDF of one page.

    What no font has is left out of it: `left_out` knows what. Raises CannotPrint with a sentence
    where a text is too long.
    """
    # Only where paper is made: the serving process sets no page.
    from printables import pdf

    scale = SIZES[poster.size].width_mm / A3_WIDTH
    places = {
        name: Place(place.start_pt * scale, place.floor_pt * scale)
        for name, place in PLACES.items()
    }
    places |= {f"day-{day.on.day}": MOST_A_DAY for day in poster.days}
    return pdf.render(
        lambda sizes: _page(poster, sizes, scale),
        sheet=poster.sheet(),
        style=STYLE,
        places=places,
        icc=poster.icc,
    )


def released(poster: CalendarPoster) -> bytes:
    """The poster, once its code was read in the finished file. Raises Unreadable, CannotPrint."""
    made = render(poster)
    looked_at = scan(made, poster)
    if looked_at.light == "red":
        raise Unreadable("; ".join(looked_at.reasons))
    return made


def scan(made: bytes, poster: CalendarPoster) -> Trial:
    """What a phone says to the finished file."""
    symbols = {poster.url: qr.page_symbol(poster.url)}
    return trial.scan_for(made, piece=SIZES[poster.size], symbols=symbols)


def cells(poster: CalendarPoster) -> list[Cell]:
    """The room of each day; weeks begin on Monday."""
    month, days = poster.month(), {day.on: day for day in poster.days}
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [
        Cell(days[on], column, row)
        for row, week in enumerate(weeks)
        for column, on in enumerate(week)
        if on in days
    ]


def _page(poster: CalendarPoster, sizes: Sizes, scale: float) -> str:
    first, second = (wording.speak(prefix) for prefix in poster.languages)
    laid = cells(poster)
    rows = laid[-1].row + 1
    page = pages.html(
        "calendar_poster.html",
        poster=poster,
        sheet=poster.sheet(),
        scale=scale,
        sizes=sizes,
        first=first,
        second=second,
        cells=laid,
        shown={cell.day.on: _shown(cell.day, sizes) for cell in laid},
        room=(DAYS_TOP, SIDE, (A3_WIDTH - 2 * SIDE) / 7, DAYS_HIGH / rows),
        month_of=lambda one: format_date(poster.month(), "LLLL y", locale=one.language.locale),
        tag_of=lambda prefix: LANGUAGES[prefix].tag,
        weekday_of=lambda one, n: one.language.locale.days["stand-alone"]["wide"][n],
        colours=paper_css(poster.palette) if poster.for_print else light_css(poster.palette),
        drawings=_drawings(poster, scale),
        bench=_bench(poster, scale),
        reach=REACH,
        legs=LEGS,
        seat=SEAT,
    )
    return fonts.without_missing(page)


def _shown(day: CalendarDay, sizes: Sizes) -> int:
    """How many lines of a day are told; the others are counted."""
    return min(len(day.lines), int(sizes[f"day-{day.on.day}"]))


def _bench(poster: CalendarPoster, scale: float) -> Bench:
    symbol = qr.page_symbol(poster.url)
    module = symbol.module_mm(SIZES[poster.size].symbol_mm / scale)
    return Bench(module * symbol.modules_across, module * qr.QUIET, legs=LEGS, reach=REACH)


def _drawings(poster: CalendarPoster, scale: float) -> dict[str, str]:
    look = poster.palette.paper() if poster.for_print else poster.palette.light()
    symbol, white = qr.page_symbol(poster.url), BLACK_AND_WHITE[poster.for_print][1]
    is_mirrored = wording.speak(poster.languages[0]).language.direction == "rtl"
    drawn = _bench(poster, scale).svg(
        house=look["house"], sun=look["sun"], white=white, mirrored=is_mirrored
    )
    return {
        "bench": pages.data_url(drawn),
        "code": code_picture.address(symbol, for_print=poster.for_print),
        "mark": pages.data_url(bench.mark(look["on-house"])),
        "marks": pages.data_url(poster.sheet().marks()) if poster.for_print else "",
    }
