"""Numbers and addresses as people type them into a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.contacts import phone, web_address


@pytest.mark.parametrize(
    "typed",
    [
        "030 23125 100",
        "030/23125-100",
        "030 - 231 25 100",
        "(030) 23125100",
        "030.23125.100",
        "+49 30 23125100",
        "+49 (0) 30/23125100",
        "0049 30 23125100",
        "Tel.: 030 23125100 (AB)",
        "Frau Muster 030 23125100",
        "030 23125100 Durchwahl 12",
        "030 23125100, Mo-Fr 9-12 Uhr",
        "Mo-Fr 9-12 Uhr: 030 23125100",
        "ab 01.05.2026: 030 23125100",
        "33602 Musterstadt, 030 23125100",
    ],
)
def test_a_number_is_found_in_what_was_typed(typed):
    assert phone(typed) == "+493023125100"


@pytest.mark.parametrize(
    "typed",
    [
        "030 23125100 oder 030 23125101",
        "030/23125100/101",
        "030 23125-100/-101",
        "030 23125100/101",
        "030-23125100/0521-000123",
        "030 23125100\nFax 030 23125101",
    ],
)
def test_of_two_numbers_the_first_is_taken_and_they_never_run_together(typed):
    assert phone(typed) == "+493023125100"


def test_a_number_abroad_stays_abroad():
    assert phone("+90 212 000 00 00") == "+902120000000"


@pytest.mark.parametrize(
    "typed", ["", "-", "kein Telefon", "9-12 Uhr", "33602 Musterstadt", "nur per Mail: a@b.example"]
)
def test_what_is_no_number_is_none(typed):
    assert phone(typed) is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.haus.example", "https://www.haus.example"),
        ("haus.example/treff", "https://haus.example/treff"),
        ("HTTP://Haus.Example/Treff", "http://haus.example/Treff"),
        ("https:/haus.example", "https://haus.example"),
        ("http//haus.example", "http://haus.example"),
        (r"https:\\haus.example", "https://haus.example"),
        ("www.haus.example?id=5&x=y", "https://www.haus.example?id=5&x=y"),
        ("haus.example:8443/#top", "https://haus.example:8443/#top"),
        ("siehe www.haus.example.", "https://www.haus.example"),
        ("www.haus.example (im Aufbau)", "https://www.haus.example"),
        ("haus.example, hof.example", "https://haus.example"),
        ("haus.example\nhof.example", "https://haus.example"),
        ("größe.example", "https://größe.example"),
    ],
)
def test_a_web_address_is_repaired(typed, address):
    assert web_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "keine",
        "z. B.",
        "haus@treff.example",
        "htp:/kaputt",
        "localhost",
        "10.0.0.1",
        "http://",
        "javascript:alert(1)",
        "javascript://haus.example/%0aalert(1)",
        "https://wer:geheim@haus.example/",
    ],
)
def test_what_is_no_web_address_is_none(typed):
    assert web_address(typed) is None


@given(st.text())
def test_whatever_is_typed_an_address_is_safe_to_link_to(typed):
    phone(typed)
    address = web_address(typed)
    assert address is None or address.startswith(("https://", "http://"))
