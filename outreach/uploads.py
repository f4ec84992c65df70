"""Uploads: routes that may be sent more than a form, each with a limit of its own.

The limit stands before anything of the body is read, the guard's look at the form included.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

LIMITS: dict[Callable[..., Any], int] = {}


def up_to(most_bytes: int) -> Callable[[View], View]:
    """Let this view be sent so many bytes at once; more is refused unread (413)."""

    def limited(view: View) -> View:
        LIMITS[view] = most_bytes
        return view

    return limited


def allow(app: Flask) -> None:
    """Let requests of this application be as long as their view says."""
    app.before_request(_set_limit)


def _set_limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view in LIMITS:
        request.max_content_length = request.max_form_memory_size = LIMITS[view]
