import json

import pytest

from store import database, office_keys, sealing
from store.database import rows
from store.errors import Busy
from store.sealing import CannotOpen, Envelope

RECORD = "referral:0d1c-invented"
# An invented person; the number is one nobody has.
SABINE = {"name": "Sabine aus der Erfindung", "contact": "030 23125 417"}


@pytest.fixture
def office(folder):
    """The folder of an office with a key pair."""
    office_keys.make(folder)
    return folder


@pytest.fixture
def keys(office):
    """Its wrapped keys."""
    keys = sealing.open_keys(office)
    yield keys
    keys.close()


def sealed(folder, content=SABINE, record=RECORD):
    """An envelope as it arrives from somewhere else."""
    envelope = sealing.seal(office_keys.public(folder), record, content)
    return Envelope.parse(json.loads(json.dumps(envelope.as_json())))


def test_an_envelope_is_split_and_read_again(office, keys):
    box = sealing.take_in(keys, RECORD, sealed(office))
    assert sealing.read(keys, office_keys.private(office), RECORD, box) == SABINE


def test_the_same_envelope_twice_is_kept_once(office, keys):
    envelope = sealed(office)
    assert sealing.take_in(keys, RECORD, envelope) == sealing.take_in(keys, RECORD, envelope)
    assert len(rows(keys, "SELECT * FROM wrapped_key")) == 1


def test_another_envelope_under_the_same_name_does_not_cost_us_the_first(office, keys):
    first = sealing.take_in(keys, RECORD, sealed(office))
    second = sealing.take_in(keys, RECORD, sealed(office, {"name": "Sabine E."}))
    private = office_keys.private(office)
    assert sealing.read(keys, private, RECORD, first) == SABINE
    assert sealing.read(keys, private, RECORD, second) == {"name": "Sabine E."}
    sealing.erase(keys, RECORD)
    for box in (first, second):
        with pytest.raises(CannotOpen):
            sealing.read(keys, private, RECORD, box)


def test_boxes_and_keys_of_two_people_cannot_be_swapped(office, keys):
    box = sealing.take_in(keys, RECORD, sealed(office))
    other_box = sealing.take_in(keys, "referral:other", sealed(office, record="referral:other"))
    private = office_keys.private(office)
    with pytest.raises(CannotOpen):
        sealing.read(keys, private, RECORD, other_box)
    keys.execute("UPDATE wrapped_key SET record = 'mine' WHERE record = ?", [RECORD])
    with pytest.raises(CannotOpen):
        sealing.read(keys, private, "mine", box)


def test_no_byte_of_a_stored_box_can_be_changed(office, keys):
    box = sealing.take_in(keys, RECORD, sealed(office, {"name": "Sabine"}))
    private = office_keys.private(office)
    flipped = [bytes([*box[:n], box[n] ^ 1, *box[n + 1 :]]) for n in range(len(box))]
    for changed in [*flipped, box[:-1], box[1:], box + b"0", b""]:
        with pytest.raises(CannotOpen):
            sealing.read(keys, private, RECORD, changed)


def is_somewhere(folder, content):
    return any(content in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_after_erasing_nothing_is_left_and_no_backup_opens(office, db, keys):
    db.execute("CREATE TABLE contact (record TEXT PRIMARY KEY, box BLOB) STRICT")
    gone, stays = sealed(office), sealed(office, record="referral:other")
    for record, envelope in ((RECORD, gone), ("referral:other", stays)):
        box = sealing.take_in(keys, record, envelope)
        db.execute("INSERT INTO contact VALUES (?, ?)", [record, box])
    db.execute("VACUUM INTO ?", [str(office / "backup.db")])
    assert is_somewhere(office, gone.wrapped) and is_somewhere(office, gone.box)
    assert not is_somewhere(office, b"Sabine")

    sealing.erase(keys, RECORD)
    db.execute("DELETE FROM contact WHERE record = ?", [RECORD])
    database.forget_pages(keys)
    database.forget_pages(db)

    backup = database.open(office / "backup.db")
    [[old_box]] = backup.execute("SELECT box FROM contact WHERE record = ?", [RECORD])
    private = office_keys.private(office)
    with pytest.raises(CannotOpen, match="erased"):
        sealing.read(keys, private, RECORD, old_box)
    backup.close()
    (office / "backup.db").unlink()
    texts = [sealing.base64url(part).encode() for part in (gone.wrapped, gone.epk)]
    for trace in (b"Sabine", gone.wrapped, gone.epk, gone.box, RECORD.encode(), *texts):
        assert not is_somewhere(office, trace)
    [[box]] = db.execute("SELECT box FROM contact")
    assert sealing.read(keys, private, "referral:other", box) == SABINE


def test_a_reader_of_old_pages_is_not_passed_over_in_silence(office, keys):
    sealing.take_in(keys, RECORD, sealed(office))
    reader, hasty = sealing.open_keys(office), sealing.open_keys(office, wait_ms=20)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM wrapped_key").fetchall()
    sealing.erase(hasty, RECORD)
    with pytest.raises(Busy):
        database.forget_pages(hasty)
    reader.execute("COMMIT")
    database.forget_pages(hasty)
    assert not is_somewhere(office, RECORD.encode())


def test_the_public_room_seals_and_takes_in_and_cannot_open(office, keys):
    (office / "office.key").unlink()
    office_keys.make(office)
    sealing.take_in(keys, RECORD, sealed(office))
    with pytest.raises(CannotOpen, match=r"office\.key cannot be read: No such file"):
        office_keys.private(office)
