"""The short code on a printed thing: four random symbols and a check symbol, written K7M-2X."""

import re
import secrets
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from store.database import transaction

# No vowels (no words), no L (looks like 1), no Y (swaps with Z on German keyboards). 29 is prime.
ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXZ"
WEIGHTS = (5, 4, 3, 2, 1)
LENGTH = len(WEIGHTS)

MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "Y": "Z"})
NOT_A_SYMBOL = re.compile(r"[\W_]+")


def normalise(typed: str) -> str:
    """What somebody typed or scanned, in our symbols where it can be: 'k7m 2x.' → K7M2X.

    Case, spaces, dashes and punctuation do not count; O is 0, I and L are 1, Y is Z.
    """
    return NOT_A_SYMBOL.sub("", typed).upper().translate(MEANT)


def is_valid(code: str) -> bool:
    """Whether these five symbols add up: any one wrong symbol and any swapped pair is noticed."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and _sum(code) % len(ALPHABET) == 0


def printed(code: str) -> str:
    """The code as people read it: K7M-2X."""
    return f"{code[:3]}-{code[3:]}"


def meant_by(typed: str) -> list[str]:
    """Valid codes one wrong symbol or one swapped neighbour away from what was typed."""
    code = normalise(typed)
    if len(code) != LENGTH:
        return []
    near = {code[:at] + symbol + code[at + 1 :] for at in range(LENGTH) for symbol in ALPHABET}
    near |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(LENGTH - 1)}
    return sorted(candidate for candidate in near - {code} if is_valid(candidate))


def issue(db: Database, *, now: datetime) -> str:
    """A new random code that was never issued before and reads as nothing bad."""
    with transaction(db):
        code = _random()
        while is_refused(code) or _was_issued(db, code):
            code = _random()
        db.execute("INSERT INTO code VALUES (?, ?)", [code, now.isoformat()])
    return code


def is_refused(code: str) -> bool:
    """Whether the code contains something no paper of a city may carry."""
    return any(refused in code for refused in _refused())


@cache
def _refused() -> tuple[str, ...]:
    lines = Path(__file__).with_name("refused_codes.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _random() -> str:
    payload = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return payload + ALPHABET[-_sum(payload) % len(ALPHABET)]


def _sum(symbols: str) -> int:
    pairs = zip(WEIGHTS, symbols, strict=False)
    return sum(weight * ALPHABET.index(symbol) for weight, symbol in pairs)


def _was_issued(db: Database, code: str) -> bool:
    return db.execute("SELECT 1 FROM code WHERE symbols = ?", [code]).fetchone() is not None
