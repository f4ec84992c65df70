from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import codes
from store.codes import ALPHABET

NOW = datetime(2026, 5, 5, tzinfo=UTC)
payloads = st.text(ALPHABET, min_size=4, max_size=4)


def with_check(payload):
    return next(payload + symbol for symbol in ALPHABET if codes.is_valid(payload + symbol))


@given(payloads)
def test_every_payload_has_exactly_one_check_symbol(payload):
    assert sum(codes.is_valid(payload + symbol) for symbol in ALPHABET) == 1


@given(payloads, st.integers(0, 4), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_always_noticed(payload, at, symbol):
    code = with_check(payload)
    wrong = code[:at] + symbol + code[at + 1 :]
    assert wrong == code or not codes.is_valid(wrong)


@given(payloads)
def test_two_swapped_symbols_are_always_noticed(payload):
    code = with_check(payload)
    for one, other in permutations(range(5), 2):
        swapped = list(code)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert "".join(swapped) == code or not codes.is_valid("".join(swapped))


@pytest.mark.parametrize("typed", ["k7m 2x", "K7M-2X.", " k7m–2x ", "K7M/2X", "k7m_2x"])
def test_case_spaces_dashes_and_full_stops_do_not_count(typed):
    assert codes.normalise(typed) == "K7M2X"


def test_letters_that_look_like_digits_are_taken_for_them():
    assert codes.normalise("oil-y0") == "011Z0"


@given(st.text())
def test_whatever_is_typed_is_read_without_complaint(typed):
    codes.meant_by(typed)
    assert codes.normalise(codes.normalise(typed)) == codes.normalise(typed)


@given(payloads, st.integers(0, 4), st.sampled_from(ALPHABET))
def test_the_code_that_was_meant_is_among_the_guesses(payload, at, symbol):
    code = with_check(payload)
    wrong = code[:at] + symbol + code[at + 1 :]
    assert code in [*codes.meant_by(wrong), wrong]


def test_issued_codes_are_valid_clean_and_never_the_same(db):
    issued = [codes.issue(db, now=NOW) for _ in range(300)]
    assert len(set(issued)) == 300
    assert all(codes.is_valid(code) and not codes.is_refused(code) for code in issued)


@pytest.mark.parametrize("code", ["1NS20", "X88KM", "FCK00", "5S000", "0H100"])
def test_codes_that_read_as_something_bad_are_refused(code):
    assert codes.is_refused(code)


def test_a_code_is_printed_in_two_groups():
    assert codes.printed("K7M2X") == "K7M-2X"
