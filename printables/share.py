"""Pictures to share: an offer, a week or a campaign for the office's channels, with the text that
says the same to who does not see them.

There is no code on them: the phone that shows a picture cannot scan it, and on a screen or in a
newsletter a link stands beside; so they name the plain domain and the number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from io import BytesIO
from typing import Self, get_args

import pypdfium2

from printables import bench, fonts, left_out, pages, short, wording
from printables.attempts import Made
from printables.fitting import Sizes
from printables.share_layouts import LAYOUTS, MM_A_PX, Format, Kind, ShareLayout
from printables.sheets import Sheet
from printables.wording import Wording
from store.palette import Palette, light_css

STYLE = "share.css"
ARABIC = str.maketrans(",;", "،؛")
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class ShareDate:
    """When something is on; what and where, where the picture is about more than one thing."""

    on: date
    starts_at: time
    ends_at: time | None = None
    title: str = ""
    venue: str = ""

    def shorter(self, most: int) -> "ShareDate":
        """The same in names of at most so many letters."""
        return replace(self, title=short.cut(self.title, most), venue=short.cut(self.venue, most))


@dataclass(frozen=True, slots=True)
class Share:
    """What a picture says: `headline` is an offer's title, a campaign's sentence or a place's name.

    `facts` are those of an offer that open a door (`free`, `no_sign_up`, `step_free`); a week ends
    with the day `until_on`.
    """

    kind: Kind
    headline: str
    dates: tuple[ShareDate, ...]
    phone: str
    domain: str
    office: str
    language: str
    palette: Palette
    venue: str = ""
    street: str = ""
    facts: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None

    def texts(self) -> Iterator[str]:
        """What organisations have written of what is on in a week."""
        for one in self.dates:
            yield from (one.title, one.venue)

    def shorter(self, most: int) -> Self:
        """The same with names of at most so many letters among its dates."""
        return replace(self, dates=tuple(one.shorter(most) for one in self.dates))

    def words(self) -> Wording:
        """The words of its language."""
        return wording.speak(self.language)

    def alone(self, text: str) -> str:
        """A text that keeps its own direction within a sentence."""
        is_other = text and wording.direction(text) != self.words().language.direction
        return f"\u2068{text}\u2069" if is_other else text

    def joined(self, parts: Iterable[str], mark: str) -> str:
        """These parts one after the other, with this comma as the language writes it."""
        is_arabic = self.words().language.direction == "rtl"
        return (mark.translate(ARABIC) if is_arabic else mark).join(filter(None, parts))

    def heading(self) -> str:
        """The large line."""
        _ = self.words().say
        if self.kind == "week":
            return wording.plain(_("This week in %(place)s", place=self.alone(self.headline)))
        return self.headline or wording.plain(_("Come and sit\nwith us."))

    def told_facts(self) -> tuple[str, ...]:
        """What opens the door, in words."""
        _ = self.words().say
        names = {
            "free": _("free of charge"),
            "no_sign_up": _("no sign-up"),
            "step_free": _("step-free"),
        }
        return tuple(str(words) for name, words in names.items() if name in self.facts)

    def span(self) -> str:
        """From which day to which, where it is about a week."""
        if self.from_on is None or self.until_on is None:
            return ""
        _, day = self.words().say, self.words().language.short_day
        said = _("%(first)s to %(last)s", first=day(self.from_on), last=day(self.until_on))
        return wording.plain(said)


def alt(share: Share) -> str:
    """One sentence with all that a picture says: what, when, where, and how to reach us."""
    _, alone = share.words().say, share.alone
    reach = {"phone": alone(share.phone), "domain": alone(share.domain)}
    what = alone(share.heading().replace("\n", " ").rstrip("."))
    if share.kind == "campaign":
        said = _(
            "%(office)s invites you: “%(what)s”; what is on near you: %(domain)s, phone %(phone)s.",
            what=what,
            office=alone(share.office),
            **reach,
        )
    elif share.kind == "week":
        said = _(
            "%(what)s, %(span)s: %(dates)s; phone %(phone)s, more at %(domain)s.",
            what=what,
            span=share.span(),
            dates=_listed(share) or _("what is on changes, please ask"),
            **reach,
        )
    else:
        said = _(
            "You are invited to “%(what)s”: %(dates)s; %(place)s; phone %(phone)s, more at "
            "%(domain)s.",
            what=what,
            dates=_listed(share) or _("the day we tell you on the phone"),
            place=share.joined(
                (alone(share.venue), alone(share.street), *share.told_facts()), ", "
            ),
            **reach,
        )
    return wording.plain(said)


def picture(share: Share, *, format: Format) -> bytes:
    """A PNG of exactly as many pixels as its format has, without transparency or metadata.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    from printables import pdf

    layout = LAYOUTS[share.kind, format]
    made = short.fitted(
        share,
        lambda said: pdf.render(
            lambda sizes: page(said, layout, sizes),
            sheet=Sheet(layout.width * MM_A_PX, layout.height * MM_A_PX, for_print=False),
            style=STYLE,
            places={name: area.place() for name, area in layout.areas.items()},
        ),
    )
    return _png(made, layout)


def files(share: Share) -> Made:
    """Both pictures and their alternative text, by the name of the file. Raises as `picture`."""
    made = {_file_name(share, name): picture(share, format=name) for name in FORMATS}
    made |= {alt_name(share): f"{alt(share)}\n".encode()}
    return Made(made, left_out.of(share.texts()))


def alt_name(share: Share) -> str:
    """What the file with the text is called: several pictures may lie in one folder."""
    return f"{share.kind}-{share.language}.txt"


def _file_name(share: Share, format: Format) -> str:
    """What a picture's file is called: its kind, language and pixels."""
    layout = LAYOUTS[share.kind, format]
    return f"{share.kind}-{share.language}-{layout.width}x{layout.height}.png"


def page(share: Share, layout: ShareLayout, sizes: Sizes) -> str:
    """A picture as HTML, before it becomes one."""
    words = share.words()
    made = pages.html(
        "share.html",
        share=share,
        layout=layout,
        areas=layout.areas,
        sizes=sizes,
        words=words,
        language=words.language,
        _=words.say,
        colours=light_css(share.palette),
        mark=pages.data_url(bench.mark(share.palette.light()["house"])),
    )
    # Many have written what a week says; all else is one text, which is named where it cannot be.
    return fonts.without_missing(made) if share.kind == "week" else made


def _png(pdf: bytes, layout: ShareLayout) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[0]
        image = sheet.render(scale=layout.width / sheet.get_width()).to_pil().convert("RGB")
    written = BytesIO()
    # A page is a hair larger than its pixels, so a row or column may be begun and not filled.
    image.crop((0, 0, layout.width, layout.height)).save(written, "PNG", optimize=True)
    return written.getvalue()


def _listed(share: Share) -> str:
    """All dates in one line."""
    return share.joined((_line(share, one) for one in share.dates), "; ")


def _line(share: Share, one: ShareDate) -> str:
    words = share.words()
    hours = words.hours(one.starts_at, one.ends_at)
    said = (words.language.short_day(one.on), *map(share.alone, (hours, one.title, one.venue)))
    return share.joined(said, ", ")
