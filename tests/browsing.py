"""A phone for tests: follows links, and checks the HTML of every page it is shown."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Accept-Language": "de-DE,de;q=0.9",
}
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Page:
    """What came back: status, headers, and for HTML the checked document."""

    status: int
    headers: Any
    html: str
    document: Element | None

    @property
    def text(self) -> str:
        """Everything a reader can see or hear, with single spaces."""
        assert self.document is not None
        body = self.document.find(f"{XHTML}body")
        assert body is not None
        return " ".join(" ".join(body.itertext()).split())

    def links(self) -> dict[str, str]:
        """Text of each link → its address."""
        assert self.document is not None
        return {
            " ".join("".join(link.itertext()).split()): link.get("href", "")
            for link in self.document.iter(f"{XHTML}a")
        }


@dataclass
class Browser:
    """A phone on one office's pages."""

    client: FlaskClient

    def get(self, address: str, **headers: str) -> Page:
        """Open an address as a person does; headers replace those of the phone."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._page(self.client.get(address, headers={**PHONE, **named}))

    def follow(self, address: str, **headers: str) -> Page:
        """Open an address and go where it leads."""
        page = self.get(address, **headers)
        while page.status in (301, 302, 303, 307, 308):
            page = self.get(page.headers["Location"], **headers)
        return page

    def _page(self, response: TestResponse) -> Page:
        html = response.get_data(as_text=True) if response.mimetype != "text/calendar" else ""
        is_page = response.mimetype == "text/html" and response.status_code != 302
        document = sound(html) if is_page else None
        return Page(response.status_code, response.headers, html, document)


def sound(html: str) -> Element:
    """The document, if it can be read aloud: valid, one h1, labels, unique ids, lang and dir."""
    parser = html5lib.HTMLParser(strict=True)
    document: Element = parser.parse(html)
    assert document.get("lang"), "the page does not say its language"
    assert document.get("dir") in {"ltr", "rtl"}
    headings = list(document.iter(f"{XHTML}h1"))
    assert len(headings) == 1, f"{len(headings)} h1"
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    labelled = {label.get("for") for label in document.iter(f"{XHTML}label")}
    for field in [*document.iter(f"{XHTML}input"), *document.iter(f"{XHTML}select")]:
        assert field.get("id") in labelled or field.get("type") == "checkbox", "no label"
    return document
