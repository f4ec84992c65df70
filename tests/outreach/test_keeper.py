"""The keeper works beside the server: in time, never two at once, and no longer than the server."""

import mailbox
import os
import signal
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach import keeper, mail
from store import file_lock, office, outbox, people
from tests.conftest import OFFICE, TUESDAY
from tests.full_disk import full_disk
from tests.mail_server import mail_server
from tests.serving import free_port, serving, started, wait_for_answer
from tests.until import PATIENCE_SECONDS, until

HOURLY = ["mail", "announcements", "escalation", "rehearsal", "clearing", "lists"]


@pytest.fixture
def put(db):
    """Let a mail wait for Petra."""
    email = "petra@muster.example"
    petra = people.welcome(db, role="coordinator", name="Petra", email=email, now=TUESDAY)
    return lambda: outbox.put(db, petra.id, kind="help_wanted", path="/desk", now=TUESDAY)


def delivered(folder):
    path = folder / mail.MBOX_NAME
    if not path.exists():
        return 0
    with closing(mailbox.mbox(path)) as box:
        return len(box)


def test_every_duty_comes_in_its_own_time(folder, clock):
    done = []
    duties = keeper.duties()
    for duty in duties:
        duty.work = lambda folder, name=duty.name: done.append(name)

    def round_after(**time):
        done.clear()
        clock.shift(timedelta(**time))
        keeper.work(folder, duties)
        return done

    assert round_after() == [*HOURLY, "forgetting"]
    assert round_after(seconds=19) == []
    assert round_after(seconds=1) == ["mail"]
    assert round_after(minutes=1) == ["mail", "rehearsal", "clearing"]
    assert round_after(hours=1) == HOURLY
    clock.move_to(datetime(2026, 5, 6, 0, 59, 59, tzinfo=UTC))
    assert "forgetting" not in round_after()
    assert "forgetting" in round_after(seconds=1)  # three o'clock in Berlin
    assert "forgetting" not in round_after(hours=23)
    # A clock that is put right after going wrong must not stop the mail for as long.
    assert "mail" in round_after(days=-300)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-05-05T00:59:59+00:00", "2026-05-05T01:00:00+00:00"),
        ("2026-05-05T01:00:00+00:00", "2026-05-06T01:00:00+00:00"),
        ("2026-03-28T12:00:00+00:00", "2026-03-29T01:00:00+00:00"),  # summer time begins
        ("2026-10-24T12:00:00+00:00", "2026-10-25T02:00:00+00:00"),  # and ends
    ],
)
def test_night_is_three_o_clock_in_town(now, night):
    assert keeper.next_night(datetime.fromisoformat(now)) == datetime.fromisoformat(night)


def test_a_duty_that_fails_is_put_off_alone_and_named_without_a_word_about_anybody(
    folder, db, put, clock, caplog
):
    put()
    db.execute("ALTER TABLE referral RENAME COLUMN box TO petra_box")
    duties = keeper.duties()
    keeper.work(folder, duties)
    assert delivered(folder) == 1
    assert "forgetting is put off: OperationalError" in caplog.text
    assert "petra" not in caplog.text
    db.execute("ALTER TABLE referral RENAME COLUMN petra_box TO box")
    caplog.clear()
    clock.shift(keeper.RETRY)
    keeper.work(folder, duties)
    assert caplog.text == ""


def test_a_full_disk_only_puts_things_off(folder, db, put, clock, caplog):
    put()
    duties = keeper.duties()
    with full_disk():
        keeper.work(folder, duties)
    assert "mail is put off: NotWritten" in caplog.text
    assert delivered(folder) == 0
    clock.shift(keeper.RETRY)
    keeper.work(folder, duties)
    assert delivered(folder) == 1


def test_two_keepers_are_never_at_work_at_once(folder, put, clock):
    put()
    with file_lock.held(folder / keeper.LOCK_NAME, wait_seconds=0):
        keeper.work(folder, keeper.duties())
        assert delivered(folder) == 0
    keeper.work(folder, keeper.duties())
    assert delivered(folder) == 1


def test_a_served_office_sends_its_mail(folder, put):
    port = free_port()
    (folder / office.FILE_NAME).write_text(
        f'mail_server = "127.0.0.1:{port}"\nmail_security = "none"\n{OFFICE}', "utf-8"
    )
    put()
    with mail_server(port) as box, serving(folder):
        until(lambda: box.letters)
    assert box.recipients == ["petra@muster.example"]


def children(process):
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in path.read_text().split()]


def is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def server(folder, put):
    """A server whose keeper has done its first round."""
    put()
    port = free_port()
    process = started(folder, port)
    wait_for_answer(f"http://127.0.0.1:{port}/healthz", process)
    until(lambda: delivered(folder) == 1)
    everybody = [process.pid, *children(process)]
    yield process
    for pid in filter(is_there, everybody):
        os.kill(pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_keeper_ends_with_its_server_however_that_ends(server, end):
    both = children(server)
    assert len(both) == 2
    server.send_signal(end)
    server.wait(PATIENCE_SECONDS)
    until(lambda: not any(is_there(pid) for pid in both))
    assert server.returncode == (-end if end == signal.SIGKILL else 0)


def test_the_public_room_has_no_keeper(folder, put):
    put()
    port = free_port()
    process = started(folder, port, "--rooms", "public")
    wait_for_answer(f"http://127.0.0.1:{port}/healthz", process)
    beside = children(process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert (len(beside), process.returncode, delivered(folder)) == (1, 0, 0)
