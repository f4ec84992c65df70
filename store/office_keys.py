"""The office's key pair: everybody may seal with its public half, only its private half opens.

`office.key` (PKCS8 in PEM, for its owner only) and `office.pub` (the point in base64url, for
everybody) lie in the data folder. A room that strangers reach needs `office.pub` alone. Without
`office.key` no contact can be read any more, so it is also printed, on two recovery sheets.
"""

import hashlib
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from store import codes, sealing
from store.errors import Locked, NotFound, StoreError
from store.new_files import write_once
from store.sealing import CannotOpen

PRIVATE_NAME = "office.key"
PUBLIC_NAME = "office.pub"

FINGERPRINT_SYMBOLS = 16  # 77 bits
ROWS = 8
ROW_SYMBOLS = 7  # and a check symbol; 56 symbols hold 272 bits, a key has 256

SHEET = """\
WIEDERHERSTELLUNGSBLATT

Wer dieses Blatt und eine Kopie der Daten hat, kann die Kontaktangaben aller Menschen
lesen, die sich dem Büro anvertraut haben. Bitte verschließen Sie es, weit weg vom
Server. Machen Sie kein Foto davon und schreiben Sie die Zeilen in keine Datei.

Es gibt zwei solche Blätter. Bitte bewahren Sie sie in zwei verschiedenen Häusern auf.

Geht die Datei office.key verloren, stellen diese acht Zeilen sie wieder her. Sind
auch beide Blätter verloren, kann niemand mehr diese Angaben lesen.

{rows}

Kennung des Schlüssels: {fingerprint}
Die Kennung ist nicht geheim. Sie zeigt, ob Blatt und Schlüssel zusammengehören.
"""


class Mistyped(StoreError):
    """What was typed from a recovery sheet does not add up; the message names the row."""


def make(folder: Path) -> ec.EllipticCurvePublicKey:
    """The office's public key; the pair is made on first use, by one of several processes.

    Where only `office.pub` is left, no new pair is made: the private key lives somewhere else.
    Raises OSError if the folder cannot be written.
    """
    if not (folder / PUBLIC_NAME).exists():
        write_once(folder / PRIVATE_NAME, _pem(ec.generate_private_key(ec.SECP256R1())))
        pair = _private(folder / PRIVATE_NAME)
        write_once(folder / PUBLIC_NAME, f"{as_text(pair.public_key())}\n".encode(), mode=0o644)
    return public(folder)


def public(folder: Path) -> ec.EllipticCurvePublicKey:
    """The key to seal with. Raises NotFound where there is none."""
    path = folder / PUBLIC_NAME
    try:
        return sealing.public_key(sealing.from_base64url(path.read_text("utf-8").strip()))
    except (FileNotFoundError, ValueError):
        raise NotFound(f"{path} is missing or holds no key to seal with") from None


def private(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The key to open with. Raises CannotOpen where it is missing, not for us, or another one."""
    key = _private(folder / PRIVATE_NAME)
    if key.public_key() != public(folder):
        raise CannotOpen(f"{folder / PRIVATE_NAME} does not belong to {PUBLIC_NAME}")
    return key


def as_text(public_key: ec.EllipticCurvePublicKey) -> str:
    """The public key in base64url, as a browser needs it to seal."""
    return sealing.base64url(sealing.raw(public_key))


def fingerprint(public_key: ec.EllipticCurvePublicKey) -> str:
    """Sixteen symbols of the printed codes' alphabet to compare a key by, K7M2-….

    They are the SHA-256 of the uncompressed point, modulo 29 to the power of 16.
    """
    digest = int.from_bytes(hashlib.sha256(sealing.raw(public_key)).digest(), "big")
    return "-".join(_parts(_symbols(digest, FINGERPRINT_SYMBOLS), 4))


def recovery_sheet(private_key: ec.EllipticCurvePrivateKey) -> str:
    """The German text of a recovery sheet: anybody who reads it can read every contact."""
    number = private_key.private_numbers().private_value
    parts = _parts(_symbols(number, ROWS * ROW_SYMBOLS), ROW_SYMBOLS)
    rows = [part + _check_symbol(part, row=row) for row, part in enumerate(parts, 1)]
    return SHEET.format(
        rows="\n".join(f"    {n}.  {row[:4]}-{row[4:]}" for n, row in enumerate(rows, 1)),
        fingerprint=fingerprint(private_key.public_key()),
    )


def restore(folder: Path, typed: str) -> None:
    """Write `office.key` anew from the eight rows of a sheet, one a line.

    Raises Mistyped, CannotOpen if the sheet is that of another office's key, and Locked if there is
    an `office.key` already: that has to be moved away by hand.
    """
    key = _from_rows([codes.normalise(line) for line in typed.splitlines() if line.strip()])
    if key.public_key() != public(folder):
        raise CannotOpen(f"this sheet is {fingerprint(key.public_key())}, another key's")
    if not write_once(folder / PRIVATE_NAME, _pem(key)):
        raise Locked(f"{folder / PRIVATE_NAME} is there already")


def _from_rows(rows: list[str]) -> ec.EllipticCurvePrivateKey:
    if len(rows) != ROWS:
        raise Mistyped(f"a recovery sheet has {ROWS} rows, not {len(rows)}")
    number = 0
    for symbol in "".join(_checked(row, row=n) for n, row in enumerate(rows, 1)):
        number = number * len(codes.ALPHABET) + codes.ALPHABET.index(symbol)
    try:
        return ec.derive_private_key(number, ec.SECP256R1())
    except ValueError:
        raise Mistyped("these rows are no key") from None


def _checked(typed: str, *, row: int) -> str:
    """The symbols of a row without its check symbol, and without its number if that was typed."""
    symbols, check = typed[-ROW_SYMBOLS - 1 : -1], typed[-1:]
    is_ours = len(symbols) == ROW_SYMBOLS and set(symbols) <= set(codes.ALPHABET)
    is_whole = typed.removesuffix(symbols + check) in {"", str(row)}
    if not (is_ours and is_whole and check == _check_symbol(symbols, row=row)):
        raise Mistyped(f"row {row} does not add up")
    return symbols


def _check_symbol(symbols: str, *, row: int) -> str:
    """Notices one wrong symbol, two swapped ones, and two swapped rows: 29 is prime."""
    weighted = sum(n * codes.ALPHABET.index(symbol) for n, symbol in enumerate(symbols, 2))
    return codes.ALPHABET[-(weighted + row) % len(codes.ALPHABET)]


def _symbols(number: int, length: int) -> str:
    """The last digits of a number in base 29."""
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(codes.ALPHABET))
        digits.append(codes.ALPHABET[digit])
    return "".join(reversed(digits))


def _parts(symbols: str, size: int) -> list[str]:
    return [symbols[at : at + size] for at in range(0, len(symbols), size)]


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _private(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise CannotOpen(f"{path} holds no key") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise CannotOpen(f"{path} holds a key of another kind")
    return key
