"""What all pages have in common that wait for paper which is made beside the server."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from outreach import access

# A piece takes a second or some; a page that waits for it looks again this often.
LOOK_AGAIN_SECONDS = 2


def name(*asked_for: object) -> str:
    """What something in the making is collected by: who asked, and all that was asked for.

    Two pages of one person that want different things must never get each other's.
    """
    return " ".join(map(str, (access.here().id, *asked_for)))


def waiting(template: str, **values: object) -> ResponseReturnValue:
    """A page that says that it is being made, and looks again."""
    return render_template(template, **values), 200, {"Refresh": str(LOOK_AGAIN_SECONDS)}


def handed_out(content: bytes, file_name: str, *, kind: str = "application/pdf") -> Response:
    """The finished PDF, or what is of another kind, as a file of this name."""
    attachment = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(content, mimetype=kind, headers=attachment)
