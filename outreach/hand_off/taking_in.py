"""An entry is taken in, if its phone may send one more."""

from datetime import datetime

from kiosk import town
from outreach import archive, phones
from outreach.hand_off import allowed
from store import hand_offs
from store.database import transaction
from store.errors import StoreError
from store.hand_offs import Entry, Receipt


class TooMany(StoreError):
    """This phone has sent too much at once: it may try again in a minute."""


def take_in(entry: Entry, *, now: datetime) -> Receipt:
    """Keep what this request's phone brought. Raises TooMany, and NotWritten if it is not kept."""
    db, keys, phone = archive.here().db(), town.here().keys(), phones.here()
    # One commit for both: fifty phones that find a network at once wait for the disk, mostly.
    with transaction(db):
        if not allowed.may_send(db, phone.id, now=now):
            raise TooMany(f"device {phone.id} sends too much")
        return hand_offs.take_in(db, keys, entry, person_id=phone.person.id, now=now)
