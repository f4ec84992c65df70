"""The application: the only place that knows every room."""

from pathlib import Path

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kiosk import look, near, wording
from kiosk.codes import typed_codes
from kiosk.pages import public
from kiosk.scanning import ScanLane
from kiosk.steps import beacons
from kiosk.town import Town
from outreach import compression, errors, security
from store import office
from store.languages import LANGUAGES

MOST_BYTES_SENT_TO_US = 64 * 1024


def create_app(data: Path) -> Flask:
    """The web application of the office in this data folder."""
    app = Flask("outreach", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES_SENT_TO_US
    # Otherwise a missing slash is answered by a permanent redirect to whatever host was named.
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    town = app.extensions["town"] = Town(data, office.read(data))
    for blueprint in (public, typed_codes, beacons):
        app.register_blueprint(blueprint)
    app.get("/healthz")(healthz)
    wording.teach(app)
    style = look.style(town.office)
    _furnish(app, style)
    security.protect(app, inline_style=style)
    compression.compress(app)
    errors.explain(app)
    app.wsgi_app = ScanLane(app.wsgi_app, town)  # type: ignore[method-assign]
    return app


def healthz() -> ResponseReturnValue:
    """Whether this process answers at all."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


def _furnish(app: Flask, style: str) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        page_style=Markup(style),  # noqa: S704
        mark=Markup(look.mark()),  # noqa: S704
        signs=look.signs(),
        minutes_on_foot=near.minutes_on_foot,
        tag_of=lambda prefix: LANGUAGES[prefix].tag,
        endonym_of=lambda prefix: LANGUAGES[prefix].endonym,
    )
