"""The print house: takes what a piece says and makes the file of it.

The page setter is imported where it is used: a server begins prints and makes them elsewhere.
"""

from collections.abc import Mapping, Sequence

from printables import areas, short, tall, trial
from printables.errors import CannotPrint
from printables.fitting import Place
from printables.pieces import Piece
from printables.poster import Poster
from printables.trial import Trial

Places = Mapping[str, Place]


def render(poster: Poster, *, places: Places | None = None) -> bytes:
    """The piece as a PDF of one page; `places` are those of `settled` where many say the same.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    from printables import pdf

    drawn = tall if poster.kind().scale else areas
    return short.fitted(
        poster,
        lambda said: pdf.render(
            lambda sizes: drawn.page(said, sizes),
            sheet=poster.sheet(),
            style=drawn.STYLE,
            places=places or drawn.places(poster.kind()),
            icc=poster.icc,
        ),
    )


def tried(posters: Sequence[Poster], places: Places | None = None) -> tuple[bytes, Trial]:
    """The file of a piece, or of a sheet of them, and what came out when it was looked at.

    `places` are those of `settled`. Raises CannotPrint with the name of the piece.
    """
    piece = posters[0].kind()
    try:
        made = _made(posters, places)
    except CannotPrint as error:
        raise CannotPrint(f"{piece.name}, {posters[0].place}: {error}") from error
    return made, trial.scan(made, piece=piece, urls=[poster.url for poster in posters])


def _made(posters: Sequence[Poster], places: Places | None) -> bytes:
    if len(posters) == 1:
        return render(posters[0], places=places)
    return render_sheets(posters, places=places)


def settled(poster: Poster) -> dict[str, Place]:
    """The sizes of type that fit this piece, to begin with in a run of many. Raises CannotPrint."""
    from printables import pdf

    drawn = tall if poster.kind().scale else areas
    return short.fitted(
        poster,
        lambda said: pdf.settled(
            lambda sizes: drawn.page(said, sizes),
            sheet=poster.sheet(),
            style=drawn.STYLE,
            places=drawn.places(poster.kind()),
        ),
    )


def render_sheets(posters: Sequence[Poster], *, places: Places | None = None) -> bytes:
    """Small pieces in numbers on sheets of A4, with marks to cut them at.

    Raises CannotPrint for a piece that is not made in numbers, and as `render` does.
    """
    from printables import pdf

    piece = posters[0].kind()
    on_a_sheet(piece)
    assert piece.on_sheet is not None
    return pdf.render(
        lambda sizes: areas.sheets(posters, sizes),
        sheet=piece.on_sheet,
        style=areas.STYLE,
        places=places or areas.places(piece),
        pages=-(-len(posters) // piece.on_sheet.cards),
        icc=posters[0].icc,
    )


def on_a_sheet(piece: Piece) -> int:
    """How many stand on an A4. Raises CannotPrint for a piece that is printed one by one."""
    if piece.on_sheet is None:
        raise CannotPrint(f"A {piece.name} is printed by itself, not in numbers on a sheet.")
    return piece.on_sheet.cards
