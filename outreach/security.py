"""Headers on every answer: what a page may load, and what it may tell others."""

import base64
import hashlib

from flask import Flask, Response


def protect(app: Flask, *, inline_style: str) -> None:
    """Let pages use our own files and this one inline stylesheet, and nothing from anybody else."""
    digest = base64.b64encode(hashlib.sha256(inline_style.encode()).digest()).decode()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
