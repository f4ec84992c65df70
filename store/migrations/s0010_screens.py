"""Screens: placements that show what is on by themselves, and what they last told of themselves."""

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE screen (
  id INTEGER PRIMARY KEY,
  placement_id INTEGER NOT NULL UNIQUE REFERENCES placement,
  profile TEXT NOT NULL CHECK (profile IN ('bench-15', 'library-21', 'stele-32')),
  languages TEXT NOT NULL CHECK (languages <> ''),
  radius_m INTEGER CHECK (radius_m > 0),
  categories TEXT NOT NULL DEFAULT '',
  quiet_from TEXT,
  quiet_until TEXT,
  has_printer INTEGER NOT NULL CHECK (has_printer IN (0, 1)),
  key_hash TEXT NOT NULL UNIQUE,
  pairing_hash TEXT UNIQUE,
  pairing_until TEXT,
  created_at TEXT NOT NULL,
  revoked_at TEXT,
  wish TEXT CHECK (wish IN ('restart', 'refresh')),
  wish_at TEXT,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
  CHECK ((pairing_hash IS NULL) = (pairing_until IS NULL)),
  CHECK ((wish IS NULL) = (wish_at IS NULL))
) STRICT""",
    # Only the last one: nothing a screen tells can be laid together to follow somebody's evening.
    """CREATE TABLE heartbeat (
  screen_id INTEGER PRIMARY KEY REFERENCES screen,
  at TEXT NOT NULL,
  build TEXT NOT NULL,
  document TEXT NOT NULL,
  as_of TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  frames INTEGER NOT NULL,
  picture TEXT NOT NULL,
  heap INTEGER NOT NULL,
  errors TEXT NOT NULL,
  clock_off_seconds INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE screen_day (
  screen_id INTEGER NOT NULL REFERENCES screen,
  day TEXT NOT NULL,
  beats INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  touches INTEGER NOT NULL,
  PRIMARY KEY (screen_id, day)
) STRICT, WITHOUT ROWID""",
)


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute(statement)
