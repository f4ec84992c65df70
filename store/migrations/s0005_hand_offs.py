"""Key persons with their cards and devices, hand-offs, pilots, visits, mail; a chain of events."""

from sqlite_utils import Database

STATEMENTS = (
    # Empty: what their browser prefers.
    "ALTER TABLE person ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    # A dead card has an end; who gets a new one has one open card again.
    """CREATE TABLE staff_card (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  secret_hash TEXT NOT NULL UNIQUE,
  workplace TEXT NOT NULL DEFAULT '',
  district_id INTEGER REFERENCES district,
  pin_hash TEXT,
  wrong_pins INTEGER NOT NULL DEFAULT 0 CHECK (wrong_pins BETWEEN 0 AND 10),
  wrong_at TEXT,
  issued_at TEXT NOT NULL,
  ended_at TEXT
) STRICT""",
    "CREATE UNIQUE INDEX one_staff_card_a_person ON staff_card (person_id) WHERE ended_at IS NULL",
    """CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ended_at TEXT,
  CHECK (created_at <= seen_at)
) STRICT""",
    "CREATE INDEX device_by_person ON device (person_id)",
    # A run is what was printed at once; its holder is the key person the pack was made for.
    """CREATE TABLE card_run (
  id INTEGER PRIMARY KEY,
  languages TEXT NOT NULL,
  holder_id INTEGER REFERENCES person,
  printed_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE card (
  code TEXT PRIMARY KEY REFERENCES code,
  run_id INTEGER NOT NULL REFERENCES card_run,
  answer TEXT CHECK (answer IN ('company', 'call', 'nothing')),
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_by_run ON card (run_id)",
    # Kept for ever: a phone may send an entry again long after it was erased here. Names nobody.
    """CREATE TABLE receipt (
  entry TEXT NOT NULL,
  digest TEXT NOT NULL,
  receipt TEXT NOT NULL UNIQUE,
  given_at TEXT NOT NULL,
  PRIMARY KEY (entry, digest)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hand_off (
  id INTEGER PRIMARY KEY,
  receipt TEXT NOT NULL UNIQUE REFERENCES receipt (receipt),
  person_id INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'consent')),
  reason TEXT NOT NULL CHECK (reason IN ('company', 'new_here', 'asked')),
  district_id INTEGER REFERENCES district,
  typed_code TEXT NOT NULL DEFAULT '',
  card_code TEXT UNIQUE REFERENCES card,
  referral_id INTEGER UNIQUE REFERENCES referral,
  handed_off_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  needs_a_look TEXT CHECK (needs_a_look IN ('other_body', 'unknown_card', 'card_used', 'clock')),
  CHECK (kind = 'card' OR referral_id IS NOT NULL)
) STRICT""",
    "CREATE INDEX hand_off_by_person ON hand_off (person_id)",
    """CREATE TABLE hand_off_day (
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  district TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, kind, reason, district)
) STRICT, WITHOUT ROWID""",
    "ALTER TABLE referral ADD COLUMN pilot_id INTEGER REFERENCES person",
    "ALTER TABLE referral ADD COLUMN escalated_at TEXT",
    "ALTER TABLE referral ADD COLUMN help_wanted_at TEXT",
    "CREATE INDEX referral_by_pilot ON referral (pilot_id)",
    # What a pilot can take on. Somebody is away on the days from .. until, both included.
    """CREATE TABLE pilot (
  person_id INTEGER PRIMARY KEY REFERENCES person,
  capacity INTEGER NOT NULL DEFAULT 2 CHECK (capacity BETWEEN 0 AND 20),
  feed_hash TEXT UNIQUE,
  away_from_on TEXT,
  away_until_on TEXT,
  cover_id INTEGER REFERENCES person,
  CHECK ((away_from_on IS NULL) = (away_until_on IS NULL)),
  CHECK (away_from_on <= away_until_on),
  CHECK (cover_id <> person_id)
) STRICT""",
    """CREATE TABLE pilot_language (
  person_id INTEGER NOT NULL REFERENCES person,
  language TEXT NOT NULL,
  PRIMARY KEY (person_id, language)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pilot_district (
  person_id INTEGER NOT NULL REFERENCES person,
  district_id INTEGER NOT NULL REFERENCES district,
  PRIMARY KEY (person_id, district_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pilot_time (
  person_id INTEGER NOT NULL REFERENCES person,
  best_time TEXT NOT NULL CHECK (best_time IN ('morning', 'afternoon', 'evening', 'weekend')),
  PRIMARY KEY (person_id, best_time)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE contact_attempt (
  id INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral,
  by_person INTEGER NOT NULL REFERENCES person,
  channel TEXT NOT NULL CHECK (channel IN ('call', 'message', 'email')),
  was_reached INTEGER NOT NULL CHECK (was_reached IN (0, 1)),
  at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX contact_attempt_by_referral ON contact_attempt (referral_id)",
    # The schedule is no foreign key: a list that is imported again may drop it, and then the visit
    # has lost its date, which somebody must be told. `day` is the day the rule says, as in
    # changed_date; where that date was moved, the visit stays on it.
    """CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral,
  offer_id INTEGER NOT NULL REFERENCES offer,
  schedule_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  arranged_at TEXT NOT NULL,
  agreed_on TEXT NOT NULL,
  agreed_starts_at TEXT,
  ended_at TEXT,
  went TEXT CHECK (went IN ('together', 'not', 'called_off')),
  again TEXT CHECK (again IN ('alone', 'together', 'no', 'unsure')),
  CHECK ((ended_at IS NULL) = (went IS NULL))
) STRICT""",
    "CREATE UNIQUE INDEX one_open_visit_a_referral ON visit (referral_id) WHERE ended_at IS NULL",
    # To people we know only, and nothing but "something waits for you" with this path.
    """CREATE TABLE mail (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind <> ''),
  path TEXT NOT NULL,
  created_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT NOT NULL,
  sent_at TEXT,
  problem TEXT NOT NULL DEFAULT ''
) STRICT""",
    "CREATE INDEX mail_by_next_try ON mail (next_try_at) WHERE sent_at IS NULL",
    "DROP TRIGGER events_stay",
    "DROP INDEX event_by_referral",
    "ALTER TABLE event RENAME TO event_before",
    # Each row seals all before it: chain = SHA-256(chain of the row before, SHA-256(body)). The
    # text is part of the body by its salted hash only, so that it can be erased.
    """CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral,
  what TEXT NOT NULL,
  by_role TEXT NOT NULL
    CHECK (by_role IN ('person', 'key_person', 'pilot', 'coordinator', 'begegnung')),
  by_person INTEGER,
  at TEXT NOT NULL,
  text TEXT,
  salt TEXT,
  text_hash TEXT,
  chain TEXT NOT NULL UNIQUE,
  CHECK ((text IS NULL) = (salt IS NULL)),
  CHECK (text IS NULL OR text_hash IS NOT NULL)
) STRICT""",
    "CREATE INDEX event_by_referral ON event (referral_id)",
)

AFTER_THE_COPY = (
    "DROP TABLE event_before",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON event
  WHEN NEW.text IS NOT NULL OR (OLD.id, OLD.referral_id, OLD.what, OLD.by_role, OLD.by_person,
    OLD.at, OLD.text_hash, OLD.chain) IS NOT (NEW.id, NEW.referral_id, NEW.what, NEW.by_role,
    NEW.by_person, NEW.at, NEW.text_hash, NEW.chain)
  BEGIN SELECT raise(ABORT, 'an event is never rewritten'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON event
  BEGIN SELECT raise(ABORT, 'an event is never deleted'); END""",
)


def apply(db: Database) -> None:
    """Make the tables; events that are there already get their links of the chain."""
    # Not at the top: the store's verbs are built on migrations.
    from store import event_chain

    for statement in STATEMENTS:
        db.execute(statement)
    event_chain.begin_with(db, "event_before")
    for statement in AFTER_THE_COPY:
        db.execute(statement)
