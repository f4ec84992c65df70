"""Gzip for pages on slow phones."""

import gzip
import zlib

from flask import Flask, Response, request

WORTH_IT = 600


def compress(app: Flask) -> None:
    """Send text gzipped to whoever takes it; pages kept gzipped are unpacked for others."""

    @app.after_request
    def encode(response: Response) -> Response:
        response.vary.add("Accept-Encoding")
        takes_gzip = request.accept_encodings["gzip"] > 0
        is_gzip = response.headers.get("Content-Encoding") == "gzip"
        if is_gzip and not takes_gzip:
            response.set_data(gzip.decompress(response.get_data()))
            del response.headers["Content-Encoding"]
        elif takes_gzip and not is_gzip and _is_worth_it(response):
            response.set_data(zlib.compress(response.get_data(), wbits=31))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _is_worth_it(response: Response) -> bool:
    if response.direct_passthrough or not (response.mimetype or "").startswith("text/"):
        return False
    return len(response.get_data()) >= WORTH_IT
