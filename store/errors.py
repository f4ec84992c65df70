"""What the store says when it cannot do what was asked; the web and the CLI find the words."""


class StoreError(Exception):
    """Root of everything below; never raised itself."""


class NotFound(StoreError):
    """There is no such record: a mistyped id, or one that was removed since."""


class Locked(StoreError):
    """The record may no longer change: a printed placement keeps its name, kind and place."""


class WrongStep(StoreError):
    """The life cycle has no such step: a retired placement cannot be hung again."""


class Taken(StoreError):
    """Somebody else has it already: an e-mail address of another person of this office."""


class Gone(StoreError):
    """It was there and is no more: an invitation that was used, replaced or has expired."""


class LastWayIn(StoreError):
    """Without it somebody could not sign in any more: the only passkey, and no password."""


class NotAllowed(StoreError):
    """This person may not do this: another role's room, or a training that has run out."""


class NotWritten(StoreError):
    """Nothing was written: the disk is full, or the data folder is read-only."""


class Busy(NotWritten):
    """Another writer holds the database for longer than we wait: a long import, mostly."""


class AffectedEngine(StoreError):
    """This SQLite has the WAL-reset bug (3.7.0 to 3.51.2), which can lose committed rows."""


class UnusableOffice(StoreError):
    """`office.toml` is missing, is not TOML, or says something we cannot use."""
