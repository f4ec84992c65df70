"""Who offers what where and when, and the printed things that lead there."""

from sqlite_utils import Database

FACT = "TEXT NOT NULL DEFAULT 'unknown' CHECK ({0} IN ('yes', 'no', 'unknown'))"


def _facts(*names: str) -> str:
    return ",\n  ".join(f"{name} {FACT.format(name)}" for name in names)


STATEMENTS = (
    "CREATE TABLE revision (n INTEGER NOT NULL) STRICT",
    "INSERT INTO revision VALUES (0)",
    """CREATE TABLE district (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT""",
    """CREATE TABLE organization (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  phone TEXT,
  email TEXT,
  website TEXT
) STRICT""",
    f"""CREATE TABLE venue (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  town TEXT NOT NULL DEFAULT '',
  district_id INTEGER REFERENCES district,
  lat REAL CHECK (lat BETWEEN -90 AND 90),
  lon REAL CHECK (lon BETWEEN -180 AND 180),
  located TEXT NOT NULL DEFAULT 'not_yet' CHECK (located IN ('by_hand', 'by_register', 'not_yet')),
  directions TEXT NOT NULL DEFAULT '',
  {_facts("step_free", "toilet", "hearing_loop", "quiet")},
  UNIQUE (name, street, postcode, town),
  CHECK ((lat IS NULL) = (lon IS NULL)),
  CHECK ((lat IS NULL) = (located = 'not_yet'))
) STRICT""",
    f"""CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organization,
  venue_id INTEGER NOT NULL REFERENCES venue,
  status TEXT NOT NULL DEFAULT 'published'
    CHECK (status IN ('draft', 'published', 'paused', 'ended')),
  category TEXT NOT NULL DEFAULT '',
  age_from INTEGER CHECK (age_from BETWEEN 0 AND 120),
  age_to INTEGER CHECK (age_to BETWEEN 0 AND 120),
  cost_cents INTEGER CHECK (cost_cents >= 0),
  {_facts("free", "no_sign_up", "come_alone", "no_need_to_buy", "companion_welcome")},
  phone TEXT,
  email TEXT,
  website TEXT,
  checked_on TEXT,
  source TEXT,
  source_key TEXT,
  source_digest TEXT,
  UNIQUE (source, source_key),
  CHECK (age_from <= age_to)
) STRICT""",
    "CREATE INDEX offer_by_venue ON offer (venue_id)",
    """CREATE TABLE offer_text (
  offer_id INTEGER NOT NULL REFERENCES offer,
  language TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  description TEXT NOT NULL DEFAULT '',
  first_visit TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT '',
  times TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE offer_language (
  offer_id INTEGER NOT NULL REFERENCES offer,
  language TEXT NOT NULL,
  PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE offer_life_situation (
  offer_id INTEGER NOT NULL REFERENCES offer,
  situation TEXT NOT NULL CHECK (situation IN ('new_in_town', 'alone', 'single_parent', 'caring',
    'between_jobs', 'newcomer', 'bereaved', 'everyone')),
  PRIMARY KEY (offer_id, situation)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offer,
  rule TEXT,
  starts_on TEXT NOT NULL,
  until_on TEXT,
  starts_at TEXT,
  ends_at TEXT,
  status TEXT NOT NULL DEFAULT 'confirmed' CHECK (status IN ('proposed', 'confirmed')),
  words TEXT NOT NULL DEFAULT '',
  is_paused_on_public_holidays INTEGER NOT NULL DEFAULT 0,
  is_paused_in_school_holidays INTEGER NOT NULL DEFAULT 0,
  CHECK (starts_at IS NOT NULL OR ends_at IS NULL),
  CHECK (rule IS NOT NULL OR until_on IS NULL)
) STRICT""",
    "CREATE INDEX schedule_by_offer ON schedule (offer_id)",
    """CREATE TABLE changed_date (
  schedule_id INTEGER NOT NULL REFERENCES schedule,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'moved')),
  to_day TEXT,
  to_starts_at TEXT,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (schedule_id, day),
  CHECK ((kind = 'moved') = (to_day IS NOT NULL))
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  starts_on TEXT NOT NULL
) STRICT""",
    """CREATE TABLE code (
  symbols TEXT PRIMARY KEY CHECK (length(symbols) = 5),
  issued_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE REFERENCES code,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('poster', 'stop', 'bench', 'library', 'counter', 'bus')),
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  district_id INTEGER REFERENCES district,
  campaign_id INTEGER REFERENCES campaign,
  state TEXT NOT NULL DEFAULT 'drafted'
    CHECK (state IN ('drafted', 'printed', 'placed', 'checked', 'retired', 'merged', 'lost')),
  state_at TEXT NOT NULL,
  merged_into INTEGER REFERENCES placement,
  CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT""",
    """CREATE TABLE placement_target (
  id INTEGER PRIMARY KEY,
  placement_id INTEGER NOT NULL REFERENCES placement,
  kind TEXT NOT NULL CHECK (kind IN ('around', 'offer', 'filter')),
  offer_id INTEGER REFERENCES offer,
  filter TEXT NOT NULL DEFAULT '',
  from_at TEXT NOT NULL,
  until_at TEXT,
  by TEXT NOT NULL,
  why TEXT NOT NULL,
  CHECK ((kind = 'offer') = (offer_id IS NOT NULL)),
  CHECK ((kind = 'filter') = (filter <> ''))
) STRICT""",
    """CREATE UNIQUE INDEX one_target_at_a_time ON placement_target (placement_id)
  WHERE until_at IS NULL""",
    """CREATE VIRTUAL TABLE offer_words USING fts5 (words,
  tokenize = 'unicode61 remove_diacritics 2')""",
    "CREATE VIRTUAL TABLE offer_letters USING fts5 (letters, tokenize = 'trigram')",
)

# What a public page shows. Each change makes kept pages stale, whoever made it, in any process.
SHOWN_TO_THE_PUBLIC = (
    "district",
    "organization",
    "venue",
    "offer",
    "offer_text",
    "offer_language",
    "offer_life_situation",
    "schedule",
    "changed_date",
    "placement",
    "placement_target",
)


def apply(db: Database) -> None:
    """Make the tables, and the triggers that count each change the public can see."""
    for statement in STATEMENTS:
        db.execute(statement)
    for table in SHOWN_TO_THE_PUBLIC:
        for change in ("INSERT", "UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_{change.lower()}_is_seen AFTER {change} ON {table}"
                " BEGIN UPDATE revision SET n = n + 1; END"
            )
