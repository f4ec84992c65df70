"""The hand-off card: a pocket card that somebody is given, with a code that is theirs alone.

It lies in wallets and falls out of them, so it says nothing about whoever carries it. The code is
on the front only: however the back is turned in the printer, no card gets the code of another.
"""

from dataclasses import dataclass

from printables import bench, code_picture, pages, pdf, qr, wording
from printables.bench import SEAT, STURDY, Bench
from printables.card_sheet import CardSheet
from printables.errors import CannotPrint
from printables.fitting import Place, Sizes
from printables.poster import BLACK_AND_WHITE
from printables.sheets import BLEED_MM
from store.palette import Palette, paper_css

SHEET = CardSheet()
STYLE = "hand_off_card.css"

# Read at arm's length: a module of 1 mm or more. A long address needs more of them, and more lines
# of type beside a larger symbol; then the front says less.
SYMBOL_MM = 27.0
ROOMY_SYMBOL_MM = 29.0
LARGEST_SYMBOL_MM = 33.0

# The bench is drawn for a symbol of 100 units, as on the poster; the card has room for short legs.
UNITS = 100.0
LEGS = 8.0
# From its arm to the cut beside it, from its feet to the cut below, from its seat to the words.
BESIDE_MM = 2.5
BELOW_MM = 3.5
BEFORE_MM = 0.8
# Words keep off the cut.
SAFE_MM = 5.0

# Type in points. A floor keeps a place's smallest words at 8 points or more.
PLACES = {
    "headline": Place(start_pt=14, floor_pt=9.5),
    "choice": Place(start_pt=9, floor_pt=8),
    "address": Place(start_pt=9, floor_pt=8),
    "back-headline": Place(start_pt=14, floor_pt=11),
    "back-text": Place(start_pt=9.5, floor_pt=8),
    "foot": Place(start_pt=8, floor_pt=8),
}


@dataclass(frozen=True, slots=True)
class CodedCard:
    """What is each card's own: the code as printed (K7M-2X), `url` as the symbol holds it."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class HandOffCards:
    """A run of cards: the first language on their front, the second on their back.

    `address` is what is typed before the code: begegnung.example/c/.
    """

    cards: tuple[CodedCard, ...]
    address: str
    phone: str
    office: str
    sponsor: str
    languages: tuple[str, str]
    palette: Palette


@dataclass(frozen=True, slots=True)
class Drawing:
    """A bench around a symbol on a card; lengths in mm, from the edge its seat runs over."""

    symbol_mm: float
    modules: int

    @property
    def bench(self) -> Bench:
        """The bench in its own units; its seat ends with the bleed."""
        unit = UNITS / self.modules
        ground, quiet = unit * (self.modules + 2 * qr.QUIET), unit * qr.QUIET
        return Bench(ground, quiet, legs=LEGS, reach=(self.beside_mm + BLEED_MM) / self.scale)

    @property
    def scale(self) -> float:
        """How long a unit of the bench is."""
        return self.symbol_mm / UNITS

    @property
    def ground_mm(self) -> float:
        """The side of the symbol's white ground."""
        return self.symbol_mm / self.modules * (self.modules + 2 * qr.QUIET)

    @property
    def is_roomy(self) -> bool:
        """Whether the symbol leaves room for more than the most necessary words."""
        return self.symbol_mm <= ROOMY_SYMBOL_MM

    @property
    def beside_mm(self) -> float:
        """From the ground to the cut beside it."""
        return BESIDE_MM + STURDY * self.scale

    @property
    def below_mm(self) -> float:
        """From the ground to the cut below it."""
        return BELOW_MM + (LEGS + SEAT) * self.scale

    @property
    def words_mm(self) -> float:
        """The width that is left for words."""
        bench_mm = self.bench.width * self.scale - BLEED_MM
        return SHEET.width_mm - SAFE_MM - bench_mm - BEFORE_MM


def render(run: HandOffCards) -> bytes:
    """The cards as a PDF: for every ten of them a sheet of fronts, then one of backs.

    Raises CannotPrint with a sentence where a text or the address is too long or has a letter our
    fonts lack.
    """
    sheets = [run.cards[at : at + SHEET.cards] for at in range(0, len(run.cards), SHEET.cards)]
    places = pdf.settled(
        lambda sizes: _page(run, sheets[:1], sizes), sheet=SHEET, style=STYLE, places=PLACES
    )
    return pdf.render(
        lambda sizes: _page(run, sheets, sizes),
        sheet=SHEET,
        style=STYLE,
        places=places,
        pages=2 * len(sheets),
    )


def _page(run: HandOffCards, sheets: list[tuple[CodedCard, ...]], sizes: Sizes) -> str:
    first, second = (wording.speak(prefix) for prefix in run.languages)
    drawing = _drawing(run.cards[0].url)
    return pages.html(
        "hand_off_card.html",
        run=run,
        sheets=sheets,
        sheet=SHEET,
        sizes=sizes,
        first=first,
        second=second,
        drawing=drawing,
        colours=paper_css(run.palette),
        drawings=_drawings(run, drawing, mirrored=first.language.direction == "rtl"),
        symbol=_symbol,
    )


def _drawing(url: str) -> Drawing:
    modules = qr.symbol(url).modules
    if modules > LARGEST_SYMBOL_MM:
        raise CannotPrint(f"The symbol for {url} needs more room than a card has.")
    return Drawing(max(SYMBOL_MM, float(modules)), modules)


def _drawings(run: HandOffCards, drawing: Drawing, *, mirrored: bool) -> dict[str, str]:
    ink, white = run.palette.paper(), BLACK_AND_WHITE[True][1]
    around = drawing.bench.svg(house=ink["house"], sun=ink["sun"], white=white, mirrored=mirrored)
    return {
        "bench": pages.data_url(around),
        "mark": pages.data_url(bench.mark(ink["house"])),
        "marks": pages.data_url(SHEET.marks()),
    }


def _symbol(url: str) -> str:
    return code_picture.address(qr.symbol(url), for_print=True)
