"""What the plain form says, and the entry that comes of it: sealed here instead of on the phone."""

import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from kiosk import read_aloud, requests
from outreach.hand_off import forms
from store import codes, sealing
from store.hand_offs import REASONS, Entry
from store.languages import LANGUAGES
from store.referrals import BEST_TIMES

LONGEST_NONCE = 64


@dataclass(frozen=True, slots=True)
class PlainForm:
    """What was typed, and what is still missing: `errors` names the fields.

    `entry` is the id made when the form was opened, so that a second tap on "send" changes nothing.
    `nonce` is a chance number that only the open page knows.
    """

    entry: str
    nonce: str
    kind: str
    reason: str
    district: str
    code: str
    read_in: str
    agrees: bool
    name: str
    contact: str
    spoken: str
    best_time: str
    comes_along: bool
    errors: tuple[str, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], *, districts: Collection[str]) -> "PlainForm":
        """Read the form; a name and a contact are asked for only where somebody said yes."""
        district, code = form.get("district", ""), codes.normalise(form.get("code", ""))
        read = cls(
            entry=_uuid(form.get("entry", "")),
            nonce=form.get("nonce", "")[:LONGEST_NONCE] or secrets.token_urlsafe(16),
            kind=_one_of(form, "kind", forms.KINDS),
            reason=_one_of(form, "reason", REASONS),
            district=district if district in districts else "",
            code=code[: forms.LONGEST_CODE],
            read_in=_one_of(form, "read_in", LANGUAGES) or "de",
            agrees=form.get("agrees") == "yes",
            name=" ".join(form.get("name", "").split()),
            contact=" ".join(form.get("contact", "").split()),
            spoken=_one_of(form, "spoken", LANGUAGES) or "de",
            best_time=_one_of(form, "best_time", BEST_TIMES) or "any",
            comes_along=form.get("comes_along") == "yes",
        )
        return replace(read, errors=read._errors())

    def to_entry(self, office_key: EllipticCurvePublicKey, *, now: datetime) -> Entry:
        """The entry as a phone would have sent it.

        Sealing is never twice the same, so what was typed stands for it; without the nonce, which
        is stored nowhere, nobody can guess it back from the digest.
        """
        typed = {name: getattr(self, name) for name in self.__slots__}
        sent = forms.entry(self._sent(office_key, now=now), now=now)
        return replace(sent, digest=forms.digest(typed))

    def _sent(self, office_key: EllipticCurvePublicKey, *, now: datetime) -> dict[str, object]:
        told = {"name": self.name, "contact": self.contact}
        names = ("kind", "reason", "district", "code")
        body = {name: getattr(self, name) for name in names}
        return body | {
            "id": self.entry,
            "handed_off_at": now.isoformat(),
            "consent": {"text_version": read_aloud.VERSION, "language": self.read_in},
            "wish": {
                "language": self.spoken,
                "best_time": self.best_time,
                "comes_along": self.comes_along,
            },
            "envelope": sealing.seal(office_key, f"referral:{self.entry}", told).as_json(),
        }

    def _errors(self) -> tuple[str, ...]:
        is_told, most = self.kind == "consent", requests.LONGEST
        complaints = {
            "reason": not self.reason,
            "kind": not self.kind,
            "agrees": is_told and not self.agrees,
            "name": is_told and not 0 < len(self.name) <= most["name"],
            "contact": is_told
            and not (
                requests.CONTACT.search(self.contact) and len(self.contact) <= most["contact"]
            ),
        }
        return tuple(field for field, is_wrong in complaints.items() if is_wrong)


def _uuid(sent: str) -> str:
    try:
        return str(uuid.UUID(sent))
    except ValueError:
        return str(uuid.uuid4())


def _one_of(form: Mapping[str, str], name: str, choices: Collection[str]) -> str:
    value = form.get(name, "")
    return value if value in choices else ""
