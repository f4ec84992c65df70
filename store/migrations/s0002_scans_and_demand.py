"""Counters about placements and about what was looked for; nothing here is about a person."""

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE scan_day (
  placement_id INTEGER NOT NULL REFERENCES placement,
  day TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('person', 'unclear', 'preview', 'prefetch', 'bot', 'typed', 'staff')),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, day, kind)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE scan_pattern (
  placement_id INTEGER NOT NULL REFERENCES placement,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, weekday, hour)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE step_day (
  placement_id INTEGER NOT NULL REFERENCES placement,
  day TEXT NOT NULL,
  step TEXT NOT NULL
    CHECK (step IN ('list', 'offer', 'call', 'calendar', 'way', 'come_along')),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, day, step)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE missed_scan_day (
  day TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE empty_search_day (
  day TEXT NOT NULL,
  district TEXT NOT NULL,
  situation TEXT NOT NULL,
  language TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, district, situation, language)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE searched_words (
  mark TEXT PRIMARY KEY,
  days INTEGER NOT NULL,
  last_on TEXT NOT NULL,
  n INTEGER NOT NULL,
  words TEXT,
  CHECK (words IS NULL OR days >= 3)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE allowance (
  name TEXT PRIMARY KEY,
  tokens REAL NOT NULL,
  at REAL NOT NULL
) STRICT, WITHOUT ROWID""",
)


def apply(db: Database) -> None:
    """Make the counters."""
    for statement in STATEMENTS:
        db.execute(statement)
