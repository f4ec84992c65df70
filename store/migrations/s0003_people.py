"""People we know: who they are, how they were invited, and where they are signed in."""

from sqlite_utils import Database

STATEMENTS = (
    # Addresses are kept in small letters. A person who may sign in is `enrolled`; what proves it
    # is a matter of the columns below it, and of tables to come.
    """CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('key_person', 'pilot', 'coordinator')),
  name TEXT NOT NULL CHECK (name <> ''),
  email TEXT CHECK (email = lower(email) AND email LIKE '%_@_%'),
  phone TEXT,
  trained_until_on TEXT,
  confidential_since_on TEXT,
  enrolled_at TEXT,
  password_hash TEXT,
  totp_secret BLOB,
  totp_step INTEGER,
  revoked_at TEXT,
  created_at TEXT NOT NULL,
  CHECK (password_hash IS NULL OR email IS NOT NULL),
  CHECK (role <> 'key_person' OR (password_hash IS NULL AND totp_secret IS NULL)),
  CHECK (enrolled_at IS NULL OR password_hash IS NULL OR totp_secret IS NOT NULL)
) STRICT""",
    "CREATE UNIQUE INDEX one_person_an_email ON person (email) WHERE revoked_at IS NULL",
    """CREATE TABLE recovery_code (
  person_id INTEGER NOT NULL REFERENCES person,
  code_hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (person_id, code_hash)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE invitation (
  token_hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX invitation_by_person ON invitation (person_id)",
    """CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  device TEXT NOT NULL,
  is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ended_at TEXT,
  CHECK (created_at <= seen_at)
) STRICT""",
    "CREATE INDEX session_by_person ON session (person_id)",
)


def apply(db: Database) -> None:
    """Make the tables of people and their ways in."""
    for statement in STATEMENTS:
        db.execute(statement)
