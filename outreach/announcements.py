"""Announcements: what pilots should hear of before they look by themselves; called now and then."""

from datetime import datetime

from kiosk.clock import TOWN_TIME
from outreach import suiting
from store import accepting, assigning, notices, outbox, pilots, visits
from store.database import Database, transaction
from store.office import Office
from store.people import Person
from store.referrals import Referral


def of_open_requests(db: Database, office: Office, *, now: datetime) -> None:
    """Tell pilots who have room that somebody waits who suits them, each request once."""
    waiting = accepting.waiting(db)
    if not waiting:
        return
    with transaction(db):
        meant = [
            person.id
            for person in assigning.could_go_along(db, now=now)
            if any(_is_news(db, person, referral, office, now) for referral in waiting)
        ]
        notices.new_hand_off(db, pilots=meant, now=now)


def of_changed_visits(db: Database, office: Office, *, now: datetime) -> None:
    """Tell pilots whose agreed date was cancelled, moved or lost since, each visit once."""
    today = now.astimezone(TOWN_TIME).date()
    for visit, _trouble in visits.in_trouble(db, state=office.state, today=today):
        notices.visit_changed(db, visit.referral_id, now=now)


def _is_news(
    db: Database, person: Person, referral: Referral, office: Office, now: datetime
) -> bool:
    profile = pilots.get(db, person.id)
    if profile.is_away(now.astimezone(TOWN_TIME).date()) or not accepting.room_left(db, person.id):
        return False
    if suiting.misfits(profile, referral, usual_language=office.languages[0]):
        return False
    told_at = outbox.last_put(db, person.id, kind="new_hand_off")
    return told_at is None or referral.created_at > told_at
