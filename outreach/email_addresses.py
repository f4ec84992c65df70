"""E-mail addresses as people type them."""

import re

AROUND_AN_ADDRESS = "<>()[]\"',;:."


def is_address(email: str) -> bool:
    """Whether this can be an e-mail address; only a mail proves that it is one."""
    return re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", email) is not None and len(email) <= 254


def find(text: str) -> str:
    """The first e-mail address among the words somebody wrote; empty without one."""
    words = (word.strip(AROUND_AN_ADDRESS).removeprefix("mailto:") for word in text.split())
    return next((word for word in words if is_address(word)), "")
