"""People who asked, in numbers: written as requests are kept, without the seals nobody reads."""

from datetime import date
from itertools import count

from store.database import Database, insert

CODES = count(10_000)


def ask(
    db: Database,
    district_id: int | None,
    *,
    on: date,
    n: int = 1,
    best_time: str = "any",
    state: str = "handed_off",
    offer_id: int | None = None,
) -> list[int]:
    """So many requests of a day, all in this state since; returns their ids."""
    at = f"{on}T10:00:00+00:00"
    is_open = state in ("handed_off", "accepted", "reached", "arranged", "accompanied")
    ids = []
    for _ in range(n):
        code = str(next(CODES))
        insert(db, "code", {"symbols": code, "issued_at": at})
        row = {"record": code, "code": code, "channel": "own", "state": state, "state_at": at}
        row |= {"due_on": "2026-06-01" if is_open else None, "created_at": at, "language": "de"}
        row |= {"district_id": district_id, "best_time": best_time, "comes_along": 1}
        insert(db, "referral", row | {"offer_id": offer_id})
        ids.append(db.execute("SELECT max(id) FROM referral").fetchone()[0])
    return ids
