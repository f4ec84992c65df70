"""Second factors: the code on a person's phone (TOTP, RFC 6238), and recovery codes on paper."""

import hmac
import os
import re
import secrets
from datetime import datetime

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlite_utils import Database

from store import codes, moments, people
from store.database import one, rows, transaction
from store.people import Person
from store.pepper import derived

STEP_SECONDS = 30
# A clock may be half a minute wrong, and a code runs out while it is typed.
STEPS_AROUND = (-1, 0, 1)

RECOVERY_CODES = 10
# 48 bits: far too many to guess at the pace sign-in allows.
RECOVERY_SYMBOLS = 10
NONCE_BYTES = 12


def draft(db: Database, person_id: int, *, pepper: bytes) -> None:
    """Make a new secret for a person's phone; recovery codes of an older one are void."""
    sealed = _seal(pyotp.random_base32(), person_id, pepper)
    with transaction(db):
        db.table("person").update(person_id, {"totp_secret": sealed, "totp_step": None})
        db.execute("DELETE FROM recovery_code WHERE person_id = ?", [person_id])


def secret(db: Database, person_id: int, *, pepper: bytes) -> str:
    """The secret to be shown to the person's phone (base 32)."""
    row = one(db, "SELECT totp_secret FROM person WHERE id = ?", person_id)
    return _unseal(row["totp_secret"], person_id, pepper)


def use(db: Database, person_id: int, *, typed: str, pepper: bytes, now: datetime) -> bool:
    """Use up a code from the phone or a recovery code; whether it was right and not used before."""
    with transaction(db):
        if re.fullmatch(r"\s*\d{3}\s?\d{3}\s*", typed, re.ASCII):
            return _use_phone_code(db, person_id, "".join(typed.split()), pepper, now)
        return _use_recovery_code(db, person_id, typed, pepper, now)


def renew_recovery_codes(db: Database, person_id: int, *, pepper: bytes) -> tuple[str, ...]:
    """Ten new recovery codes, to be shown once; all older ones are void."""
    drawn = tuple(_recovery_code() for _ in range(RECOVERY_CODES))
    with transaction(db):
        db.execute("DELETE FROM recovery_code WHERE person_id = ?", [person_id])
        for code in drawn:
            db.table("recovery_code").insert(
                {"person_id": person_id, "code_hash": _hashed(code, pepper)}
            )
    return drawn


def owner_of_recovery_code(db: Database, typed: str, *, pepper: bytes) -> Person | None:
    """Whose recovery code this is, if it is one that still works."""
    sql = "SELECT person_id FROM recovery_code WHERE code_hash = ? AND used_at IS NULL"
    found = rows(db, sql, _hashed(typed, pepper))
    return people.get(db, found[0]["person_id"]) if found else None


def recovery_codes_left(db: Database, person_id: int) -> int:
    """How many recovery codes of a person still work."""
    sql = "SELECT count(*) FROM recovery_code WHERE person_id = ? AND used_at IS NULL"
    return int(db.execute(sql, [person_id]).fetchone()[0])


def _use_phone_code(db: Database, person_id: int, typed: str, pepper: bytes, now: datetime) -> bool:
    clock = pyotp.TOTP(secret(db, person_id, pepper=pepper), interval=STEP_SECONDS)
    step_now = int(now.timestamp()) // STEP_SECONDS
    steps = [step_now + off for off in STEPS_AROUND]
    fitting = [s for s in steps if hmac.compare_digest(clock.generate_otp(s), typed)]
    if not fitting:
        return False
    used = db.execute(
        "UPDATE person SET totp_step = ? WHERE id = ? AND coalesce(totp_step, 0) < ?",
        [fitting[-1], person_id, fitting[-1]],
    )
    return bool(used.rowcount)


def _use_recovery_code(
    db: Database, person_id: int, typed: str, pepper: bytes, now: datetime
) -> bool:
    used = db.execute(
        "UPDATE recovery_code SET used_at = ?"
        " WHERE person_id = ? AND code_hash = ? AND used_at IS NULL",
        [moments.written(now), person_id, _hashed(typed, pepper)],
    )
    return bool(used.rowcount)


def _recovery_code() -> str:
    symbols = "".join(secrets.choice(codes.ALPHABET) for _ in range(RECOVERY_SYMBOLS))
    return f"{symbols[:5]}-{symbols[5:]}"


def _hashed(typed: str, pepper: bytes) -> str:
    key = derived(pepper, "recovery codes")
    return hmac.new(key, codes.normalise(typed).encode(), "sha256").hexdigest()


def _seal(text: str, person_id: int, pepper: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(derived(pepper, "phone secrets"))
    return nonce + cipher.encrypt(nonce, text.encode(), _place(person_id))


def _unseal(sealed: bytes, person_id: int, pepper: bytes) -> str:
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    cipher = AESGCM(derived(pepper, "phone secrets"))
    return cipher.decrypt(nonce, rest, _place(person_id)).decode()


def _place(person_id: int) -> bytes:
    # Bound to its row: a secret copied to somebody else's opens nothing.
    return f"person {person_id}".encode()
