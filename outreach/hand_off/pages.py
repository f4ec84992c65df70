"""What a phone keeps: the tool as one document with its files, and the page of a staff card.

All of it is the same for everybody and holds nothing personal, so that it may lie on a phone for
days.
"""

from flask import Blueprint, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import read_aloud, town
from kiosk.wording import gettext as _
from outreach.hand_off import tool_files
from store import districts, office_keys
from store.errors import NotFound
from store.referrals import BEST_TIMES

A_YEAR = 365 * 24 * 60 * 60
TYPES = {"css": "text/css", "js": "text/javascript"}

hand_off = Blueprint("hand_off", __name__, template_folder="templates")


@hand_off.get("/hand-off")
def tool() -> ResponseReturnValue:
    return _revalidated(make_response(_tool()))


@hand_off.get("/hand-off/card")
def card() -> ResponseReturnValue:
    return render_template("hand_off/card.html", **_furniture())


@hand_off.get("/hand-off/files/<mark>/<name>")
def file(mark: str, name: str) -> ResponseReturnValue:
    office = town.here().office
    content = tool_files.files(office).get(name)
    # Under another mark lay another version: a page made of two would be worse than none.
    if content is None or mark != tool_files.mark(office):
        raise NotFound(f"{mark}/{name}")
    response = make_response(content)
    response.mimetype = TYPES[name.rpartition(".")[2]]
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@hand_off.get("/hand-off/worker.js")
def worker() -> ResponseReturnValue:
    office, document = town.here().office, _tool().encode()
    response = make_response(tool_files.worker(office, document, language=g.language.prefix))
    response.mimetype = "text/javascript"
    # It lies below what it keeps.
    response.headers["Service-Worker-Allowed"] = "/hand-off"
    return response


@hand_off.get("/hand-off/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    told = tool_files.manifest(town.here().office, name=_("Hand-off"), language=g.language.tag)
    response = jsonify(told)
    response.mimetype = "application/manifest+json"
    return response


@hand_off.get("/hand-off/icon.svg")
def icon() -> ResponseReturnValue:
    response = make_response(tool_files.icon(town.here().office))
    response.mimetype = "image/svg+xml"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _tool() -> str:
    """The tool's document: the same bytes until the office, its words or our files change."""
    here = town.here()
    return render_template(
        "hand_off/tool.html",
        districts=districts.everywhere(here.reading()),
        best_times=BEST_TIMES,
        consents=read_aloud.texts(here.office),
        consent_version=read_aloud.VERSION,
        public_key=office_keys.as_text(office_keys.public(here.folder)),
        **_furniture(),
    )


def _furniture() -> dict[str, object]:
    office = town.here().office
    return {
        "file": lambda name: tool_files.address(office, name),
        "scripts": tool_files.SCRIPTS,
    }


def _revalidated(response: Response) -> Response:
    """The answer, or only its head where the phone has these very bytes."""
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
