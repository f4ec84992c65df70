"""What a screen shows that was switched off: whom to call, and no way out of it."""

import gzip
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from flask import render_template
from markupsafe import Markup

from kiosk import town
from kiosk.screens import screen_document
from kiosk.screens.kept_documents import Document
from store import palette

STYLE = Path(__file__).parent / "styles" / "switched_off.css"
POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)


def page() -> Document:
    """The page in the reader's language; like a document it names its own hash."""
    office = town.here().office
    colours = office.look()
    style = palette.light_css(colours) + STYLE.read_text("utf-8")
    html = render_template(
        "kiosk/screen/switched_off.html",
        style=Markup(style),  # noqa: S704
    )
    digest, html = screen_document.named(html)
    policy = POLICY.format(style=b64encode(sha256(style.encode()).digest()).decode())
    return Document(digest, gzip.compress(html.encode(), mtime=0), policy)
