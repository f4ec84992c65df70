"""Headers on every answer: what a page may load, and what it may tell others."""

import base64
import hashlib

from flask import Flask, Response, request

from outreach import access, endpoints

NOTHING_BUT_OURS = (
    "default-src 'none'",
    "img-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
# Nothing inline at all. Forms must be able to say that they come from us, so other than a
# public page this one tells its address, to ourselves alone.
STAFF_HEADERS = {
    "Content-Security-Policy": "; ".join((*NOTHING_BUT_OURS, "style-src 'self'")),
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# The hand-off's pages work without a network: a worker of ours keeps them on the phone.
HAND_OFF_HEADERS = STAFF_HEADERS | {
    "Content-Security-Policy": "; ".join(
        (*NOTHING_BUT_OURS, "style-src 'self'", "worker-src 'self'", "manifest-src 'self'")
    ),
    "Cache-Control": "no-cache",
}
# The desk's preview of a screen, and the document in it.
WITH_OUR_FRAME = STAFF_HEADERS["Content-Security-Policy"] + "; frame-src 'self'"
# The desk's proofs of paper: pictures that are nowhere but in their page.
WITH_PICTURES_INSIDE = STAFF_HEADERS["Content-Security-Policy"].replace(
    "img-src 'self'", "img-src 'self' data:"
)
A_YEAR = 365 * 24 * 60 * 60


def protect(app: Flask, *, inline_style: str) -> None:
    """Let pages use our own files and nothing from anybody else.

    Public pages may also wear this one inline stylesheet.
    """
    public_headers = _public_headers(inline_style)

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in _headers(public_headers).items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
        return response


def framed_by_us(policy: str) -> str:
    """This policy for a page that is shown inside another page of ours."""
    return policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def _headers(public_headers: dict[str, str]) -> dict[str, str]:
    if request.endpoint in endpoints.HAND_OFF_ENDPOINTS:
        return HAND_OFF_HEADERS
    return STAFF_HEADERS if access.is_for_staff() else public_headers


def _public_headers(inline_style: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(inline_style.encode()).digest()).decode()
    return {
        "Content-Security-Policy": "; ".join((*NOTHING_BUT_OURS, f"style-src 'sha256-{digest}'")),
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
