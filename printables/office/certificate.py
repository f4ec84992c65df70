"""The training certificate: what somebody learnt, when, and until when it holds.

For the office's own printer: one A4 page to sign. It is made when it is asked for and kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.numbers import format_decimal

from printables import bench, fonts, pages
from printables.fitting import Place
from printables.office.words import LANGUAGE, _, day
from printables.sheets import Sheet
from store.palette import Palette, light_css

PAGE = Sheet(210, 297, for_print=False)

# What a page has room for.
MOST_CONTENTS = 8
LONGEST_CONTENT = 120

PLACES = {
    "head": Place(start_pt=12, floor_pt=9),
    "name": Place(start_pt=30, floor_pt=14),
    "body": Place(start_pt=12.5, floor_pt=9),
    "signed": Place(start_pt=10, floor_pt=8.5),
    "foot": Place(start_pt=9.5, floor_pt=8),
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the page says. `role` is key_person or pilot; no `hours` (0) and they are not said."""

    name: str
    role: str
    held_on: date
    valid_until_on: date
    hours: float
    contents: tuple[str, ...]
    office: str
    phone: str
    sponsor: str
    palette: Palette


def usual_contents(role: str) -> tuple[str, ...]:
    """What a training for this role is about, one line each."""
    return {
        "key_person": (
            _("Noticing that somebody would like company, without judging"),
            _("Speaking to people, offering, and respecting a no"),
            _("Giving a card, or handing on with consent"),
            _("Confidentiality and data protection"),
            _("When it is urgent: who helps at once"),
        ),
        "pilot": (
            _("The first call and the first meeting"),
            _("Going along to a meeting, and letting go again"),
            _("One's own limits, and who stands behind us"),
            _("Confidentiality and data protection"),
            _("When it is urgent: who helps at once"),
        ),
    }[role]


def check(*texts: str) -> None:
    """Make sure that a certificate can say this. Raises MissingGlyph."""
    fonts.check(map(fonts.composed, texts))


def render(certificate: Certificate) -> bytes:
    """The certificate as a PDF of one page, tagged and in RGB.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    # Not at the top: who only knows what a certificate says, as a server does, needs no WeasyPrint.
    from printables import pdf

    return pdf.render(
        lambda sizes: _page(certificate, sizes),
        sheet=PAGE,
        style="certificate.css",
        places=PLACES,
    )


def _page(certificate: Certificate, sizes: Mapping[str, float]) -> str:
    ink = certificate.palette.light()
    return pages.html(
        "certificate.html",
        certificate=certificate,
        trained_as=_trained_as(certificate.role),
        hours=format_decimal(certificate.hours, locale=LANGUAGE.locale),
        page=PAGE,
        sizes=sizes,
        language=LANGUAGE,
        _=_,
        day=day,
        colours=light_css(certificate.palette),
        mark=pages.data_url(bench.mark(ink["house"])),
    )


def _trained_as(role: str) -> str:
    return {
        "key_person": _("Training for key persons"),
        "pilot": _("Training for pilots"),
    }[role]
