"""Tokens: secrets for one link or one device, of which the database knows only the hash."""

import hashlib
import secrets


def new() -> str:
    """256 random bits, as an address or a cookie may hold them."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. So long a secret needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
