"""Forged requests: did a page of ours send this, and does it know the session it speaks for?"""

import hmac
import secrets
from typing import Literal

Sender = Literal["ours", "foreign", "unsaid"]

NONCE_BYTES = 16


def sender(*, fetch_site: str | None, origin: str | None, our_origin: str) -> Sender:
    """Whose page sent a request, by its Sec-Fetch-Site and Origin headers; both must agree.

    `null` is what a browser says as Origin where a page wants no referrer: it says nothing.
    """
    said = [] if fetch_site is None else [fetch_site == "same-origin"]
    if origin not in (None, "null"):
        said.append(origin == our_origin)
    if not said:
        return "unsaid"
    return "ours" if all(said) else "foreign"


def token(session_token: str, *, key: bytes) -> str:
    """What a form carries to prove that its page was made for this session.

    Never the same twice, so that its length in a compressed page betrays nothing.
    """
    nonce = secrets.token_hex(NONCE_BYTES)
    return f"{nonce}.{_proof(nonce, session_token, key)}"


def is_genuine(given: str, session_token: str, *, key: bytes) -> bool:
    """Whether we gave this token to this session."""
    nonce, _, proof = given.partition(".")
    return hmac.compare_digest(proof.encode(), _proof(nonce, session_token, key).encode())


def _proof(nonce: str, session_token: str, key: bytes) -> str:
    return hmac.new(key, f"{nonce}.{session_token}".encode(), "sha256").hexdigest()
