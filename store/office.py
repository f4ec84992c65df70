"""The office: what is this town's own, read from `office.toml` in its data folder."""

import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from holidays import country_holidays

from store import palette
from store.errors import UnusableOffice
from store.languages import LANGUAGES
from store.palette import Palette

FILE_NAME = "office.toml"
# Beside it: the profile of the press the town prints at, if it has one.
PRESS_PROFILE = "press.icc"

STATES = frozenset(country_holidays("DE").subdivisions) - {"Augsburg"}
ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?")
HOST_AND_PORT = re.compile(r"[\w.-]+:\d{1,5}")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
MAIL_SECURITIES = ("starttls", "tls", "none")
DIALABLE = re.compile(r"(?:\D*\d){5}")


# What reads aloud: text in, WAV out. It is free, on this machine, and knows all our languages.
VOICE = "espeak-ng --stdin --stdout -b 1 -v {voice} -s {speed}"


@dataclass(frozen=True, slots=True)
class Office:
    """This town's office. `state` is ISO 3166-2 without DE-, `districts` maps name → postcodes.

    Without a `mail_server` (host:port) mails are written into a file, for development.
    """

    name: str
    town: str
    phone: str
    email: str
    base_url: str
    state: str
    languages: tuple[str, ...] = tuple(LANGUAGES)
    phone_hours: str = ""
    sponsor: str = ""
    notice: str = ""
    house_colour: str = ""
    action_colour: str = ""
    legal_notice: str = ""
    data_protection_contact: str = ""
    accessibility_authority: str = ""
    voice_command: str = VOICE
    mail_server: str = ""
    mail_from: str = ""
    mail_login: str = ""
    mail_password_file: str = ""
    mail_security: str = "starttls"
    districts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_invented: bool = False

    def domain(self) -> str:
        """The address as people read it on paper, without the scheme."""
        return self.base_url.partition("://")[2]

    def mail_sender(self) -> str:
        """The address our mails come from."""
        return self.mail_from or self.email

    def look(self) -> Palette:
        """The colours of its pages and its paper."""
        return palette.palette(house=self.house_colour or None, action=self.action_colour or None)

    def district_of(self, postcode: str) -> str:
        """The district this postcode lies in; empty where it is none or more than one."""
        found = [name for name, postcodes in self.districts.items() if postcode in postcodes]
        return found[0] if len(found) == 1 else ""


def read(folder: Path) -> Office:
    """The office whose data folder this is. Raises UnusableOffice with a sentence for its owner."""
    path = folder / FILE_NAME
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UnusableOffice(f"{path} is missing; `begegnung init` writes one") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableOffice(f"{path} cannot be read: {error}") from None
    return _office(values, path)


def write_template(folder: Path) -> Path:
    """Write a commented `office.toml` for this town to fill in, unless there is one already."""
    path = folder / FILE_NAME
    if not path.exists():
        template = Path(__file__).with_name("office_template.toml")
        path.write_text(template.read_text("utf-8"), "utf-8")
    return path


def _office(values: dict[str, Any], path: Path) -> Office:
    wrong = "; ".join(_wrong(values))
    if wrong:
        raise UnusableOffice(f"{path}: {wrong}")
    values["languages"] = tuple(values.get("languages", LANGUAGES))
    values["districts"] = {k: tuple(v) for k, v in values.get("districts", {}).items()}
    values["base_url"] = values["base_url"].rstrip("/")
    return Office(**values)


def _wrong(values: dict[str, Any]) -> Iterator[str]:
    hints = get_type_hints(Office)
    required = {f.name for f in fields(Office) if f.default is MISSING} - {"districts"}
    for name in sorted(set(values) - set(hints)):
        yield f"we do not know what {name} is"
    for name in sorted(required - set(values)):
        yield f"{name} is missing"
    for name, value in values.items():
        yield from _wrong_kind(name, value, hints.get(name))
        if name in required and not str(value).strip():
            yield f"{name} is empty"
    yield from _wrong_lists(values.get("languages", ["de"]), values.get("districts", {}))
    if values.get("state", "NW") not in STATES:
        yield f"state must be one of {', '.join(sorted(STATES))}"
    if not ADDRESS.fullmatch(str(values.get("base_url", "https://x"))):
        yield "base_url must look like https://begegnung.example.de"
    if not _is_command(str(values.get("voice_command", VOICE))):
        yield "voice_command has a quotation mark without its other half"
    if not DIALABLE.search(str(values.get("phone", "000000"))):
        yield "phone must be a number somebody can dial"
    yield from _wrong_mail({name: str(value) for name, value in values.items()})
    try:
        palette.palette(house=_colour(values, "house"), action=_colour(values, "action"))
    except ValueError as error:
        yield str(error)


def _wrong_kind(name: str, value: object, kind: object) -> Iterator[str]:
    if kind is str and not isinstance(value, str):
        yield f"{name} must be text in quotes"
    if kind is bool and not isinstance(value, bool):
        yield f"{name} must be true or false"


def _wrong_lists(languages: object, districts: object) -> Iterator[str]:
    if not isinstance(languages, list) or not languages:
        yield 'languages must be a list such as ["de", "en"]'
    else:
        for prefix in languages:
            if prefix not in LANGUAGES:
                yield f"we do not speak {prefix} yet"
    named = districts.values() if isinstance(districts, dict) else [None]
    if not all(isinstance(postcodes, list) for postcodes in named):
        yield 'districts must be lines such as "Altstadt" = ["33602"]'


def _is_command(text: str) -> bool:
    try:
        shlex.split(text)
    except ValueError:
        return False
    return True


def _wrong_mail(values: dict[str, str]) -> Iterator[str]:
    server, security = values.get("mail_server", ""), values.get("mail_security", "starttls")
    port = int(server.rpartition(":")[2]) if HOST_AND_PORT.fullmatch(server) else 0
    if server and not 0 < port < 65536:
        yield "mail_server must look like mail.example.de:587"
    if not EMAIL.fullmatch(values.get("mail_from", "") or "office@example.de"):
        yield "mail_from must be an e-mail address alone"
    if security not in MAIL_SECURITIES:
        yield f"mail_security must be one of {', '.join(MAIL_SECURITIES)}"
    if bool(values.get("mail_login")) != bool(values.get("mail_password_file")):
        yield "mail_login and mail_password_file go together"
    if values.get("mail_login") and security == "none":
        yield "mail_security must be starttls or tls where there is a mail_login"


def _colour(values: dict[str, Any], role: str) -> str | None:
    return str(values.get(f"{role}_colour", "")) or None
