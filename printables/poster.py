"""What a poster says, and with it every other piece of paper at a placement: the invitation, what
is on next, and the code of the place it hangs at."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Self

from printables import bench, code_picture, left_out, qr, short, wording
from printables.bench import Bench
from printables.left_out import LeftOut
from printables.pieces import PIECES, Piece
from printables.sheets import REGISTRATION, Sheet
from printables.wording import Wording
from store.palette import BLACK, Palette, light_css, paper_css

# In a print file black is one ink: four would blur the code where the plates are a hair apart.
BLACK_AND_WHITE = {
    True: ("device-cmyk(0 0 0 1)", "device-cmyk(0 0 0 0)"),
    False: ("#000000", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class PosterDate:
    """Something that is on: when, what and where; in a vehicle with the stop to get off at."""

    on: date
    starts_at: time
    title: str
    venue: str
    stop: str = ""

    def texts(self) -> tuple[str, str, str]:
        """What others have named."""
        return self.title, self.venue, self.stop

    def shorter(self, most: int) -> "PosterDate":
        """The same in names of at most so many letters."""
        title, venue, stop = (short.cut(text, most) for text in self.texts())
        return PosterDate(self.on, self.starts_at, title, venue, stop)


@dataclass(frozen=True, slots=True)
class Poster:
    """What a piece says. `code` as it is printed (K7M-2X), `url` as the symbol holds it.

    `sentences` are the campaign's own in the two languages; an empty one is said as everywhere.
    `icc` is the profile of the press the file is meant for.
    """

    place: str
    code: str
    url: str
    domain: str
    phone: str
    office: str
    sponsor: str
    dates: tuple[PosterDate, ...]
    languages: tuple[str, str]
    palette: Palette
    piece: str = "poster-a4"
    for_print: bool = True
    sentences: tuple[str, str] = ("", "")
    has_marks: bool = True
    icc: bytes | None = None

    def is_on_the_way(self) -> bool:
        """Whether its dates are along a line."""
        return any(date.stop for date in self.dates)

    def left_out(self) -> tuple[LeftOut, ...]:
        """The names among its dates that it says without a sign; its own words keep theirs."""
        return left_out.of(text for one in self.dates for text in one.texts())

    def shorter(self, most: int) -> Self:
        """The same with names of at most so many letters among its dates."""
        return replace(self, dates=tuple(one.shorter(most) for one in self.dates))

    def kind(self) -> Piece:
        """The piece it is made as."""
        return PIECES[self.piece]

    def sheet(self) -> Sheet:
        """The paper it is printed on, one by one."""
        piece = self.kind()
        return Sheet(
            piece.width_mm,
            piece.height_mm,
            for_print=self.for_print,
            has_marks=self.has_marks,
            fold_mm=piece.fold_mm,
        )

    def symbol(self) -> qr.Symbol:
        """Its code, as strong as the piece needs it."""
        return qr.symbol(self.url, error=self.kind().error)

    def wordings(self) -> tuple[Wording, Wording]:
        """The words of its two languages."""
        first, second = (wording.speak(prefix) for prefix in self.languages)
        return first, second

    def turned(self) -> "Poster":
        """The same with its second language first."""
        return replace(self, languages=self.languages[::-1], sentences=self.sentences[::-1])

    def colours(self) -> str:
        """The look as CSS, in inks for a press."""
        return paper_css(self._look()) if self.for_print else light_css(self._look())

    def black(self) -> str:
        """Black as CSS, in one ink."""
        return BLACK_AND_WHITE[self.for_print][0]

    def code_picture(self) -> str:
        """Its code as an address, in one ink."""
        return code_picture.address(self.symbol(), for_print=self.for_print)

    def mark_ink(self) -> str:
        """What its crop marks are printed with: all plates there are."""
        return BLACK_AND_WHITE[True][0] if self.kind().is_black else REGISTRATION

    def bench_svg(self, drawn: Bench) -> str:
        """The bench around its code, mirrored where reading begins at the right."""
        ink, white = self._inks(), BLACK_AND_WHITE[self.for_print][1]
        mirrored = wording.speak(self.languages[0]).language.direction == "rtl"
        return drawn.svg(house=ink["house"], sun=ink["sun"], white=white, mirrored=mirrored)

    def mark_svg(self) -> str:
        """The office's mark for the meadow."""
        return bench.mark(self._inks()["on-house"])

    def _inks(self) -> dict[str, str]:
        return self._look().paper() if self.for_print else self._look().light()

    def _look(self) -> Palette:
        return BLACK if self.kind().is_black else self.palette
