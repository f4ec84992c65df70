"""The keeper: a process beside the server that does what nobody asks for, in time.

It delivers mail, brings who waited too long before the coordinators, lets screens say
aloud what is new, and forgets at night. All of that can take a while, so none of it happens where
scans are answered.
"""

import ctypes
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from kiosk import clock
from kiosk.screens import rehearsals
from outreach import announcements, mail
from store import database, erasure, escalation, file_lock, kept_lists, office, retention, sealing
from store.errors import Busy, StoreError
from store.retention import Doubtful

log = logging.getLogger(__name__)

LOCK_NAME = "keeper.lock"
STOPS = (signal.SIGTERM, signal.SIGINT)
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in linux/prctl.h

ROUND_SECONDS = 20
GIVEN_TO_STOP = 10
# So long, mail and what is urgent wait at most.
REHEARSAL_SECONDS = 15
RETRY = timedelta(minutes=10)
NIGHT_HOUR = 3
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Duty:
    """Work that comes again; what was missed while nothing was served is done at the first round.

    `after` says for a moment when it is due next.
    """

    name: str
    work: Callable[[Path], None]
    after: Callable[[datetime], datetime]
    next_at: datetime = LONG_AGO

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come, also after the clock was put back."""
        return not now < self.next_at <= self.after(now)


def next_night(now: datetime) -> datetime:
    """The next three o'clock in the morning in town; what is forgotten, is forgotten then."""
    local = now.astimezone(clock.TOWN_TIME)
    night = local.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return (night if local < night else night + timedelta(days=1)).astimezone(UTC)


def duties() -> list[Duty]:
    """Everything a keeper does."""
    return [
        Duty("mail", _deliver, lambda now: now + timedelta(seconds=ROUND_SECONDS)),
        Duty("announcements", _announce, lambda now: now + timedelta(minutes=10)),
        Duty("escalation", _escalate, lambda now: now + timedelta(hours=1)),
        Duty("rehearsal", _rehearse, lambda now: now + timedelta(minutes=1)),
        Duty("clearing", _clear, lambda now: now + timedelta(minutes=1)),
        Duty("lists", _drop_lists, lambda now: now + timedelta(hours=1)),
        Duty("forgetting", _forget, next_night),
    ]


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Let a keeper work for this data folder while the block runs, in a process of its own."""
    # Forked before the server has threads: it shares what is loaded already.
    context = multiprocessing.get_context("fork")
    keeper = context.Process(target=_keep, args=(folder, os.getpid()), name="keeper")
    keeper.start()
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join(GIVEN_TO_STOP)
        # Whatever it is in the middle of can be broken off: the store keeps its word.
        keeper.kill()


def stop_with(parent: int) -> None:
    """Let this process be told to stop when its parent is gone, however that came about."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it went before we could ask
        signal.raise_signal(signal.SIGTERM)


def work(folder: Path, all_duties: list[Duty]) -> None:
    """One round: everything that is due, unless another keeper is at it in this folder.

    A duty that fails is put off, and the others are done all the same.
    """
    try:
        with file_lock.held(folder / LOCK_NAME, wait_seconds=0):
            for duty in all_duties:
                if duty.is_due(clock.now()):
                    _do(duty, folder)
    except Busy:
        log.info("another keeper is at work in this folder")
    except StoreError as error:
        log.warning("the keeper cannot work: %s", error)


def _keep(folder: Path, parent: int) -> None:
    # Held back, so that they come between two rounds: the wait below takes them.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    stop_with(parent)
    all_duties = duties()
    while True:
        work(folder, all_duties)
        if signal.sigtimedwait(STOPS, ROUND_SECONDS):
            return


def _do(duty: Duty, folder: Path) -> None:
    try:
        duty.work(folder)
    except Exception as error:
        log.error("%s is put off: %s", duty.name, _place_of(error))
        duty.next_at = min(clock.now() + RETRY, duty.after(clock.now()))
    else:
        duty.next_at = duty.after(clock.now())


def _place_of(error: Exception) -> str:
    """What broke and where. What the error says stays out of the log: it may be about somebody."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def _deliver(folder: Path) -> None:
    with closing(database.open_office(folder)) as db:
        mail.deliver(db, office.read(folder), folder)


def _announce(folder: Path) -> None:
    ours, now = office.read(folder), clock.now()
    with closing(database.open_office(folder)) as db:
        announcements.of_open_requests(db, ours, now=now)
        announcements.of_changed_visits(db, ours, now=now)


def _escalate(folder: Path) -> None:
    with closing(database.open_office(folder)) as db:
        escalation.escalate(db, today=clock.local_now().date(), now=clock.now())


def _rehearse(folder: Path) -> None:
    rehearsals.rehearse(folder, seconds=REHEARSAL_SECONDS)


def _clear(folder: Path) -> None:
    with closing(database.open_office(folder)) as db, closing(sealing.open_keys(folder)) as keys:
        erasure.clear_pages(db, keys)


def _drop_lists(folder: Path) -> None:
    kept_lists.forget_old(folder, now=clock.now())


def _forget(folder: Path) -> None:
    with closing(database.open_office(folder)) as db, closing(sealing.open_keys(folder)) as keys:
        try:
            retention.forget(db, keys, now=clock.now())
        except Doubtful as doubt:
            # Its sentences count and name nobody.
            log.error("nothing was forgotten: %s", doubt)
