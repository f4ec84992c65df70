"""A phone for tests: follows links, and checks the HTML of every page it is shown."""

import gzip
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from outreach import session_cookie
from tests.cast import Member

PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Accept-Language": "de-DE,de;q=0.9",
}
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
REDIRECTS = {301, 302, 303, 307, 308}
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
        return _spoken(body)

    def links(self) -> dict[str, str]:
        """Text of each link → its address."""
        assert self.document is not None
        return {
            " ".join("".join(link.itertext()).split()): link.get("href", "")
            for link in self.document.iter(f"{XHTML}a")
        }

    def form(self, button: str) -> tuple[str, dict[str, str]]:
        """Where the form with this button leads, and what stands in its fields already."""
        assert self.document is not None
        for form in self.document.iter(f"{XHTML}form"):
            for pressed in form.iter(f"{XHTML}button"):
                if button in (
                    " ".join("".join(pressed.itertext()).split()),
                    pressed.get("aria-label"),
                ):
                    fields = form.iter(f"{XHTML}input")
                    return form.get("action", ""), {
                        f.get("name", ""): f.get("value", "") for f in fields
                    }
        raise AssertionError(f"no button “{button}” on this page")

    def timetable(self) -> dict[str, list[str]]:
        """Heading of each day → what its lines say, in their order."""
        assert self.document is not None
        return {
            _spoken(next(section.iter(f"{XHTML}h2"))): [
                _spoken(line)
                for line in section.iter(f"{XHTML}li")
                if next(line.iter(f"{XHTML}h3"), None) is not None
            ]
            for section in self.document.iter(f"{XHTML}section")
            if section.get("class") == "day"
        }


def _spoken(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


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
        while page.status in REDIRECTS:
            page = self.get(page.headers["Location"], **headers)
        return page

    def submit(self, page: Page, button: str, **typed: str) -> Page:
        """Fill in the form with this button, press it, and go where that leads."""
        address, fields = page.form(button)
        page = self.post(address, fields | typed)
        return self.follow(page.headers["Location"]) if page.status == 303 else page

    def post(self, address: str, fields: dict[str, str], **headers: str) -> Page:
        """Send a form as our own pages do; headers replace the phone's, and "" leaves one out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**PHONE, **FROM_OUR_PAGE, **named}.items() if value}
        return self._page(self.client.post(address, data=fields, headers=sent))

    def send_file(self, page: Page, button: str, field: str, content: bytes, name: str) -> Page:
        """Choose a file in the form with this button and press it."""
        address, fields = page.form(button)
        fields[field] = FileStorage(BytesIO(content), name)  # type: ignore[assignment]
        boundary, body = encode_multipart(fields)
        form = f'multipart/form-data; boundary="{boundary}"'
        sent = {**PHONE, **FROM_OUR_PAGE}
        return self._page(self.client.post(address, data=body, content_type=form, headers=sent))

    def as_(self, member: Member) -> "Browser":
        """The device of somebody we know, signed in."""
        client = self.client.application.test_client()
        client.set_cookie(session_cookie.NAME, member.token)
        return Browser(client)

    def _page(self, response: TestResponse) -> Page:
        body = response.get_data()
        if response.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        html = body.decode()
        is_page = response.mimetype == "text/html" and response.status_code not in REDIRECTS
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
        named = field.get("id") in labelled or field.get("type") in {"checkbox", "hidden"}
        assert named, "no label"
    return document
