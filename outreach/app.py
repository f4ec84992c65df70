"""The application: the only place that knows every room."""

from pathlib import Path

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk import look, near, wording
from kiosk.codes import typed_codes
from kiosk.doors import doors
from kiosk.pages import public
from kiosk.scanning import ScanLane
from kiosk.steps import beacons
from kiosk.town import Town
from outreach import access, compression, errors, fragments, frame, security
from outreach import wording as staff_wording
from outreach.archive import Archive
from outreach.desk.invitations import desk_invitations
from outreach.desk.people import desk_people
from outreach.desk.referrals import desk_referrals
from outreach.desk.routes import desk
from outreach.desk.staff_cards import desk_staff_cards
from outreach.pilots.routes import pilots
from outreach.press import Press
from outreach.sign_in.account import account
from outreach.sign_in.demo import demo_entry
from outreach.sign_in.enrolment import enrolment
from outreach.sign_in.routes import sign_in
from store import office
from store.languages import LANGUAGES

STAFF_STYLE = Path(__file__).with_name("style.css")
MOST_BYTES_SENT_TO_US = 64 * 1024


def create_app(data: Path) -> Flask:
    """The web application of the office in this data folder."""
    app = Flask("outreach", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES_SENT_TO_US
    # Otherwise a missing slash is answered by a permanent redirect to whatever host was named.
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    town = app.extensions["town"] = Town(data, office.read(data))
    app.extensions["archive"] = Archive(data)
    app.extensions["press"] = Press()
    for blueprint in (
        public,
        doors,
        typed_codes,
        beacons,
        sign_in,
        enrolment,
        demo_entry,
        account,
        desk,
        desk_referrals,
        desk_people,
        desk_invitations,
        desk_staff_cards,
        pilots,
    ):
        app.register_blueprint(blueprint)
    app.get("/healthz")(healthz)
    wording.teach(app)
    staff_wording.teach(app)
    style = look.style(town.office)
    _furnish(app, style)
    frame.build(app, style=style + STAFF_STYLE.read_text("utf-8"))
    fragments.teach(app)
    access.guard(app)
    security.protect(app, inline_style=style)
    compression.compress(app)
    errors.explain(app)
    # A proxy in front says whether a visitor came by TLS; who lies about it spoils his own cookie.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1)  # type: ignore[method-assign]
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
