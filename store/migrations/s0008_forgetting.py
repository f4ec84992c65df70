"""When we last forgot, and whether pages of what was erased still wait to be cleared."""

from sqlite_utils import Database

STATEMENTS = (
    # One row. `doubted_at` is when the clock was first found to have jumped; `pages_left` counts
    # erasures whose words may still stand in a file, because somebody read older pages meanwhile.
    """CREATE TABLE forgetting (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_at TEXT,
  doubted_at TEXT,
  pages_left INTEGER NOT NULL DEFAULT 0 CHECK (pages_left >= 0)
) STRICT""",
    "INSERT INTO forgetting (id) VALUES (1)",
)


def apply(db: Database) -> None:
    """Make the table and its row."""
    for statement in STATEMENTS:
        db.execute(statement)
