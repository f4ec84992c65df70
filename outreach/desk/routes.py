"""The desk: where a coordinator's day begins."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from outreach import access

desk = Blueprint("desk", __name__, template_folder="templates")


@desk.get("/desk")
@access.for_role("coordinator")
def start() -> ResponseReturnValue:
    return render_template("desk/start.html")
