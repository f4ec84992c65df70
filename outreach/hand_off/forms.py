"""What a phone sends, read with care: anybody may send anything."""

import hashlib
import json
import uuid
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from kiosk import read_aloud
from kiosk.clock import TOWN_TIME
from outreach.hand_off import rules
from store import codes
from store.hand_offs import REASONS, Entry, Request
from store.languages import LANGUAGES
from store.referrals import BEST_TIMES, Consent, Wish
from store.sealing import BadEnvelope, Envelope

KINDS = ("card", "consent")
LONGEST = 200
LONGEST_CODE = 20


class NotUnderstood(Exception):
    """Not what our pages send; `field` names the member, and is empty where nothing could be read.

    What was sent is never part of the message: it could be somebody's name.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def read(body: bytes) -> dict[str, Any]:
    """The JSON object in a request's body. Raises NotUnderstood."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood("") from None
    if not isinstance(sent, dict):
        raise NotUnderstood("")
    return sent


def entry(sent: dict[str, Any], *, now: datetime) -> Entry:
    """The entry a phone sent, received `now`. Raises NotUnderstood."""
    has_consent = _one_of(sent, "kind", KINDS) == "consent"
    told = _moment(sent, "handed_off_at")
    at = rules.moment(told, received=now)
    return Entry(
        id=_id(sent),
        digest=digest(sent),
        reason=_one_of(sent, "reason", REASONS),
        district=_text(sent, "district", default=""),
        code=codes.normalise(_text(sent, "code", default=""))[:LONGEST_CODE],
        handed_off_at=at,
        day=at.astimezone(TOWN_TIME).date(),
        is_clock_off=rules.is_clock_off(told, received=now),
        request=_request(sent) if has_consent else None,
    )


def card(sent: dict[str, Any]) -> tuple[str, str]:
    """The secret and the PIN of a staff card. Raises NotUnderstood."""
    return _text(sent, "secret"), _text(sent, "pin")


def digest(sent: dict[str, Any]) -> str:
    """What stands for every word of it, in whatever order the words came."""
    try:
        canonical = json.dumps(sent, sort_keys=True, separators=(",", ":"))
    except RecursionError:
        raise NotUnderstood("") from None
    return hashlib.sha256(canonical.encode()).hexdigest()


def _request(sent: dict[str, Any]) -> Request:
    consent, wish = _part(sent, "consent"), _part(sent, "wish")
    version = consent.get("text_version")
    if type(version) is not int or not 1 <= version <= read_aloud.VERSION:
        raise NotUnderstood("text_version")
    if type(wish.get("comes_along")) is not bool:
        raise NotUnderstood("comes_along")
    return Request(
        Wish(
            language=_one_of(wish, "language", LANGUAGES),
            best_time=_one_of(wish, "best_time", BEST_TIMES),
            comes_along=wish["comes_along"],
        ),
        Consent(version, _one_of(consent, "language", LANGUAGES), "read_aloud"),
        _envelope(sent),
    )


def _envelope(sent: dict[str, Any]) -> Envelope:
    try:
        return Envelope.parse(sent.get("envelope"))
    except BadEnvelope:
        raise NotUnderstood("envelope") from None


def _id(sent: dict[str, Any]) -> str:
    text = _text(sent, "id")
    try:
        is_canonical = str(uuid.UUID(text)) == text
    except ValueError:
        is_canonical = False
    if not is_canonical:
        raise NotUnderstood("id")
    return text


def _moment(sent: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(sent, name))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise NotUnderstood(name)


def _part(sent: dict[str, Any], name: str) -> dict[str, Any]:
    part = sent.get(name)
    if not isinstance(part, dict):
        raise NotUnderstood(name)
    return part


def _one_of(sent: dict[str, Any], name: str, choices: Collection[str]) -> str:
    text = _text(sent, name)
    if text not in choices:
        raise NotUnderstood(name)
    return text


def _text(sent: dict[str, Any], name: str, *, default: str | None = None) -> str:
    text = sent.get(name, default)
    if not isinstance(text, str) or len(text) > LONGEST or not text.isprintable():
        raise NotUnderstood(name)
    return text
