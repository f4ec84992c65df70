"""The desk's small scripts, each for one page; without them every page works as well."""

from pathlib import Path

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from outreach import access
from store.errors import NotFound

FOLDER = Path(__file__).parents[1] / "static" / "desk"
NAMES = frozenset(path.stem for path in FOLDER.glob("*.js"))

desk_scripts = Blueprint("desk_scripts", __name__)


@desk_scripts.get("/desk/scripts/<name>.js")
@access.for_role("coordinator")
def show(name: str) -> ResponseReturnValue:
    if name not in NAMES:
        raise NotFound(f"the desk has no script {name}")
    return Response((FOLDER / f"{name}.js").read_text("utf-8"), mimetype="text/javascript")
