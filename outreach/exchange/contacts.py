"""Phone numbers and web addresses as people type them, made dialable and clickable."""

import re

import phonenumbers

SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
HOST = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*\.[^\W\d_][\w-]+(:\d+)?", re.IGNORECASE)


def phone(typed: str) -> str | None:
    """The first phone number in what was typed, as E.164; None if there is none.

    Numbers without a country are German.
    """
    for region_number in phonenumbers.PhoneNumberMatcher(
        typed, "DE", leniency=phonenumbers.Leniency.POSSIBLE
    ):
        return _e164(region_number.number)
    try:
        number = phonenumbers.parse(typed, "DE")
    except phonenumbers.NumberParseException:
        return None
    return _e164(number) if phonenumbers.is_possible_number(number) else None


def web_address(typed: str) -> str | None:
    """The address with scheme and lower-case host; None if it cannot be one."""
    found = SCHEME.match(typed)
    scheme, rest = (found[1].lower(), typed[found.end() :]) if found else ("https", typed)
    host, slash, path = rest.partition("/")
    if not HOST.fullmatch(host) or any(letter.isspace() for letter in path):
        return None
    return f"{scheme}://{host.lower()}{slash}{path}"


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
