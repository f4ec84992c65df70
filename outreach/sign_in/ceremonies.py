"""What a browser and we tell each other about passkeys (WebAuthn level 2), as JSON texts.

What comes back is checked by py_webauthn: challenge, origin, site, signature, and that the device
asked for a finger, a face or a PIN ("user verification").
"""

import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from store import challenges
from store.errors import NotAllowed
from store.office import Office
from store.passkeys import Passkey, PublicKey
from store.people import Person
from store.pepper import derived

TIMEOUT_MS = int(challenges.VALID_FOR.total_seconds() * 1000)
VERIFIED = UserVerificationRequirement.REQUIRED
# What a hostile answer makes of the library, and of the parsers below it.
UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, RecursionError)
# On the device itself, so that nobody has to type who they are.
DISCOVERABLE = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
)


class NotProved(NotAllowed):
    """What a browser sent as the answer of a passkey proves nothing."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong: the name they are bound to, and the origin that asks for them."""

    name: str
    origin: str


def site(host_url: str, *, office: Office) -> Site | None:
    """The site a request came to (`http://host:port/`) as passkeys know it.

    None where there can be none: only the office's own host, hosts below it, and `localhost` (a
    developer's machine) are trusted, whatever a request says of itself.
    """
    origin = host_url.rstrip("/")
    ours, host = urlsplit(office.base_url).hostname or "", urlsplit(origin).hostname or ""
    if host == "localhost":
        return Site("localhost", origin)
    is_ours = host == ours or host.endswith(f".{ours}")
    return Site(ours, origin) if is_ours and origin.startswith("https://") else None


def handle(person: Person, *, pepper: bytes) -> bytes:
    """What a device calls a person by: the same for all their passkeys, and says nothing else."""
    return hmac.digest(derived(pepper, "passkeys"), str(person.id).encode(), "sha256")


def creation_options(
    person: Person,
    *,
    known: list[Passkey],
    challenge: bytes,
    site: Site,
    office: Office,
    pepper: bytes,
) -> str:
    """What a browser must know to make a passkey; devices with a `known` one make no second."""
    options = webauthn.generate_registration_options(
        rp_id=site.name,
        rp_name=office.name,
        user_id=handle(person, pepper=pepper),
        user_name=person.email or person.name,
        user_display_name=person.name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        authenticator_selection=DISCOVERABLE,
        exclude_credentials=_descriptors(known),
    )
    return webauthn.options_to_json(options)


def request_options(*, known: list[Passkey], challenge: bytes, site: Site) -> str:
    """What a browser must know to use a passkey: one of the `known`, or any if there are none."""
    options = webauthn.generate_authentication_options(
        rp_id=site.name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=_descriptors(known),
        user_verification=VERIFIED,
    )
    return webauthn.options_to_json(options)


def made(answer: str, *, challenge: bytes, site: Site) -> PublicKey:
    """The passkey that a browser says was made. Raises NotProved."""
    try:
        verified = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise NotProved(str(error)) from error
    name = bytes_to_base64url(verified.credential_id)
    return PublicKey(name, verified.credential_public_key, verified.sign_count)


def named(answer: str) -> str:
    """Which passkey (base64url) a browser says was used; nothing of it is proved yet."""
    try:
        return str(json.loads(answer)["id"])
    except UNREADABLE as error:
        raise NotProved("there is no name of a passkey in it") from error


def used(answer: str, passkey: Passkey, *, challenge: bytes, site: Site) -> int:
    """The count this passkey signed with, once everything else is right. Raises NotProved.

    The count is judged by `store.passkeys.use`, in one step with noting it.
    """
    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise NotProved(str(error)) from error
    return verified.new_sign_count


def _descriptors(known: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential)) for key in known]
