"""What this request changes in a record, written down: whoever asks does it, and now."""

from contextlib import AbstractContextManager

from flask import request

from kiosk import clock
from outreach import access, archive
from store import changes
from store.changes import Noun, Recording

# No record was ever in it, so whoever does not say what they saw has seen something else.
NOTHING_SEEN = -1


def recorded(
    noun: Noun,
    record_id: int | None,
    what: str,
    *,
    expected: int | None = None,
    batch: int | None = None,
) -> AbstractContextManager[Recording]:
    """Write down what the block changes in a record; a new one has no id yet, and is told it.

    Raises Taken if the record is not in the version that is `expected` any more.
    """
    return changes.recorded(
        archive.here().db(),
        noun,
        record_id,
        what=what,
        by=access.person().id,
        now=clock.now(),
        expected=expected,
        batch=batch,
    )


def version() -> int:
    """The version of its record that this request's form was made from."""
    return request.form.get("version", NOTHING_SEEN, type=int)
