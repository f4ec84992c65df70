"""Matters: everything that needs somebody today, kind by kind, people before paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from kiosk import clock, town
from outreach import archive
from outreach.desk.offers import offers as desk_offers
from outreach.desk.referrals import waiting
from store import (
    changes,
    doubtful_hand_offs,
    heartbeats,
    offer_lists,
    outbox,
    proposals,
    retention,
    revision,
    screens,
    silence,
    translation_drafts,
)
from store.offer_lists import Listed, Wanted
from store.silence import Silence

Name = Literal[
    "requests", "hand_offs", "proposals", "screens", "silent", "offers", "drafts", "translations"
]

# As many as one sees at a glance; the rest stands in the room it belongs to.
MOST = 5

# The last scans of thousands of placements are read at most so often.
LOOKED_AT_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Matter:
    """The first few things of one kind that need somebody, and how many there are in all."""

    name: Name
    first: Sequence[Any]
    n: int


@dataclass(frozen=True, slots=True)
class Versioned:
    """A thing with the version of its record that is shown."""

    thing: Any
    version: int


def today() -> list[Matter]:
    """What needs somebody now; kinds of which there is nothing are left out."""
    found = (_requests(), _hand_offs(), _proposals(), _screens(), _silent(), _offers(), _drafts())
    return [matter for matter in (*found, _translations()) if matter.n]


def faults() -> dict[str, object]:
    """What only somebody who looks after the server can mend."""
    db, now = archive.here().db(), clock.now()
    return {
        "stuck": len(outbox.stuck(db, now=now)),
        "is_forgetting_held_up": bool(retention.doubts(db, town.here().keys(), now=now)),
    }


def _requests() -> Matter:
    needy = [one for one in waiting.everybody() if one.needs]
    return Matter("requests", needy[:MOST], len(needy))


def _hand_offs() -> Matter:
    doubtful = doubtful_hand_offs.needing_a_look(archive.here().db())
    return Matter("hand_offs", doubtful[:MOST], len(doubtful))


def _proposals() -> Matter:
    to_do = proposals.to_do(archive.here().db())
    return Matter("proposals", to_do[:MOST], len(to_do))


def _screens() -> Matter:
    db = archive.here().db()
    unseen = heartbeats.unseen(db, now=clock.now())
    first = [(screens.get(db, one), heartbeats.find(db, one)) for one in unseen[:MOST]]
    return Matter("screens", first, len(unseen))


def _silent() -> Matter:
    db, now = archive.here().db(), clock.now()
    of = revision.of(db), clock.local_now().date(), _minute(now)
    found: list[Silence] = archive.here().last_silence.get(
        of, lambda: silence.silent(db, clock.local_now().date())
    )
    first = [
        Versioned(one, changes.version(db, "placement", one.placement_id)) for one in found[:MOST]
    ]
    return Matter("silent", first, len(found))


def _offers() -> Matter:
    listed, n = _lacking("check")
    db = archive.here().db()
    first = [Versioned(one, changes.version(db, "offer", one.id)) for one in listed]
    return Matter("offers", first, n)


def _drafts() -> Matter:
    sent = translation_drafts.waiting(archive.here().db())
    return Matter("drafts", sent[:MOST], len(sent))


def _translations() -> Matter:
    return Matter("translations", *_lacking("translations"))


def _lacking(what: str) -> tuple[list[Listed], int]:
    wanted = Wanted(status="published", lack=what)
    found, n = offer_lists.page(archive.here().db(), wanted, desk_offers.against(), number=1)
    return found[:MOST], n


def _minute(now: datetime) -> int:
    return int(now.timestamp() // LOOKED_AT_FOR.total_seconds())
