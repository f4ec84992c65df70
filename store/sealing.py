"""Sealed contacts: what a person told us, readable only with the office's private key.

An envelope is sealed where the words are typed: by `seal` here, or by a browser with WebCrypto
alone (`outreach/static/seal.js`). It is a JSON object with exactly these members, bytes written as
base64url without padding (RFC 4648, section 5):

    v        the number 1
    epk      65 bytes, P-256 public key made for this one envelope, uncompressed: 04 ‖ x ‖ y
    wrapped  48 bytes, AES-256-GCM of the data key: wrapping key, nonce of 12 zero bytes
    nonce    12 random bytes
    box      18 to 4,112 bytes, AES-256-GCM of the content: data key, `nonce`

    data key      32 random bytes
    wrapping key  32 bytes, HKDF-SHA256 (RFC 5869):
                  secret  x coordinate of ECDH(private half of epk, the office's public key)
                  salt    epk ‖ the office's public key, also uncompressed (130 bytes)
                  info    "begegnung sealed contact 1" in ASCII
    content       JSON object of text → text in UTF-8, at most 4,096 bytes

Both ciphertexts end with their tag of 16 bytes and have the record's name in UTF-8, such as
"referral:<client id>", as associated data. A wrapping key wraps one data key only, so its nonce may
be constant. Anybody can seal: what opens was not changed on the way, but nothing says who wrote it.

Taken in, an envelope is split: epk and wrapped go to `keys.db`, nonce ‖ box into the main database.
Deleting the first makes the second unreadable for ever, in every backup of the main database too
(docs/decisions/0010-sealed-contacts.md).
"""

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlite_utils import Database

from store import database
from store.database import rows, transaction
from store.errors import StoreError

FILE_NAME = "keys.db"

VERSION = 1
INFO = b"begegnung sealed contact 1"
ONLY_NONCE = bytes(12)
NONCE_SIZE = 12
MOST_CONTENT = 4096
SIZES = {
    "epk": range(65, 66),
    "wrapped": range(48, 49),
    "nonce": range(NONCE_SIZE, NONCE_SIZE + 1),
    "box": range(len("{}") + 16, MOST_CONTENT + 16 + 1),
}

# A record sealed twice (a server killed between its two files, a form sent from two tabs) has two
# keys: neither box may become unreadable because of the other.
SCHEMA = """
CREATE TABLE IF NOT EXISTS wrapped_key (
    record TEXT NOT NULL CHECK (record <> ''),
    epk BLOB NOT NULL CHECK (length(epk) = 65),
    wrapped BLOB NOT NULL CHECK (length(wrapped) = 48),
    PRIMARY KEY (record, epk, wrapped)
) STRICT, WITHOUT ROWID
"""


class BadEnvelope(StoreError, ValueError):
    """What was sent is no envelope of ours: not the members, sizes, spelling or curve we know."""


class CannotOpen(StoreError):
    """It stays sealed: the key was erased or is not here, or somebody changed what was stored."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed content. Raises BadEnvelope for sizes that cannot be and points off the curve."""

    epk: bytes
    wrapped: bytes
    nonce: bytes
    box: bytes

    def __post_init__(self) -> None:
        for name, sizes in SIZES.items():
            if len(getattr(self, name)) not in sizes:
                raise BadEnvelope(f"{name} is too short or too long")
        try:
            public_key(self.epk)
        except ValueError:
            raise BadEnvelope("epk is no point of the curve") from None

    @classmethod
    def parse(cls, sent: object) -> Self:
        """The envelope in what somebody sent, read from JSON. Raises BadEnvelope."""
        names = [field.name for field in fields(cls)]
        if not isinstance(sent, dict) or sent.keys() != {"v", *names}:
            raise BadEnvelope("an envelope has v, epk, wrapped, nonce and box")
        if type(sent["v"]) is not int or sent["v"] != VERSION:  # True and 1.0 are equal to 1
            raise BadEnvelope("we do not know this version")
        return cls(**{name: from_base64url(sent[name]) for name in names})

    def as_json(self) -> dict[str, int | str]:
        """The envelope as it is sent, ready for `json.dumps`."""
        members = {field.name: base64url(getattr(self, field.name)) for field in fields(self)}
        return {"v": VERSION, **members}


def seal(
    public_key: ec.EllipticCurvePublicKey, record: str, content: Mapping[str, str]
) -> Envelope:
    """Seal this content of this record for the office. Raises BadEnvelope if it is too long."""
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    epk, data_key, nonce = raw(ephemeral.public_key()), os.urandom(32), os.urandom(NONCE_SIZE)
    wrapping = _wrapping(ephemeral.exchange(ec.ECDH(), public_key), epk + raw(public_key))
    plain = json.dumps(dict(content), ensure_ascii=False).encode()
    return Envelope(
        epk=epk,
        wrapped=wrapping.encrypt(ONLY_NONCE, data_key, record.encode()),
        nonce=nonce,
        box=AESGCM(data_key).encrypt(nonce, plain, record.encode()),
    )


def open_envelope(
    private_key: ec.EllipticCurvePrivateKey, record: str, envelope: Envelope
) -> dict[str, str]:
    """What was sealed for this record; as trustworthy as a form a stranger filled in.

    Raises CannotOpen if anything was changed, or if record or key are not those it was sealed for.
    """
    shared = private_key.exchange(ec.ECDH(), public_key(envelope.epk))
    wrapping = _wrapping(shared, envelope.epk + raw(private_key.public_key()))
    try:
        data_key = wrapping.decrypt(ONLY_NONCE, envelope.wrapped, record.encode())
        plain = AESGCM(data_key).decrypt(envelope.nonce, envelope.box, record.encode())
    except InvalidTag:
        raise CannotOpen(f"{record} was changed, or sealed for something else") from None
    return _content(plain)


def open_keys(folder: Path, *, wait_ms: int = 5000) -> Database:
    """Open the wrapped keys of the office whose data folder this is, made on first use."""
    keys = database.open(folder / FILE_NAME, wait_ms=wait_ms)
    if not keys.table("wrapped_key").exists():
        with transaction(keys):
            keys.execute(SCHEMA)
    return keys


def take_in(keys: Database, record: str, envelope: Envelope) -> bytes:
    """Keep the envelope's wrapped key; returns the box, for the caller to store elsewhere.

    The same envelope again changes nothing. Another one under the same name leaves the first
    readable, and `erase` ends both; to replace a content, seal it as a new record, erase the old.
    """
    with transaction(keys):
        keys.execute(
            "INSERT INTO wrapped_key (record, epk, wrapped) VALUES (?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [record, envelope.epk, envelope.wrapped],
        )
    return envelope.nonce + envelope.box


def read(
    keys: Database, private_key: ec.EllipticCurvePrivateKey, record: str, box: bytes
) -> dict[str, str]:
    """What this record's box holds. Raises CannotOpen, also after its key was erased.

    Two that were sealed for one name are kept as "name" and "name#2".
    """
    nonce, sealed = box[:NONCE_SIZE], box[NONCE_SIZE:]
    name = record.partition("#")[0]
    for key in rows(keys, "SELECT epk, wrapped FROM wrapped_key WHERE record = ?", record):
        with suppress(CannotOpen, BadEnvelope):
            return open_envelope(private_key, name, Envelope(**key, nonce=nonce, box=sealed))
    raise CannotOpen(f"no key opens {record}: it was erased, or the box was changed")


def records(keys: Database) -> set[str]:
    """The names of all records that can still be opened."""
    return {row["record"] for row in rows(keys, "SELECT record FROM wrapped_key")}


def erase(keys: Database, record: str) -> None:
    """Delete what opens this record, in every backup of its box too.

    Then `database.forget_pages(keys)` clears the files.
    """
    with transaction(keys):
        keys.execute("DELETE FROM wrapped_key WHERE record = ?", [record])


def public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    """The key of an uncompressed point. Raises ValueError if it is not on the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def raw(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The key as an uncompressed point of 65 bytes."""
    return public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def base64url(content: bytes) -> str:
    """Bytes as text, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text: object) -> bytes:
    """The bytes of such a text. Raises BadEnvelope unless it is spelled the one right way."""
    if isinstance(text, str) and text.isascii():
        with suppress(ValueError):
            content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            if base64url(content) == text:
                return content
    raise BadEnvelope("this is not base64url")


def _wrapping(shared: bytes, both_keys: bytes) -> AESGCM:
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=both_keys, info=INFO)
    return AESGCM(kdf.derive(shared))


def _content(plain: bytes) -> dict[str, str]:
    """The content of an opened box. What was in it stays out of every error message."""
    try:
        content = json.loads(plain.decode())
    except (ValueError, RecursionError):
        raise CannotOpen("it was sealed without being JSON") from None
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise CannotOpen("it was sealed without being texts with names")
    return {_whole(name): _whole(text) for name, text in content.items()}


def _whole(text: str) -> str:
    """JavaScript lets half an emoji pass; no page could show it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
