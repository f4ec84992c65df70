"""Passkeys on people's own devices, the questions put to them, and when somebody proved it."""

from sqlite_utils import Database

STATEMENTS = (
    # The device's half of a pair that signs; the other half never leaves the device. A key that
    # counted backwards is doubted: there may be a copy of it.
    """CREATE TABLE passkey (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  credential TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  sign_count INTEGER NOT NULL CHECK (sign_count >= 0),
  device TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT,
  doubted_at TEXT
) STRICT""",
    "CREATE INDEX passkey_by_person ON passkey (person_id)",
    # One open question for each session or attempt to sign in, gone with its answer.
    """CREATE TABLE challenge (
  token_hash TEXT PRIMARY KEY,
  challenge BLOB NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # When this session last saw a proof of who it is; more is asked for before some steps.
    "ALTER TABLE session ADD COLUMN proved_at TEXT",
)


def apply(db: Database) -> None:
    """Make the tables of passkeys, and note proofs with sessions."""
    for statement in STATEMENTS:
        db.execute(statement)
