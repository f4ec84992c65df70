"""E-mail addresses as people type them."""

import re


def is_address(email: str) -> bool:
    """Whether this can be an e-mail address; only a mail proves that it is one."""
    return re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", email) is not None and len(email) <= 254
