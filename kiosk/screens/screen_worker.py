"""A screen's worker: the script by which a device keeps its documents, whole or not at all."""

import json
from functools import cache
from pathlib import Path

from store.screens import Screen

SCRIPTS = Path(__file__).parent / "scripts"


def script(screen: Screen, *, home: str) -> str:
    """The worker of the screen at this address (`home`, ending with a slash).

    Its text changes only with our release and the screen's languages: a device installs it anew
    when it does.
    """
    of_screen = {"home": home, "languages": screen.languages}
    return f"const SCREEN = {json.dumps(of_screen)};\n\n{_script()}"


@cache
def _script() -> str:
    parts = (SCRIPTS / name for name in ("worker.js", "worker_voice.js"))
    return "\n".join(part.read_text("utf-8") for part in parts)
