"""People who asked for company: what state their request is in; what they told us is sealed."""

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE referral (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE REFERENCES code,
  channel TEXT NOT NULL CHECK (channel IN ('own', 'card', 'consent')),
  state TEXT NOT NULL CHECK (state IN ('handed_off', 'accepted', 'reached', 'arranged',
    'accompanied', 'came_back', 'declined', 'not_reached', 'no_pilot', 'no_offer', 'passed_on',
    'withdrawn')),
  state_at TEXT NOT NULL,
  due_on TEXT,
  created_at TEXT NOT NULL,
  placement_id INTEGER REFERENCES placement,
  offer_id INTEGER REFERENCES offer,
  language TEXT NOT NULL,
  district_id INTEGER REFERENCES district,
  best_time TEXT NOT NULL
    CHECK (best_time IN ('any', 'morning', 'afternoon', 'evening', 'weekend')),
  comes_along INTEGER NOT NULL,
  box BLOB,
  CHECK ((due_on IS NULL) = (state IN ('came_back', 'declined', 'not_reached', 'no_pilot',
    'no_offer', 'passed_on', 'withdrawn'))),
  CHECK (state <> 'withdrawn' OR box IS NULL)
) STRICT""",
    "CREATE INDEX referral_by_due ON referral (due_on) WHERE due_on IS NOT NULL",
    """CREATE TABLE consent (
  referral_id INTEGER PRIMARY KEY REFERENCES referral,
  text_version INTEGER NOT NULL,
  language TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('on_the_page', 'read_aloud')),
  given_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT""",
    """CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral,
  what TEXT NOT NULL,
  by_role TEXT NOT NULL CHECK (by_role IN ('person', 'pilot', 'coordinator', 'begegnung')),
  by_person INTEGER,
  at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX event_by_referral ON event (referral_id)",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON event
  BEGIN SELECT raise(ABORT, 'an event is never rewritten'); END""",
)


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute(statement)
