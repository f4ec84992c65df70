"""Bus and tram lines with their stops, and which lines a vehicle with a code of ours runs."""

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  means TEXT NOT NULL CHECK (means IN ('bus', 'tram', 'subway', 'train', 'ferry')),
  UNIQUE (name, means)
) STRICT""",
    """CREATE TABLE stop (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180)
) STRICT""",
    "CREATE INDEX stop_by_place ON stop (lat, lon)",
    # The usual course of a direction; a stop stands in it twice where the line comes by twice.
    """CREATE TABLE line_stop (
  line_id INTEGER NOT NULL REFERENCES line,
  direction INTEGER NOT NULL CHECK (direction IN (0, 1)),
  nth INTEGER NOT NULL CHECK (nth >= 0),
  stop_id INTEGER NOT NULL REFERENCES stop,
  PRIMARY KEY (line_id, direction, nth)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX line_stop_by_stop ON line_stop (stop_id)",
    """CREATE TABLE placement_line (
  placement_id INTEGER NOT NULL REFERENCES placement,
  line_id INTEGER NOT NULL REFERENCES line,
  PRIMARY KEY (placement_id, line_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX placement_line_by_line ON placement_line (line_id)",
    # What is near each of 120 stops is asked for at once.
    "CREATE INDEX venue_by_place ON venue (lat, lon)",
    # Which stops of a line have a notice already.
    "CREATE INDEX placement_by_place ON placement (lat, lon) WHERE kind = 'stop'",
)

SHOWN_TO_THE_PUBLIC = ("line", "stop", "line_stop", "placement_line")


def apply(db: Database) -> None:
    """Make the tables, and let each change of them be seen by kept pages (see s0001)."""
    for statement in STATEMENTS:
        db.execute(statement)
    for table in SHOWN_TO_THE_PUBLIC:
        for change in ("INSERT", "UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_{change.lower()}_is_seen AFTER {change} ON {table}"
                " BEGIN UPDATE revision SET n = n + 1; END"
            )
