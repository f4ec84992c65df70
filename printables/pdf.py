"""HTML in, PDF out: the one place that knows WeasyPrint.

Two kinds of file: for the print shop (CMYK only, with bleed, marks and boxes) and for screens
(tagged, PDF/UA-1). Nothing is ever left out silently: a picture, a letter or room that is missing
is an error.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from printables import fitting, fonts
from printables.errors import MissingImage, TextTooLong
from printables.fitting import Place
from printables.sheets import Sheet

STYLES = Path(__file__).with_name("styles")

# WeasyPrint shares one font configuration among all pieces of a process.
RENDERING = Lock()

Sizes = Mapping[str, float]


class OwnAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches data addresses and files of the fonts' packages; everything else stops the piece."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "file"), fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("file:") and url not in fonts.files().values():
            raise ValueError(f"{url} is none of our own files")
        return super().fetch(url, headers)


def data_url(svg: str) -> str:
    """A drawing as an address that a template can put into `src` or `url()`."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


def render(
    page: Callable[[Sizes], str], *, sheet: Sheet, style: str, places: Mapping[str, Place]
) -> bytes:
    """A piece of one page as PDF.

    `page` makes its HTML from the type size in points of each place; `style` names a file in
    `styles/`. Raises TextTooLong, MissingGlyph or MissingImage.
    """
    with RENDERING:
        try:
            document = _fitted(page, sheet, style, places)
            return _written(document, sheet)
        # Not an Exception, because WeasyPrint swallows those.
        except FatalURLFetchingError as error:
            raise MissingImage(str(error)) from error


def _fitted(
    page: Callable[[Sizes], str], sheet: Sheet, style: str, places: Mapping[str, Place]
) -> Any:
    sizes = fitting.starting_sizes(places)
    while True:
        document = _laid_out(page(sizes), sheet, style)
        assert len(document.pages) == 1, "a piece's places are fixed, so it has one page"
        found = fitting.overflows(document.pages[0])
        if not found:
            return document
        for overflow in found:
            place = places[overflow.place]
            smaller = fitting.next_smaller(sizes[overflow.place], place)
            if smaller is None:
                raise TextTooLong(overflow.text, floor_pt=place.floor_pt)
            sizes[overflow.place] = smaller


def _laid_out(markup: str, sheet: Sheet, style: str) -> Any:
    html = HTML(string=fonts.composed(markup), url_fetcher=OwnAssets())
    fonts.check(_texts(html.etree_element))
    return html.render(
        stylesheets=_stylesheets(style),
        font_config=_font_configuration(),
        # Groups of drawings would be blended in RGB otherwise; files for screens have none.
        output_intent="device-cmyk" if sheet.for_print else None,
    )


def _texts(root: Any) -> list[str]:
    """All words of a page: the text of its elements, without what stands in its <style>."""
    return [text for element in root.iter() if element.tag != "style" for text in _own(element)]


def _own(element: Any) -> list[str]:
    tails = [child.tail for child in element]
    return [text for text in (element.text, *tails) if text and text.strip()]


def _written(document: Any, sheet: Sheet) -> bytes:
    if sheet.for_print:
        pdf = document.write_pdf(
            finisher=lambda _, pdf: _set_boxes(pdf, sheet),
            pdf_version="1.6",
            pdf_identifier=True,
        )
    else:
        pdf = document.write_pdf(finisher=_name_languages, pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def _set_boxes(pdf: Any, sheet: Sheet) -> None:
    """WeasyPrint caps the bleed and may begin the page below zero; a press needs exact boxes."""
    for page in _objects(pdf, "Type", "/Page"):
        page["MediaBox"] = pydyf.Array(sheet.media_box())
        page["BleedBox"] = pydyf.Array(sheet.bleed_box())
        page["TrimBox"] = pydyf.Array(sheet.trim_box())


def _name_languages(document: Any, pdf: Any) -> None:
    """Give each <article> its language, so that a voice changes with it; WeasyPrint does not."""
    articles = document._html.etree_element.iter("article")
    for element, article in zip(_objects(pdf, "S", "/Art"), articles, strict=True):
        element["Lang"] = pydyf.String(article.get("lang"))


def _objects(pdf: Any, key: str, value: str) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get(key) == value]


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheets(style: str) -> list[CSS]:
    """Parsed once a process: half of a piece's time otherwise."""
    sources = fonts.css(), (STYLES / style).read_text("utf-8")
    config, fetcher = _font_configuration(), OwnAssets()
    return [CSS(string=source, font_config=config, url_fetcher=fetcher) for source in sources]
