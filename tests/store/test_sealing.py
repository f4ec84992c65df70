import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Error

from store import office_keys, sealing
from store.sealing import BadEnvelope, CannotOpen, Envelope
from tests.chromium import open_page

SEAL_JS = Path(__file__).parents[2] / "outreach" / "static" / "seal.js"

RECORD = "referral:0d1c-invented"
# An invented person; the number is one nobody has.
SABINE = {
    "name": "Sabine aus der Erfindung",
    "contact": "030 23125 417",
    "best_time": "abends, nach 18 Uhr 🌙",
    "language": "العربية / Türkçe / українська",
    "district": "Jöllenbeck",
    "come_along": "yes",
}

# Sealed by Chromium when the format was fixed: what is stored today has to open for ever.
FIRST_OFFICE = ec.derive_private_key(20260505, ec.SECP256R1())
FIRST_ENVELOPE = {
    "v": 1,
    "epk": "BOmcWAAKz-IahD2Fa7w4N9DkDLpc7vZIGk04ppX4M33AidW4ebGwRt0aQOXC"
    "BWupeXpsvA2ErkKq15KMMZfopmA",
    "wrapped": "ymGMiXi5Ya-23-8oKHKKuEJZ7M6HWftzDXyA7EzPcAkoWmm-acxK1pTLw9wqBm-7",
    "nonce": "e6VlzgQ7sTU1384A",
    "box": "6T9yF7Xk_LNkGdvkIC0Gqgp8jsv921mMVx49peZplnrMeQfPWGzysrVVWchyuL2caz5_DzAMPgpF_sU",
}

OFFICE = ec.generate_private_key(ec.SECP256R1())
SEALED = sealing.seal(OFFICE.public_key(), RECORD, SABINE)


def bit_flips(content):
    for at in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[at // 8] ^= 1 << at % 8
        yield bytes(flipped)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=8))
def test_what_was_sealed_opens_as_it_was(content):
    envelope = sealing.seal(OFFICE.public_key(), RECORD, content)
    assert sealing.open_envelope(OFFICE, RECORD, Envelope.parse(envelope.as_json())) == content


def test_an_envelope_of_the_first_day_still_opens():
    opened = sealing.open_envelope(FIRST_OFFICE, RECORD, Envelope.parse(FIRST_ENVELOPE))
    assert opened == {"name": "Sabine", "contact": "030 23125 417"}


def test_no_bit_of_an_envelope_can_be_changed():
    sent = json.dumps(SEALED.as_json(), separators=(",", ":")).encode()
    for changed in bit_flips(sent):
        with pytest.raises((ValueError, CannotOpen)):
            sealing.open_envelope(OFFICE, RECORD, Envelope.parse(json.loads(changed)))


def test_an_envelope_opens_for_its_record_and_office_only():
    with pytest.raises(CannotOpen, match="referral:other"):
        sealing.open_envelope(OFFICE, "referral:other", SEALED)
    with pytest.raises(CannotOpen):
        sealing.open_envelope(ec.generate_private_key(ec.SECP256R1()), RECORD, SEALED)


def test_two_envelopes_of_the_same_words_have_nothing_in_common():
    again = sealing.seal(OFFICE.public_key(), RECORD, SABINE)
    assert not set(again.as_json().values()) & set(SEALED.as_json().values()) - {1}


GOOD = SEALED.as_json()
OFF_THE_CURVE = sealing.base64url(b"\x04" + b"\x01" * 64)
COMPRESSED = sealing.base64url(b"\x02" + SEALED.epk[1:33])
HYBRID = sealing.base64url(bytes([6 + SEALED.epk[-1] % 2]) + SEALED.epk[1:])


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "e30",
        {},
        {**GOOD, "more": ""},
        {name: value for name, value in GOOD.items() if name != "nonce"},
        *({**GOOD, "v": v} for v in (0, 2, True, 1.0, "1", None)),
        *({**GOOD, "epk": epk} for epk in (OFF_THE_CURVE, COMPRESSED, HYBRID, "AA", "", 7, None)),
        *(
            {**GOOD, "wrapped": f"{GOOD['wrapped']}{end}"}
            for end in ("=", "\n", "A", "ä", "\ud800")
        ),
        {**GOOD, "nonce": "++++++++++++++++"},
        {**GOOD, "nonce": "AAAA"},
        {**GOOD, "box": ""},
        {**GOOD, "box": "A" * 5484},
        {**GOOD, "box": "A" * 10_000_001},
        {**GOOD, "box": [GOOD["box"]]},
    ],
    ids=lambda sent: str(sent)[:12],
)
def test_what_is_no_envelope_is_refused(sent):
    with pytest.raises(BadEnvelope):
        Envelope.parse(sent)


def test_the_longest_content_fits_and_a_longer_one_is_refused():
    around = len(json.dumps({"name": ""}))
    longest = {"name": "x" * (sealing.MOST_CONTENT - around)}
    assert len(sealing.seal(OFFICE.public_key(), RECORD, longest).box) == 4112
    with pytest.raises(BadEnvelope):
        sealing.seal(OFFICE.public_key(), RECORD, {"name": longest["name"] + "x"})


def sealed_by_a_stranger(plain):
    """Any bytes in an envelope made by the book, not by our code."""
    own, about = ec.generate_private_key(ec.SECP256R1()), RECORD.encode()
    data_key, nonce = b"k" * 32, b"n" * 12
    epk, office = (sealing.raw(key.public_key()) for key in (own, OFFICE))
    shared = own.exchange(ec.ECDH(), OFFICE.public_key())
    kdf = HKDF(SHA256(), length=32, salt=epk + office, info=b"begegnung sealed contact 1")
    wrapped = AESGCM(kdf.derive(shared)).encrypt(bytes(12), data_key, about)
    return Envelope(epk, wrapped, nonce, AESGCM(data_key).encrypt(nonce, plain, about))


def test_somebody_else_can_seal_by_the_book():
    envelope = sealed_by_a_stranger(json.dumps(SABINE).encode())
    assert sealing.open_envelope(OFFICE, RECORD, envelope) == SABINE


DEEP = b'{"name":' + b"[" * 4000


@pytest.mark.parametrize(
    "plain", [b"no JSON", b"\xff{}", b"[]", b"NaN", b'{"name":1}', b'{"name":{}}', DEEP]
)
def test_a_strangers_strange_content_is_an_error_and_not_a_crash(plain):
    with pytest.raises(CannotOpen):
        sealing.open_envelope(OFFICE, RECORD, sealed_by_a_stranger(plain))


def test_half_an_emoji_does_not_cost_us_the_contact():
    envelope = sealed_by_a_stranger(b'{"name": "Sabine \\ud83c", "language": "\\ud83c\\udf19"}')
    opened = sealing.open_envelope(OFFICE, RECORD, envelope)
    assert opened == {"name": "Sabine \ufffd", "language": "🌙"}


@pytest.fixture
def phone(chromium):
    """A real browser at a page of the office that has only our script."""
    with open_page(chromium, width=390) as page:
        page.route(
            "https://muster.example/**",
            lambda route: (
                route.fulfill(path=SEAL_JS, content_type="text/javascript")
                if route.request.url.endswith("/seal.js")
                else route.fulfill(body="<!doctype html><title>Musterstadt</title>")
            ),
        )
        page.goto("https://muster.example/")
        yield page


def sealed_by(phone, public_key, content, record=RECORD):
    code = "async (all) => (await import('/seal.js')).seal(...all)"
    return phone.evaluate(code, [public_key, record, content])


def test_a_real_browser_seals_what_the_office_opens(phone):
    office_key = office_keys.as_text(OFFICE.public_key())
    for n in range(30):  # every length of padding
        content, record = {**SABINE, "name": "S" * n}, f"referral:{n} für später"
        sent = sealed_by(phone, office_key, content, record)
        assert sealing.open_envelope(OFFICE, record, Envelope.parse(sent)) == content


def test_a_real_browser_refuses_what_we_would_refuse(phone):
    with pytest.raises(Error, match="too long"):
        sealed_by(phone, office_keys.as_text(OFFICE.public_key()), {"name": "ä" * 2100})
    with pytest.raises(Error, match="DataError"):
        sealed_by(phone, OFF_THE_CURVE, SABINE)


def test_the_script_is_small_enough_for_a_phone_in_a_tunnel():
    assert len(SEAL_JS.read_bytes()) <= 2000
