"""The demo town's screens: a bench and a library terminal whose addresses are known."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.demo.town import HERE
from store import new_files, office, placements, screens
from store.database import Database

# Only an invented town writes its screens' keys down.
FILE_NAME = "demo-screens.json"

PROFILES = {"Bank am Wasserturm": "bench-15", "Stadtbibliothek, Eingang": "library-21"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen to be looked at in any browser; `path` is its address."""

    name: str
    path: str


def build(db: Database, folder: Path, *, now: datetime) -> None:
    """Make two placements of the town that was built in `db` screens."""
    languages = office.read(HERE).languages
    addresses = {}
    for placement in placements.everywhere(db):
        if placement.name in PROFILES:
            profile = PROFILES[placement.name]
            key = screens.add(db, placement.id, profile=profile, languages=languages, now=now)
            addresses[placement.name] = f"/screen/{key}/"
    # Of a town whose building was broken off there may be one that leads nowhere.
    (folder / FILE_NAME).unlink(missing_ok=True)
    new_files.write_once(folder / FILE_NAME, json.dumps(addresses, ensure_ascii=False).encode())


def shown(folder: Path) -> list[Shown]:
    """The screens of the demo town in this folder; none in one that was built without."""
    path = folder / FILE_NAME
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return [Shown(name, address) for name, address in known.items()]
