"""The files of the tool, and how a phone keeps them for the tunnel: worker, manifest, icon."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from kiosk import look
from store import palette
from store.office import Office
from store.palette import Palette

STATIC = Path(__file__).parents[1] / "static"
SCRIPTS = (
    "tool.js",
    "code.js",
    "draft.js",
    "memory.js",
    "mine.js",
    "person.js",
    "queue.js",
    "views.js",
)
# Only the page of the staff card needs it, and that page needs a network anyhow.
NOT_KEPT = frozenset({"enrolment.js"})

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128"><path fill="{ground}"
 d="M0 0h128v128H0z"/><g transform="translate(26 36)" color="{house}">{mark}</g></svg>"""


def files(office: Office) -> dict[str, bytes]:
    """What the tool's pages load, by name: the modules and the stylesheet in the office's look."""
    return _files(office.house_colour, office.action_colour)


def address(office: Office, name: str) -> str:
    """Where a file lies, under a name that changes whenever any of them does."""
    return f"/hand-off/files/{mark(office)}/{name}"


def mark(office: Office) -> str:
    """Twelve hexadecimal digits that name these files."""
    digest = hashlib.sha256()
    for name, content in files(office).items():
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:12]


def worker(office: Office, document: bytes, *, language: str) -> str:
    """The service worker that keeps this document and its files, each checked by its SHA-256.

    The document is in one language: a phone may ask for its worker in another than for its page.
    """
    kept = {"/hand-off": document} | {
        address(office, name): content
        for name, content in files(office).items()
        if name not in NOT_KEPT
    }
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in kept.items()}
    script = (STATIC / "hand_off" / "worker.js").read_text("utf-8")
    told = f"const KEPT = {json.dumps(digests, indent=2)};\n"
    return f'{told}const DOCUMENT = "/hand-off?lang={language}";\n\n{script}'


def manifest(office: Office, *, name: str, language: str) -> dict[str, object]:
    """What a phone needs to know to put the tool on its first screen."""
    colours = _palette(office.house_colour, office.action_colour)
    return {
        "name": name,
        "short_name": name,
        "lang": language,
        "id": "/hand-off",
        "start_url": "/hand-off",
        "scope": "/hand-off",
        "display": "standalone",
        "background_color": colours.ground.light,
        "theme_color": colours.ground.light,
        "icons": [
            {
                "src": "/hand-off/icon.svg",
                "type": "image/svg+xml",
                "sizes": "any",
                "purpose": "any maskable",
            }
        ],
    }


def icon(office: Office) -> str:
    """The mark on its ground, with room for a phone that cuts a circle out of it."""
    colours = _palette(office.house_colour, office.action_colour)
    drawing = re.sub("<svg ", '<svg width="76" height="56" ', look.mark(), count=1)
    return ICON.format(ground=colours.ground.light, house=colours.house.light, mark=drawing)


@cache
def _files(house: str, action: str) -> dict[str, bytes]:
    folder = STATIC / "hand_off"
    rules = (folder / "tool.css").read_text("utf-8")
    style = palette.screen_css(_palette(house, action)) + "\n" + rules
    scripts = {name: (folder / name).read_bytes() for name in (*SCRIPTS, *sorted(NOT_KEPT))}
    return {"tool.css": style.encode(), **scripts, "seal.js": (STATIC / "seal.js").read_bytes()}


def _palette(house: str, action: str) -> Palette:
    return palette.palette(house=house or None, action=action or None)
