"""Rules of getting in: what a password must be, and how a device is called in a list."""

import re
from typing import Literal

SHORTEST = 12
LONGEST = 200

# With the name taken out, less than this is no secret.
OWN_PART = 6

PasswordProblem = Literal["too_short", "too_long", "is_the_name", "differs"]

# Looked for in this order: the later ones call themselves by the earlier ones' names too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrom": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def password_problem(password: str, *, again: str, name: str, email: str) -> PasswordProblem | None:
    """What is wrong with a password somebody chose; None if it will do."""
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    if _is_the_name(password, f"{name} {email}"):
        return "is_the_name"
    return "differs" if password != again else None


def device(user_agent: str) -> str:
    """A browser and its system by name, `Firefox, Android`: enough to know one's own devices."""
    parts = (_named(BROWSERS, user_agent), _named(SYSTEMS, user_agent))
    return ", ".join(part for part in parts if part)


def grouped(secret: str) -> str:
    """A secret in groups of four, so that it can be typed from a screen."""
    return " ".join(re.findall(".{1,4}", secret))


def _is_the_name(password: str, known: str) -> bool:
    left = password.casefold()
    for part in sorted(re.findall(r"\w{3,}", known.casefold()), key=len, reverse=True):
        left = left.replace(part, "")
    return len(left) < OWN_PART


def _named(names: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in names.items() if mark in user_agent), "")
