"""The pilots' room: where somebody who goes along finds what comes next."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from outreach import access

pilots = Blueprint("pilots", __name__, template_folder="templates")


@pilots.get("/pilot")
@access.for_role("pilot")
def start() -> ResponseReturnValue:
    return render_template("pilots/start.html")
