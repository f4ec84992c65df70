import shutil
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from store import office_keys, sealing
from store.errors import Locked, NotFound
from store.office_keys import Mistyped
from store.sealing import CannotOpen


@pytest.fixture
def office(folder):
    """The folder of an office with a key pair."""
    office_keys.make(folder)
    return folder


def test_the_pair_is_made_once_by_whoever_comes_first(folder):
    made = []
    threads = [Thread(target=lambda: made.append(office_keys.make(folder))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [office_keys.public(folder)] * 4 == made
    assert office_keys.private(folder).public_key() == made[0]
    names = {path.name: path.stat().st_mode & 0o777 for path in folder.glob("*office.[kp]*")}
    assert names == {"office.key": 0o600, "office.pub": 0o644}


def test_a_pair_left_half_made_is_completed(office):
    before = office_keys.public(office)
    (office / "office.pub").unlink()
    assert office_keys.make(office) == before


def test_keys_that_are_none_or_another_offices_are_refused(office):
    empty = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
    for content in (b"", b"office", empty):
        (office / "office.key").write_bytes(content)
        with pytest.raises(CannotOpen, match="holds no key"):
            office_keys.private(office)
    (office / "office.key").unlink()
    other = office / "other"
    other.mkdir()
    office_keys.make(other)
    shutil.copy(other / "office.key", office)
    with pytest.raises(CannotOpen, match="does not belong"):
        office_keys.private(office)
    (office / "office.pub").write_text(sealing.base64url(b"\x04" + b"\x01" * 64))
    with pytest.raises(NotFound, match="no key to seal with"):
        office_keys.public(office)


def rows_of(sheet):
    return [line.strip() for line in sheet.splitlines() if line.startswith("    ")]


def test_a_lost_key_comes_back_from_its_sheet(office):
    sheet = office_keys.recovery_sheet(office_keys.private(office))
    assert office_keys.fingerprint(office_keys.public(office)) in sheet
    typed = "\n".join(rows_of(sheet)).lower().replace("0", "o").replace("1", "l")
    with pytest.raises(Locked):
        office_keys.restore(office, typed)
    (office / "office.key").unlink()
    office_keys.restore(office, typed)
    assert office_keys.recovery_sheet(office_keys.private(office)) == sheet


def test_each_wrong_symbol_and_swapped_row_is_noticed(office):
    other = ec.generate_private_key(ec.SECP256R1())
    lines = [row.partition(".  ")[2] for row in rows_of(office_keys.recovery_sheet(other))]
    for at, symbol in enumerate(lines[2]):
        wrong = "7" if symbol != "7" else "8"
        typed = [*lines[:2], lines[2][:at] + wrong + lines[2][at + 1 :], *lines[3:]]
        with pytest.raises(Mistyped, match="row 3"):
            office_keys.restore(office, "\n".join(typed))
    swapped = [*lines[:3], lines[4], lines[3], *lines[5:]]
    for typed in (swapped, lines[:7], [], ["0"] * 8):
        with pytest.raises(Mistyped, match=r"row \d|8 rows"):
            office_keys.restore(office, "\n".join(typed))
    with pytest.raises(CannotOpen, match=office_keys.fingerprint(other.public_key())):
        office_keys.restore(office, "\n".join(lines))
