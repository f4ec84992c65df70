"""HTML in, PDF out: the one place that knows WeasyPrint.

Two kinds of file: for the print shop (CMYK only, with bleed, marks and boxes) and for screens
(tagged, PDF/UA-1). Nothing is ever left out silently: a picture, a letter or room that is missing
is an error.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from printables import finishing, fitting, fonts
from printables.card_sheet import CardSheet
from printables.code_picture import Pictures
from printables.errors import MissingImage, TextTooLong
from printables.fitting import Overflow, Place, Sizes
from printables.sheets import Sheet

STYLES = Path(__file__).with_name("styles")

# WeasyPrint shares one font configuration among all pieces of a process.
RENDERING = Lock()

# Fonts and pictures come with the page; nothing is fetched, from the disk or from the net.
FETCHER = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)

# The number of the page each id stands on.
Numbers = Mapping[str, int]

# Where WeasyPrint tells, as errors, of pictures that it left out.
LOGGER = logging.getLogger("weasyprint")


class Complaints(logging.Handler):
    """Keeps what a library logs."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's message."""
        self.heard.append(record.getMessage())


def render(
    page: Callable[[Sizes], str],
    *,
    sheet: Sheet | CardSheet,
    style: str,
    places: Mapping[str, Place],
    pages: int = 1,
    icc: bytes | None = None,
) -> bytes:
    """A piece of so many pages as PDF.

    `page` makes its HTML from the type size in points of each place; `style` names a file in
    `styles/`, `icc` is the profile of the press it is for. Raises TextTooLong, MissingGlyph or
    MissingImage.
    """
    with RENDERING, _nothing_left_out():
        document, _ = _fitted(page, sheet, style, places)
        assert len(document.pages) == pages, "a piece's places are fixed, so its pages are known"
        return _written(document, sheet, icc)


def flowed(page: str, *, sheet: Sheet, style: str) -> bytes:
    """A text over as many pages as it needs as PDF; its places are not fixed, so nothing shrinks.

    Raises MissingGlyph or MissingImage.
    """
    with RENDERING, _nothing_left_out():
        return _written(_laid_out(page, sheet, style), sheet)


def book(
    front: Callable[[Numbers], str],
    parts: Sequence[Callable[[Numbers, int], str]],
    *,
    sheet: Sheet,
    style: str,
    icc: bytes | None = None,
) -> bytes:
    """Texts one after the other, each over as many pages as it needs; `front` tells their numbers.

    A part is made from the numbers of what stands before it, and from how many pages that takes.
    So nothing is laid out twice but the few pages in front; with WeasyPrint's own counters all
    would be. Raises MissingGlyph or MissingImage.
    """
    with RENDERING, _nothing_left_out():
        numbers: dict[str, int] = {}
        count = len(_laid_out(front(numbers), sheet, style).pages)
        laid: list[Any] = []
        for part in parts:
            pages = _laid_out(part(numbers, count), sheet, style).pages
            numbers |= _numbers(pages, count)
            count, laid = count + len(pages), [*laid, *pages]
        first = _laid_out(front(numbers), sheet, style)
        assert len(first.pages) + len(laid) == count, "numbers in front take the room they had"
        return _written(first.copy([*first.pages, *laid]), sheet, icc)


def page_count(page: str, *, sheet: Sheet, style: str) -> int:
    """How many pages a text takes. Raises MissingGlyph or MissingImage."""
    with RENDERING, _nothing_left_out():
        return len(_laid_out(page, sheet, style).pages)


def _numbers(laid: Sequence[Any], before: int) -> dict[str, int]:
    """On which page each id stands."""
    return {name: n for n, page in enumerate(laid, before + 1) for name in page.anchors}


def settled(
    page: Callable[[Sizes], str],
    *,
    sheet: Sheet | CardSheet,
    style: str,
    places: Mapping[str, Place],
) -> dict[str, Place]:
    """The places, beginning at the sizes that fit this piece: for a run of many that say the same.

    Every size that is tried costs a layout of all pages. Raises what `render` raises.
    """
    with RENDERING, _nothing_left_out():
        _, sizes = _fitted(page, sheet, style, places)
    return {name: replace(place, start_pt=sizes[name]) for name, place in places.items()}


@contextmanager
def _nothing_left_out() -> Iterator[None]:
    """Raise MissingImage where WeasyPrint would print without what it could not fetch or draw."""
    complaints = Complaints(logging.ERROR)
    LOGGER.addHandler(complaints)
    try:
        yield
    # Not an Exception, because WeasyPrint swallows those.
    except FatalURLFetchingError as error:
        raise MissingImage(str(error)) from error
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.heard:
        raise MissingImage(complaints.heard[0])


def _fitted(
    piece: Callable[[Sizes], str],
    sheet: Sheet | CardSheet,
    style: str,
    places: Mapping[str, Place],
) -> tuple[Any, Sizes]:
    """The laid-out document and the sizes that fit."""
    sizes = fitting.starting_sizes(places)
    while True:
        document = _laid_out(piece(sizes), sheet, style)
        found = [overflow for page in document.pages for overflow in fitting.overflows(page)]
        if not found:
            return document, sizes
        del document  # before the next one takes as much memory
        sizes |= {overflow.place: _smaller(overflow, sizes, places) for overflow in found}


def _smaller(overflow: Overflow, sizes: Sizes, places: Mapping[str, Place]) -> float:
    place = places[overflow.place]
    size = fitting.next_smaller(sizes[overflow.place], place, overflow.ratio)
    if size is None:
        raise TextTooLong(overflow.text, floor_pt=place.floor_pt, place=overflow.place)
    return size


def _laid_out(markup: str, sheet: Sheet | CardSheet, style: str) -> Any:
    # With a base, a relative address becomes one that is refused; without, it is passed over.
    html = HTML(string=fonts.composed(markup), base_url="file:///", url_fetcher=FETCHER)
    fonts.check(_texts(html.etree_element))
    return html.render(
        stylesheets=_stylesheets(style),
        font_config=_font_configuration(),
        cache=Pictures(),
        # Groups of drawings would be blended in RGB otherwise; files for screens have none.
        output_intent="device-cmyk" if sheet.for_print else None,
    )


def _texts(root: Any) -> list[str]:
    """All words of a page: the text of its elements, without what stands in its <style>."""
    return [text for element in root.iter() if element.tag != "style" for text in _own(element)]


def _own(element: Any) -> list[str]:
    tails = [child.tail for child in element]
    return [text for text in (element.text, *tails) if text and text.strip()]


def _written(document: Any, sheet: Sheet | CardSheet, icc: bytes | None = None) -> bytes:
    if sheet.for_print:
        options = {"pdf_version": "1.6", "pdf_identifier": True}
    else:
        options = {"pdf_variant": "pdf/ua-1"}
    written = document.write_pdf(finisher=partial(_finish, sheet=sheet, icc=icc), **options)
    assert isinstance(written, bytes)
    return written


def _finish(document: Any, pdf: Any, *, sheet: Sheet | CardSheet, icc: bytes | None) -> None:
    if sheet.for_print:
        finishing.set_boxes(pdf, sheet)
        if icc:
            finishing.set_output_intent(pdf, icc)
        return
    articles, spans = (
        [box.element.get("lang") for page in document.pages for box in fitting.boxes_of(page, tag)]
        for tag in ("article", "span")
    )
    finishing.name_languages(pdf, articles, spans)
    finishing.spell_ligatures(pdf)


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheets(style: str) -> list[CSS]:
    """Parsed once a process: half of a piece's time otherwise."""
    sources = fonts.css(), (STYLES / style).read_text("utf-8")
    config = _font_configuration()
    return [CSS(string=source, font_config=config, url_fetcher=FETCHER) for source in sources]
