"""The application: the only place that knows every room."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk import crisis_lines, look, near, wording
from kiosk.pages import mark
from kiosk.scanning import ScanLane
from kiosk.town import Town
from outreach import access, compression, errors, fragments, frame, security
from outreach import wording as staff_wording
from outreach.access import Rooms
from outreach.archive import Archive
from outreach.blueprints import PUBLIC_ROOM, STAFF_ROOM
from outreach.press import Press
from store import office
from store.languages import LANGUAGES

STYLES = Path(__file__).with_name("styles")
# One for each room; `staff` is what they share.
STAFF_STYLES = (
    "staff",
    "people",
    "sign_in",
    "pilots",
    "hand_off",
    "screens",
    "proposals",
    "network",
    "offers",
    "placements",
    "numbers",
    "gaps",
)
MOST_BYTES_SENT_TO_US = 64 * 1024


def create_app(data: Path, *, rooms: Rooms = "all") -> Flask:
    """The web application of the office in this data folder, or one of its two rooms.

    The public room needs no secret: neither `office.key` nor `pepper.key`.
    """
    app = Flask("outreach", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES_SENT_TO_US, ROOMS=rooms)
    # Otherwise a missing slash is answered by a permanent redirect to whatever host was named.
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    town = app.extensions["town"] = Town(data, office.read(data))
    app.get("/healthz")(healthz)
    wording.teach(app)
    style = look.style(town.office)
    _furnish(app, style)
    if rooms != "staff":
        _open(app, PUBLIC_ROOM)
    if rooms != "public":
        _open_staff_room(app, data, style)
    if rooms == "staff":
        _lead_outside(app, town.office.base_url)
    fragments.teach(app)
    # First: the guard reads the form.
    access.guard(app)
    security.protect(app, inline_style=style)
    compression.compress(app)
    errors.explain(app)
    # A proxy in front says whether a visitor came by TLS; who lies about it spoils his own cookie.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1)  # type: ignore[method-assign]
    if rooms != "staff":
        app.wsgi_app = ScanLane(app.wsgi_app, town)  # type: ignore[method-assign]
    return app


def healthz() -> ResponseReturnValue:
    """Whether this process answers at all."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


def _open(app: Flask, room: tuple[Blueprint, ...]) -> None:
    for blueprint in room:
        app.register_blueprint(blueprint)


def _open_staff_room(app: Flask, data: Path, style: str) -> None:
    app.extensions["archive"] = Archive(data)
    app.extensions["press"] = Press()
    _open(app, STAFF_ROOM)
    staff_wording.teach(app)
    rules = [(STYLES / f"{name}.css").read_text("utf-8") for name in STAFF_STYLES]
    frame.build(app, style="\n".join([style, *rules]))


def _lead_outside(app: Flask, base_url: str) -> None:
    """Let links to public pages lead to the public room, on its own host."""
    outside = Flask("outside", static_folder=None)
    _open(outside, PUBLIC_ROOM)
    addresses = outside.url_map.bind("")

    def address(error: Exception, endpoint: str, values: dict[str, Any]) -> str:
        said = {name: value for name, value in values.items() if not name.startswith("_")}
        return base_url + addresses.build(endpoint, said)

    app.url_build_error_handlers.append(address)
    # The mark is an image, which our pages take from their own host only.
    app.add_url_rule("/mark.svg", "public.mark", mark)
    # Pages of both rooms share words and frames.
    app.register_blueprint(Blueprint("public_words", "kiosk", template_folder="templates"))


def _furnish(app: Flask, style: str) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        page_style=Markup(style),  # noqa: S704
        mark=Markup(look.mark()),  # noqa: S704
        signs=look.signs(),
        minutes_on_foot=near.minutes_on_foot,
        crisis_lines=crisis_lines,
        tag_of=lambda prefix: LANGUAGES[prefix].tag,
        endonym_of=lambda prefix: LANGUAGES[prefix].endonym,
    )
