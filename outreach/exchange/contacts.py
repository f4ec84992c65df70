"""Phone numbers and web addresses as people type them, made dialable and clickable."""

import re

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

# A stroke after an area code belongs to the number, a later one begins another number or extension:
# "030/23125100/101" read as one number rings at a stranger's.
ANOTHER = re.compile(r"(?<![\d+])((?:(?:\+|00)49)?+(?:[\s().-]*\d){7,}?)\s*/.*", re.DOTALL)
LONGEST = 200  # characters; what is longer is no number
SHORTEST = 6  # digits without the leading zero; less is opening hours or a postcode

SCHEME = re.compile(r"(https?):?[/\\]*(?<=[:/\\])", re.IGNORECASE)
HOST = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*\.[^\W\d_][\w-]+(:\d+)?", re.IGNORECASE)
BETWEEN_ADDRESSES = re.compile(r"[\s,;]+")
AROUND_AN_ADDRESS = "().<>„“\"'"


def phone(typed: str) -> str | None:
    """The first phone number in what was typed, as E.164; None if there is none.

    Numbers without a country are German.
    """
    text = ANOTHER.sub(r"\1", typed[:LONGEST])
    numbers = [
        found.number
        for found in PhoneNumberMatcher(text, "DE", leniency=Leniency.POSSIBLE)
        if found.number.national_number >= 10 ** (SHORTEST - 1)
    ]
    # What is certainly a number goes before what may be a date or opening hours.
    numbers.sort(key=phonenumbers.is_valid_number, reverse=True)
    return _e164(numbers[0]) if numbers else None


def web_address(typed: str) -> str | None:
    """The first web address in what was typed, with scheme and lower-case host, or None."""
    for word in BETWEEN_ADDRESSES.split(typed):
        address = _address(word.strip(AROUND_AN_ADDRESS))
        if address is not None:
            return address
    return None


def _address(word: str) -> str | None:
    found = SCHEME.match(word)
    scheme, rest = (found[1].lower(), word[found.end() :]) if found else ("https", word)
    end = re.search(r"[/?#]|$", rest)
    assert end is not None
    host, path = rest[: end.start()], rest[end.start() :]
    return f"{scheme}://{host.lower()}{path}" if HOST.fullmatch(host) else None


def _e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
