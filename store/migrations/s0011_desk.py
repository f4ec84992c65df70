"""The desk: what was changed there, what strangers propose, and whom the office works with."""

from sqlite_utils import Database

CHANGES = (
    # What one list brought in at once, so that it can be taken back at once.
    """CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT""",
    # `before` and `after` are the rows of the record as JSON: table → rows.
    """CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  noun TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  by_person INTEGER REFERENCES person,
  batch_id INTEGER REFERENCES batch,
  undoes INTEGER UNIQUE REFERENCES change,
  at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX change_by_record ON change (noun, record_id, id)",
    "CREATE INDEX change_by_batch ON change (batch_id) WHERE batch_id IS NOT NULL",
)
DOORS = (
    """CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  door TEXT NOT NULL CHECK (door IN ('help', 'offer', 'idea')),
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'accepted', 'answered', 'refused')),
  state_at TEXT NOT NULL,
  by_person INTEGER REFERENCES person,
  created_at TEXT NOT NULL,
  language TEXT NOT NULL,
  district_id INTEGER REFERENCES district,
  tag TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  offer_id INTEGER REFERENCES offer,
  person_id INTEGER REFERENCES person,
  box BLOB
) STRICT""",
    "CREATE INDEX proposal_by_state ON proposal (state)",
    # Mails go to people we know, to organizations, and to who proposed something: to one of them.
    """CREATE TABLE mail_anew (
  id INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES person,
  organization_id INTEGER REFERENCES organization,
  proposal_id INTEGER REFERENCES proposal,
  kind TEXT NOT NULL CHECK (kind <> ''),
  path TEXT NOT NULL,
  created_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT NOT NULL,
  sent_at TEXT,
  problem TEXT NOT NULL DEFAULT '',
  CHECK ((person_id IS NULL) + (organization_id IS NULL) + (proposal_id IS NULL) = 2)
) STRICT""",
    "INSERT INTO mail_anew (id, person_id, kind, path, created_at, tries, next_try_at, sent_at,"
    " problem) SELECT id, person_id, kind, path, created_at, tries, next_try_at, sent_at, problem"
    " FROM mail",
    "DROP TABLE mail",
    "ALTER TABLE mail_anew RENAME TO mail",
    "CREATE INDEX mail_by_next_try ON mail (next_try_at) WHERE sent_at IS NULL",
)
PLACEMENTS = (
    """CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  placement_id INTEGER NOT NULL REFERENCES placement,
  found TEXT NOT NULL CHECK (found IN ('there', 'gone', 'pasted_over')),
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX inspection_by_placement ON inspection (placement_id, at)",
    """CREATE TABLE placement_photo (
  placement_id INTEGER PRIMARY KEY REFERENCES placement,
  jpeg BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL
) STRICT""",
)
NUMBERS = (
    # How many people of a group live in a district, as the town counts them.
    """CREATE TABLE population (
  district_id INTEGER NOT NULL REFERENCES district,
  people_group TEXT NOT NULL,
  people INTEGER NOT NULL CHECK (people >= 0),
  PRIMARY KEY (district_id, people_group)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE school_holiday (
  name TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  PRIMARY KEY (from_on, name),
  CHECK (from_on <= until_on)
) STRICT, WITHOUT ROWID""",
)
NETWORK = (
    "ALTER TABLE organization ADD COLUMN last_contact_on TEXT",
    "ALTER TABLE organization ADD COLUMN translates INTEGER NOT NULL DEFAULT 0"
    " CHECK (translates IN (0, 1))",
    """CREATE TABLE organization_language (
  organization_id INTEGER NOT NULL REFERENCES organization,
  language TEXT NOT NULL,
  PRIMARY KEY (organization_id, language)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  place TEXT NOT NULL,
  on_day TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE meeting_guest (
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  organization_id INTEGER NOT NULL REFERENCES organization,
  token_hash TEXT NOT NULL UNIQUE,
  invited_at TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('yes', 'no')),
  people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20),
  answered_at TEXT,
  PRIMARY KEY (meeting_id, organization_id),
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE translation_draft (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offer,
  language TEXT NOT NULL,
  organization_id INTEGER NOT NULL REFERENCES organization,
  token_hash TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'drafted', 'accepted', 'refused')),
  title TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  first_visit TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT '',
  times TEXT NOT NULL DEFAULT '',
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  drafted_at TEXT,
  settled_at TEXT
) STRICT""",
    "CREATE INDEX translation_draft_by_offer ON translation_draft (offer_id)",
)


def _seen(table: str, verb: str) -> str:
    """Pages that were kept are made anew after this, as after every change of what they show."""
    name = f"{table}_{verb.lower()}_is_seen"
    return f"CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN UPDATE revision SET n = n + 1; END"


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (*CHANGES, *DOORS, *PLACEMENTS, *NUMBERS, *NETWORK):
        db.execute(statement)
    for verb in ("INSERT", "UPDATE", "DELETE"):
        db.execute(_seen("school_holiday", verb))
