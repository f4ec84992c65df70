"""The key person's card: a secret code to scan once, with a letter that says what it is for.

For the office's own printer: one A4 page with the card at its real size between cut marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from printables import bench, fonts, pages, qr, wording
from printables.fitting import Place
from printables.sheets import Sheet
from store.palette import Palette, light_css

PAGE = Sheet(210, 297, for_print=False)
# What a wallet holds.
CARD = Sheet(85, 55, for_print=True)

# The longest name and workplace that fit, however wide their letters.
LONGEST = 60

PLACES = {
    "name": Place(start_pt=12.5, floor_pt=5.5),
    "steps": Place(start_pt=8.5, floor_pt=7),
    "office": Place(start_pt=7.5, floor_pt=5),
    "letter": Place(start_pt=11.5, floor_pt=9),
    "cutting": Place(start_pt=9, floor_pt=7),
}


@dataclass(frozen=True, slots=True)
class StaffCard:
    """What the page says. `url` holds the card's secret, which stands in the symbol alone."""

    url: str
    name: str
    workplace: str
    phone: str
    office: str
    language: str
    palette: Palette


def check(*texts: str) -> None:
    """Make sure, before there is a secret, that a card can say this. Raises CannotPrint."""
    fonts.check(map(fonts.composed, texts))


def render(card: StaffCard) -> bytes:
    """The letter with the card as a PDF of one page, tagged and in RGB.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    # Not at the top: who only knows what stands on a card, as a server does, needs no WeasyPrint.
    from printables import pdf

    return pdf.render(
        lambda sizes: _page(card, sizes), sheet=PAGE, style="staff_card.css", places=PLACES
    )


def _page(card: StaffCard, sizes: Mapping[str, float]) -> str:
    words = wording.speak(card.language)
    return pages.html(
        "staff_card.html",
        card=card,
        page=PAGE,
        trim=CARD,
        sizes=sizes,
        language=words.language,
        _=words.say,
        colours=light_css(card.palette),
        drawings=_drawings(card),
    )


def _drawings(card: StaffCard) -> dict[str, str]:
    """The pictures of the page as addresses; the symbol is kept nowhere."""
    ink = card.palette.light()
    return {
        "code": pages.data_url(qr.unkept_symbol(card.url).svg()),
        "mark": pages.data_url(bench.mark(ink["on-house"])),
        "marks": pages.data_url(CARD.marks(ink="#000")),
    }
