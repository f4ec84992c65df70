"""What somebody at a terminal reads when they forget, audit, copy and bring back."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from outreach import cli
from store import event_chain, referrals, sealing, withdrawals
from tests.conftest import TUESDAY
from tests.whole_life import ask

LATER = TUESDAY + timedelta(days=91)


@pytest.fixture
def ended(db, folder):
    """Twelve people asked on Tuesday, and all of it ended."""
    for n in range(12):
        asked = ask(db, folder, str(n), now=TUESDAY)
        referrals.step(db, asked.id, "passed_on", by_role="coordinator", now=TUESDAY)


def test_a_dry_run_says_what_would_go_and_that_it_would_be_refused(
    begegnung, db, folder, ended, clock
):
    clock.move_to(LATER)
    told = begegnung("forget", "--dry-run", data=folder)
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "     12  contacts of requests that ended",
        "to erase: 12",
        "would be refused: 12 of 12 contacts would be erased at once, more than a fifth.",
    ]
    assert all(referral.box for referral in (referrals.get(db, n) for n in range(1, 13)))


def test_what_looks_like_a_mistake_needs_to_be_said_twice(begegnung, db, folder, ended, clock):
    clock.move_to(LATER)
    refused = begegnung("forget", data=folder)
    assert refused.exit_code == 1 and "Nothing was erased" in refused.output
    told = begegnung("forget", "--anyway", data=folder)
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "erased: 12")
    assert sealing.records(sealing.open_keys(folder)) == set()
    again = begegnung("forget", data=folder)
    assert (again.exit_code, again.output) == (0, "erased: 0\n")


def test_an_audit_prints_the_head_to_note(begegnung, db, folder, ended):
    told = begegnung("audit", data=folder)
    head = event_chain.head(db)
    assert (told.exit_code, told.output) == (0, f"events: 24\nhead: {head}\n")
    ask(db, folder, "later", now=TUESDAY)
    spaced = " ".join(head[at : at + 8] for at in range(0, 64, 8)).upper()
    assert begegnung("audit", "--head", spaced, data=folder).exit_code == 0
    assert begegnung("audit", "--head", head[:16], data=folder).exit_code == 0
    assert begegnung("audit", "--head", head[:15] + "g", data=folder).exit_code == 2
    assert begegnung("audit", "--head", head[:8], data=folder).exit_code == 2


def test_an_audit_finds_what_was_changed_and_what_was_cut_off(begegnung, db, folder, ended):
    noted = event_chain.head(db)
    db.execute("DROP TRIGGER events_remain")
    db.execute("DELETE FROM event WHERE id = 24")
    assert begegnung("audit", data=folder).exit_code == 0
    for head in (noted, noted[:16]):
        told = begegnung("audit", "--head", head, data=folder)
        assert told.exit_code == 1 and "problem: the head noted earlier" in told.output
    db.execute("DELETE FROM event WHERE id = 7")
    told = begegnung("audit", data=folder)
    assert told.exit_code == 1 and "problem: event 8 does not follow" in told.output


def test_a_backup_comes_back_without_who_withdrew(
    begegnung, db, folder, ended, clock, tmp_path_factory
):
    to, new = (tmp_path_factory.mktemp(name) for name in ("backup", "new"))
    told = begegnung("backup", "--to", str(to), data=folder)
    assert told.exit_code == 0, told.output
    copy = told.output.splitlines()[-1]
    assert f"head: {event_chain.head(db)}" in told.output and "referral 12" in told.output
    assert not (to / "office.key").exists()
    withdrawals.withdraw(db, sealing.open_keys(folder), 1, now=TUESDAY)
    told = begegnung("restore", copy, "--keys", str(folder / "keys.db"), data=new)
    assert told.exit_code == 0, told.output
    assert "contacts: 11, erased again: 1" in told.output
    assert "office.key is missing" in told.output
    assert begegnung("audit", data=new).exit_code == 0
    refused = begegnung("restore", str(to), data=new)
    assert refused.exit_code == 1 and "is not empty" in refused.output


def test_the_key_goes_along_only_when_asked_for(begegnung, db, folder, tmp_path_factory):
    to, new = (tmp_path_factory.mktemp(name) for name in ("backup", "new"))
    assert begegnung("backup", "--to", str(to), "--with-office-key", data=folder).exit_code == 0
    assert (to / "office.key").stat().st_mode & 0o777 == 0o600
    told = begegnung("restore", str(to), data=new)
    assert "office.key" not in told.output
    assert "Withdrawals since keys.db was copied" in told.output
    assert (new / "office.key").exists()


def test_a_lost_key_comes_back_from_paper(begegnung, folder):
    before = (folder / "office.key").read_bytes()
    sheet = begegnung("recovery-sheet", data=folder).output
    rows = [line.partition(".  ")[2] for line in sheet.splitlines() if line.startswith("    ")]
    (folder / "office.key").unlink()
    command = ["recover-key", "--data", str(folder)]
    told = CliRunner().invoke(cli.begegnung, command, input="\n".join(reversed(rows)) + "\n")
    assert told.exit_code == 1 and "row 1 does not add up" in told.output
    told = CliRunner().invoke(cli.begegnung, command, input="\n".join(rows) + "\n")
    assert told.exit_code == 0, told.output
    assert (folder / "office.key").read_bytes() == before
    assert not any(row in told.output for row in rows)
