"""A screen's document: everything it shows in one language, in one file that loads nothing."""

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import g, render_template
from markupsafe import Markup

from kiosk import clock, town
from kiosk.screens import screen_contents, screen_data, screen_sizes, screen_voice
from kiosk.screens.kept_documents import Document, Made, Name
from kiosk.screens.screen_contents import Plan
from store import palette, revision
from store.languages import LANGUAGES
from store.palette import Palette
from store.screen_profiles import Profile
from store.screens import Screen

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates" / "kiosk" / "screen"

# Joined into one module each: what is declared in one file is known in all, `start` runs last.
SCRIPTS = (
    *("timings", "contents", "seconds", "truth"),
    *("fitting", "lists", "cards", "symbols", "drawing", "slip", "views", "switches", "covers"),
    # Rain comes before all others that listen: while it rains, nothing else hears a tap.
    *("contacts", "rain", "taps", "idle", "attract", "quiet"),
    *("voice", "evidence", "healing", "heartbeat", "traces", "start"),
)
STYLES = ("frame", "views", "modes", "voice", "paper", "covers")

# The moment a document names is so coarse that two processes make the same bytes.
STEP_MINUTES = 5

POLICY = (
    "default-src 'none'",
    "script-src 'sha256-{script}'",
    "style-src 'sha256-{style}'",
    "connect-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


@dataclass(frozen=True, slots=True)
class Dress:
    """What all documents for one kind of device wear: `build` changes with any of our files."""

    script: str
    style: str
    build: str
    policy: str


def document(screen: Screen) -> Document:
    """The document of this screen in the reader's language, the one kept if it still holds."""
    keeping, name, made_of = town.here().kept_documents, _name(screen), _made_of(screen)
    kept = keeping.get(name, made_of)
    if kept is not None:
        return kept
    worn, said = _dress(screen.profile), _said(screen)
    says = sha256(f"{worn.build}{said}".encode()).hexdigest()
    last = keeping.made(name)
    as_of = last.as_of if last and last.says == says else _step(clock.now())
    html = _html(screen, worn, said, as_of)
    digest, html = named(html)
    made = Made(made_of, says, as_of, digest)
    fresh = Document(digest, gzip.compress(html.encode(), compresslevel=6, mtime=0), worn.policy)
    keeping.keep(name, made, fresh)
    return fresh


def kept_hash(screen: Screen, prefix: str) -> str | None:
    """The hash of a document that holds, without making one; None if it would have to be made."""
    made = town.here().kept_documents.made((screen.id, prefix))
    return made.hash if made and made.of == _made_of(screen) else None


def named(html: str) -> tuple[str, str]:
    """A document's hash, and the document with its hash in it.

    It is that of the bytes (SHA-256, hexadecimal) while the place for the hash is still empty.
    """
    digest = sha256(html.encode()).hexdigest()
    return digest, html.replace('data-document=""', f'data-document="{digest}"', 1)


def _name(screen: Screen) -> Name:
    return screen.id, g.language.prefix


def _made_of(screen: Screen) -> tuple[object, ...]:
    """All that a document may depend on: where nothing of it changed, no byte of it does."""
    place = town.here()
    of_town, heard = revision.of(place.reading()), screen_voice.round_of(place)
    today, build = clock.local_now().date(), _dress(screen.profile).build
    return replace(screen, wish=""), of_town, heard, today, build


def _dress(profile: Profile) -> Dress:
    office = town.here().office
    return dress(profile, office.house_colour, office.action_colour)


@cache
def dress(profile: Profile, house: str, action: str) -> Dress:
    """Script and style for a kind of device, in an office's own colours where it has some."""
    colours = palette.palette(house=house or None, action=action or None)
    script = "\n".join(_read("scripts", f"{name}.js") for name in SCRIPTS)
    rules = "\n".join(_read("styles", f"{name}.css") for name in STYLES)
    style = palette.light_css(colours) + _night(colours) + screen_sizes.css(profile) + rules
    templates = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.html")))
    build = sha256(f"{script}{style}{templates}".encode()).hexdigest()[:12]
    policy = "; ".join(POLICY).format(script=_digest(script), style=_digest(style))
    return Dress(script, style, build, policy)


def _night(colours: Palette) -> str:
    """While nobody is there: a lit window at dusk."""
    values = ";".join(f"--{role}:{value}" for role, value in colours.dark().items())
    return f":root[data-view=attract]{{{values}}}"


def _said(screen: Screen) -> str:
    """The contents as text for a script, safe within HTML.

    What was on earlier today is in it: the device's clock says what is still shown, and so the
    bytes stay the same all day.
    """
    place = town.here()
    plan = _plan(screen, datetime.combine(clock.local_now().date(), time.min))
    contents = screen_contents.told(place.reading(), plan, language=g.language.prefix)
    data = screen_data.data(screen, contents, place.office)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _plan(screen: Screen, midnight: datetime) -> Plan:
    """What is on, made once for all languages of a screen: they are asked for in a row."""
    place = town.here()
    made_of = replace(screen, wish=""), revision.of(place.reading()), midnight
    return place.last_plan.get(
        made_of,
        lambda: screen_contents.around(
            place.reading(), screen, state=place.office.state, now=midnight
        ),
    )


def _html(screen: Screen, worn: Dress, said: str, as_of: datetime) -> str:
    return render_template(
        "kiosk/screen/document.html",
        screen=screen,
        placement=screen.placement,
        script=Markup(worn.script),  # noqa: S704
        style=Markup(worn.style),  # noqa: S704
        build=worn.build,
        contents=Markup(said),  # noqa: S704
        as_of=int(as_of.timestamp()) * 1000,
        languages=[LANGUAGES[prefix] for prefix in screen.languages],
    )


def _step(now: datetime) -> datetime:
    return now.replace(minute=now.minute // STEP_MINUTES * STEP_MINUTES, second=0, microsecond=0)


def _read(folder: str, name: str) -> str:
    return (HERE / folder / name).read_text("utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
