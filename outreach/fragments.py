"""Pages and the parts of them that htmx asks for: the only place that reads `request.htmx`."""

from importlib.resources import files

from flask import Flask, make_response, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import Htmx, request

A_YEAR = 365 * 24 * 60 * 60


def teach(app: Flask) -> None:
    """Let requests say whether htmx sent them, and serve htmx from the package it is in."""
    Htmx(app)
    app.add_url_rule("/htmx.js", "htmx_script", _script)


def is_wanted() -> bool:
    """Whether htmx asks for a part; a boosted page or one out of the history is a whole page."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def respond(
    page: str, fragment: str, *, status: int = 200, **context: object
) -> ResponseReturnValue:
    """The whole page for a browser, its part for htmx, both from the same template."""
    template = fragment if is_wanted() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    return response


def _script() -> ResponseReturnValue:
    script = files("js_lib_htmx").joinpath("static/htmx/htmx.min.js").read_bytes()
    response = make_response(script)
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}"
    return response
