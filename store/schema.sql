CREATE TABLE allowance (
  name TEXT PRIMARY KEY,
  tokens REAL NOT NULL,
  at REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  starts_on TEXT NOT NULL
) STRICT;

CREATE TABLE campaign_text (
  campaign_id INTEGER NOT NULL REFERENCES campaign,
  language TEXT NOT NULL,
  sentence TEXT NOT NULL CHECK (sentence <> ''),
  PRIMARY KEY (campaign_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  code TEXT PRIMARY KEY REFERENCES code,
  run_id INTEGER NOT NULL REFERENCES card_run,
  answer TEXT CHECK (answer IN ('company', 'call', 'nothing')),
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX card_by_run ON card (run_id);

CREATE TABLE card_run (
  id INTEGER PRIMARY KEY,
  languages TEXT NOT NULL,
  holder_id INTEGER REFERENCES person,
  printed_at TEXT NOT NULL
) STRICT;

CREATE TABLE challenge (
  token_hash TEXT PRIMARY KEY,
  challenge BLOB NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
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
) STRICT;

CREATE INDEX change_by_batch ON change (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX change_by_record ON change (noun, record_id, id);

CREATE TABLE changed_date (
  schedule_id INTEGER NOT NULL REFERENCES schedule,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'moved')),
  to_day TEXT,
  to_starts_at TEXT,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (schedule_id, day),
  CHECK ((kind = 'moved') = (to_day IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER changed_date_delete_is_seen AFTER DELETE ON changed_date BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER changed_date_insert_is_seen AFTER INSERT ON changed_date BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER changed_date_update_is_seen AFTER UPDATE ON changed_date BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE code (
  symbols TEXT PRIMARY KEY CHECK (length(symbols) = 5),
  issued_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
  referral_id INTEGER PRIMARY KEY REFERENCES referral,
  text_version INTEGER NOT NULL,
  language TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('on_the_page', 'read_aloud')),
  given_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;

CREATE TABLE contact_attempt (
  id INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral,
  by_person INTEGER NOT NULL REFERENCES person,
  channel TEXT NOT NULL CHECK (channel IN ('call', 'message', 'email')),
  was_reached INTEGER NOT NULL CHECK (was_reached IN (0, 1)),
  at TEXT NOT NULL
) STRICT;

CREATE INDEX contact_attempt_by_referral ON contact_attempt (referral_id);

CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ended_at TEXT,
  CHECK (created_at <= seen_at)
) STRICT;

CREATE INDEX device_by_person ON device (person_id);

CREATE TABLE district (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER district_delete_is_seen AFTER DELETE ON district BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER district_insert_is_seen AFTER INSERT ON district BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER district_update_is_seen AFTER UPDATE ON district BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE empty_search_day (
  day TEXT NOT NULL,
  district TEXT NOT NULL,
  situation TEXT NOT NULL,
  language TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, district, situation, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
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
) STRICT;

CREATE INDEX event_by_step ON event (referral_id, what, at);

CREATE TRIGGER events_remain BEFORE DELETE ON event
  BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;

CREATE TRIGGER events_stay BEFORE UPDATE ON event
  WHEN NEW.text IS NOT NULL OR (OLD.id, OLD.referral_id, OLD.what, OLD.by_role, OLD.by_person,
    OLD.at, OLD.text_hash, OLD.chain) IS NOT (NEW.id, NEW.referral_id, NEW.what, NEW.by_role,
    NEW.by_person, NEW.at, NEW.text_hash, NEW.chain)
  BEGIN SELECT raise(ABORT, 'an event is never rewritten'); END;

CREATE TABLE forgetting (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_at TEXT,
  doubted_at TEXT,
  pages_left INTEGER NOT NULL DEFAULT 0 CHECK (pages_left >= 0)
) STRICT;

CREATE TABLE hand_off (
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
) STRICT;

CREATE INDEX hand_off_by_person ON hand_off (person_id);

CREATE TABLE hand_off_day (
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  district TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, kind, reason, district)
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeat (
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
) STRICT;

CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  placement_id INTEGER NOT NULL REFERENCES placement,
  found TEXT NOT NULL CHECK (found IN ('there', 'gone', 'pasted_over')),
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX inspection_by_placement ON inspection (placement_id, at);

CREATE TABLE invitation (
  token_hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_by_person ON invitation (person_id);

CREATE TABLE last_scan (
  placement_id INTEGER PRIMARY KEY REFERENCES placement,
  day TEXT NOT NULL
) STRICT;

CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  means TEXT NOT NULL CHECK (means IN ('bus', 'tram', 'subway', 'train', 'ferry')),
  UNIQUE (name, means)
) STRICT;

CREATE TRIGGER line_delete_is_seen AFTER DELETE ON line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER line_insert_is_seen AFTER INSERT ON line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER line_update_is_seen AFTER UPDATE ON line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE line_stop (
  line_id INTEGER NOT NULL REFERENCES line,
  direction INTEGER NOT NULL CHECK (direction IN (0, 1)),
  nth INTEGER NOT NULL CHECK (nth >= 0),
  stop_id INTEGER NOT NULL REFERENCES stop,
  PRIMARY KEY (line_id, direction, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX line_stop_by_stop ON line_stop (stop_id);

CREATE TRIGGER line_stop_delete_is_seen AFTER DELETE ON line_stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER line_stop_insert_is_seen AFTER INSERT ON line_stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER line_stop_update_is_seen AFTER UPDATE ON line_stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE "mail" (
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
) STRICT;

CREATE INDEX mail_by_next_try ON mail (next_try_at) WHERE sent_at IS NULL;

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  place TEXT NOT NULL,
  on_day TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE meeting_guest (
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  organization_id INTEGER NOT NULL REFERENCES organization,
  token_hash TEXT NOT NULL UNIQUE,
  invited_at TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('yes', 'no')),
  people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20),
  answered_at TEXT,
  PRIMARY KEY (meeting_id, organization_id),
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE missed_scan_day (
  day TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organization,
  venue_id INTEGER NOT NULL REFERENCES venue,
  status TEXT NOT NULL DEFAULT 'published'
    CHECK (status IN ('draft', 'published', 'paused', 'ended')),
  category TEXT NOT NULL DEFAULT '',
  age_from INTEGER CHECK (age_from BETWEEN 0 AND 120),
  age_to INTEGER CHECK (age_to BETWEEN 0 AND 120),
  cost_cents INTEGER CHECK (cost_cents >= 0),
  free TEXT NOT NULL DEFAULT 'unknown' CHECK (free IN ('yes', 'no', 'unknown')),
  no_sign_up TEXT NOT NULL DEFAULT 'unknown' CHECK (no_sign_up IN ('yes', 'no', 'unknown')),
  come_alone TEXT NOT NULL DEFAULT 'unknown' CHECK (come_alone IN ('yes', 'no', 'unknown')),
  no_need_to_buy TEXT NOT NULL DEFAULT 'unknown' CHECK (no_need_to_buy IN ('yes', 'no', 'unknown')),
  companion_welcome TEXT NOT NULL DEFAULT 'unknown' CHECK (companion_welcome IN ('yes', 'no', 'unknown')),
  phone TEXT,
  email TEXT,
  website TEXT,
  checked_on TEXT,
  source TEXT,
  source_key TEXT,
  source_digest TEXT,
  UNIQUE (source, source_key),
  CHECK (age_from <= age_to)
) STRICT;

CREATE INDEX offer_by_venue ON offer (venue_id);

CREATE TRIGGER offer_delete_is_seen AFTER DELETE ON offer BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_insert_is_seen AFTER INSERT ON offer BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_update_is_seen AFTER UPDATE ON offer BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE offer_language (
  offer_id INTEGER NOT NULL REFERENCES offer,
  language TEXT NOT NULL,
  PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER offer_language_delete_is_seen AFTER DELETE ON offer_language BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_language_insert_is_seen AFTER INSERT ON offer_language BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_language_update_is_seen AFTER UPDATE ON offer_language BEGIN UPDATE revision SET n = n + 1; END;

CREATE VIRTUAL TABLE offer_letters USING fts5 (letters, tokenize = 'trigram');

CREATE TABLE offer_life_situation (
  offer_id INTEGER NOT NULL REFERENCES offer,
  situation TEXT NOT NULL CHECK (situation IN ('new_in_town', 'alone', 'single_parent', 'caring',
    'between_jobs', 'newcomer', 'bereaved', 'everyone')),
  PRIMARY KEY (offer_id, situation)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER offer_life_situation_delete_is_seen AFTER DELETE ON offer_life_situation BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_life_situation_insert_is_seen AFTER INSERT ON offer_life_situation BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_life_situation_update_is_seen AFTER UPDATE ON offer_life_situation BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE offer_text (
  offer_id INTEGER NOT NULL REFERENCES offer,
  language TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  description TEXT NOT NULL DEFAULT '',
  first_visit TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT '',
  times TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER offer_text_delete_is_seen AFTER DELETE ON offer_text BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_text_insert_is_seen AFTER INSERT ON offer_text BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER offer_text_update_is_seen AFTER UPDATE ON offer_text BEGIN UPDATE revision SET n = n + 1; END;

CREATE VIRTUAL TABLE offer_words USING fts5 (words,
  tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE organization (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  phone TEXT,
  email TEXT,
  website TEXT
, last_contact_on TEXT, translates INTEGER NOT NULL DEFAULT 0 CHECK (translates IN (0, 1))) STRICT;

CREATE TRIGGER organization_delete_is_seen AFTER DELETE ON organization BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER organization_insert_is_seen AFTER INSERT ON organization BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER organization_update_is_seen AFTER UPDATE ON organization BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE organization_language (
  organization_id INTEGER NOT NULL REFERENCES organization,
  language TEXT NOT NULL,
  PRIMARY KEY (organization_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  credential TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  sign_count INTEGER NOT NULL CHECK (sign_count >= 0),
  device TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT,
  doubted_at TEXT
) STRICT;

CREATE INDEX passkey_by_person ON passkey (person_id);

CREATE UNIQUE INDEX one_person_an_email ON person (email) WHERE revoked_at IS NULL;

CREATE TABLE person (
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
  created_at TEXT NOT NULL, language TEXT NOT NULL DEFAULT '',
  CHECK (password_hash IS NULL OR email IS NOT NULL),
  CHECK (role <> 'key_person' OR (password_hash IS NULL AND totp_secret IS NULL)),
  CHECK (enrolled_at IS NULL OR password_hash IS NULL OR totp_secret IS NOT NULL)
) STRICT;

CREATE TABLE pilot (
  person_id INTEGER PRIMARY KEY REFERENCES person,
  capacity INTEGER NOT NULL DEFAULT 2 CHECK (capacity BETWEEN 0 AND 20),
  feed_hash TEXT UNIQUE,
  away_from_on TEXT,
  away_until_on TEXT,
  cover_id INTEGER REFERENCES person,
  CHECK ((away_from_on IS NULL) = (away_until_on IS NULL)),
  CHECK (away_from_on <= away_until_on),
  CHECK (cover_id <> person_id)
) STRICT;

CREATE TABLE pilot_district (
  person_id INTEGER NOT NULL REFERENCES person,
  district_id INTEGER NOT NULL REFERENCES district,
  PRIMARY KEY (person_id, district_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pilot_language (
  person_id INTEGER NOT NULL REFERENCES person,
  language TEXT NOT NULL,
  PRIMARY KEY (person_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE pilot_time (
  person_id INTEGER NOT NULL REFERENCES person,
  best_time TEXT NOT NULL CHECK (best_time IN ('morning', 'afternoon', 'evening', 'weekend')),
  PRIMARY KEY (person_id, best_time)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement (
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
) STRICT;

CREATE INDEX placement_by_place ON placement (lat, lon) WHERE kind = 'stop';

CREATE TRIGGER placement_delete_is_seen AFTER DELETE ON placement BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_insert_is_seen AFTER INSERT ON placement BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_takes_scan_sum_day_after AFTER UPDATE ON placement WHEN (OLD.kind, OLD.district_id, OLD.campaign_id) IS NOT (NEW.kind, NEW.district_id, NEW.campaign_id) BEGIN INSERT INTO scan_sum_day SELECT scope, day, kind, n FROM scan_day JOIN placement_scope USING (placement_id) WHERE scan_day.placement_id = NEW.id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER placement_takes_scan_sum_day_before BEFORE UPDATE ON placement WHEN (OLD.kind, OLD.district_id, OLD.campaign_id) IS NOT (NEW.kind, NEW.district_id, NEW.campaign_id) BEGIN INSERT INTO scan_sum_day SELECT scope, day, kind, -n FROM scan_day JOIN placement_scope USING (placement_id) WHERE scan_day.placement_id = NEW.id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER placement_takes_step_sum_day_after AFTER UPDATE ON placement WHEN (OLD.kind, OLD.district_id, OLD.campaign_id) IS NOT (NEW.kind, NEW.district_id, NEW.campaign_id) BEGIN INSERT INTO step_sum_day SELECT scope, day, step, n FROM step_day JOIN placement_scope USING (placement_id) WHERE step_day.placement_id = NEW.id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER placement_takes_step_sum_day_before BEFORE UPDATE ON placement WHEN (OLD.kind, OLD.district_id, OLD.campaign_id) IS NOT (NEW.kind, NEW.district_id, NEW.campaign_id) BEGIN INSERT INTO step_sum_day SELECT scope, day, step, -n FROM step_day JOIN placement_scope USING (placement_id) WHERE step_day.placement_id = NEW.id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER placement_update_is_seen AFTER UPDATE ON placement BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE placement_line (
  placement_id INTEGER NOT NULL REFERENCES placement,
  line_id INTEGER NOT NULL REFERENCES line,
  PRIMARY KEY (placement_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX placement_line_by_line ON placement_line (line_id);

CREATE TRIGGER placement_line_delete_is_seen AFTER DELETE ON placement_line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_line_insert_is_seen AFTER INSERT ON placement_line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_line_update_is_seen AFTER UPDATE ON placement_line BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE placement_photo (
  placement_id INTEGER PRIMARY KEY REFERENCES placement,
  jpeg BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  by_person INTEGER REFERENCES person,
  at TEXT NOT NULL
) STRICT;

CREATE VIEW placement_scope AS
SELECT id AS placement_id, 'town' AS scope FROM placement
UNION ALL SELECT id, 'kind:' || kind FROM placement
UNION ALL SELECT id, 'district:' || district_id FROM placement WHERE district_id IS NOT NULL
UNION ALL SELECT id, 'campaign:' || campaign_id FROM placement WHERE campaign_id IS NOT NULL;

CREATE UNIQUE INDEX one_target_at_a_time ON placement_target (placement_id)
  WHERE until_at IS NULL;

CREATE TABLE placement_target (
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
) STRICT;

CREATE TRIGGER placement_target_delete_is_seen AFTER DELETE ON placement_target BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_target_insert_is_seen AFTER INSERT ON placement_target BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER placement_target_update_is_seen AFTER UPDATE ON placement_target BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE population (
  district_id INTEGER NOT NULL REFERENCES district,
  people_group TEXT NOT NULL,
  people INTEGER NOT NULL CHECK (people >= 0),
  PRIMARY KEY (district_id, people_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
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
, told_at TEXT) STRICT;

CREATE INDEX proposal_by_state ON proposal (state);

CREATE TABLE receipt (
  entry TEXT NOT NULL,
  digest TEXT NOT NULL,
  receipt TEXT NOT NULL UNIQUE,
  given_at TEXT NOT NULL,
  PRIMARY KEY (entry, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  person_id INTEGER NOT NULL REFERENCES person,
  code_hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (person_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (
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
  box BLOB, pilot_id INTEGER REFERENCES person, escalated_at TEXT, help_wanted_at TEXT,
  CHECK ((due_on IS NULL) = (state IN ('came_back', 'declined', 'not_reached', 'no_pilot',
    'no_offer', 'passed_on', 'withdrawn'))),
  CHECK (state <> 'withdrawn' OR box IS NULL)
) STRICT;

CREATE INDEX referral_by_due ON referral (due_on) WHERE due_on IS NOT NULL;

CREATE INDEX referral_by_pilot ON referral (pilot_id);

CREATE TABLE revision (n INTEGER NOT NULL) STRICT;

CREATE TABLE scan_day (
  placement_id INTEGER NOT NULL REFERENCES placement,
  day TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('person', 'unclear', 'preview', 'prefetch', 'bot', 'typed', 'staff')),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, day, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER scan_day_insert_is_summed_up AFTER INSERT ON scan_day BEGIN INSERT INTO scan_sum_day SELECT scope, NEW.day, NEW.kind, NEW.n FROM placement_scope WHERE placement_id = NEW.placement_id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER scan_day_is_remembered AFTER INSERT ON scan_day WHEN NEW.kind IN ('person', 'unclear', 'typed') BEGIN INSERT INTO last_scan VALUES (NEW.placement_id, NEW.day) ON CONFLICT DO UPDATE SET day = excluded.day WHERE day < excluded.day; END;

CREATE TRIGGER scan_day_update_is_summed_up AFTER UPDATE ON scan_day BEGIN INSERT INTO scan_sum_day SELECT scope, NEW.day, NEW.kind, NEW.n - OLD.n FROM placement_scope WHERE placement_id = NEW.placement_id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TABLE scan_pattern (
  placement_id INTEGER NOT NULL REFERENCES placement,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, weekday, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_sum_day (
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (scope, day, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedule (
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
) STRICT;

CREATE INDEX schedule_by_offer ON schedule (offer_id);

CREATE TRIGGER schedule_delete_is_seen AFTER DELETE ON schedule BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER schedule_insert_is_seen AFTER INSERT ON schedule BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER schedule_update_is_seen AFTER UPDATE ON schedule BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE school_holiday (
  name TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  PRIMARY KEY (from_on, name),
  CHECK (from_on <= until_on)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER school_holiday_delete_is_seen AFTER DELETE ON school_holiday BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER school_holiday_insert_is_seen AFTER INSERT ON school_holiday BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER school_holiday_update_is_seen AFTER UPDATE ON school_holiday BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE screen (
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
) STRICT;

CREATE TABLE screen_day (
  screen_id INTEGER NOT NULL REFERENCES screen,
  day TEXT NOT NULL,
  beats INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  touches INTEGER NOT NULL,
  PRIMARY KEY (screen_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE searched_words (
  mark TEXT PRIMARY KEY,
  days INTEGER NOT NULL,
  last_on TEXT NOT NULL,
  n INTEGER NOT NULL,
  words TEXT,
  CHECK (words IS NULL OR days >= 3)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  device TEXT NOT NULL,
  is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ended_at TEXT, proved_at TEXT,
  CHECK (created_at <= seen_at)
) STRICT;

CREATE INDEX session_by_person ON session (person_id);

CREATE UNIQUE INDEX one_staff_card_a_person ON staff_card (person_id) WHERE ended_at IS NULL;

CREATE TABLE staff_card (
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
) STRICT;

CREATE TABLE step_day (
  placement_id INTEGER NOT NULL REFERENCES placement,
  day TEXT NOT NULL,
  step TEXT NOT NULL
    CHECK (step IN ('list', 'offer', 'call', 'calendar', 'way', 'come_along')),
  n INTEGER NOT NULL,
  PRIMARY KEY (placement_id, day, step)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER step_day_insert_is_summed_up AFTER INSERT ON step_day BEGIN INSERT INTO step_sum_day SELECT scope, NEW.day, NEW.step, NEW.n FROM placement_scope WHERE placement_id = NEW.placement_id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TRIGGER step_day_update_is_summed_up AFTER UPDATE ON step_day BEGIN INSERT INTO step_sum_day SELECT scope, NEW.day, NEW.step, NEW.n - OLD.n FROM placement_scope WHERE placement_id = NEW.placement_id ON CONFLICT DO UPDATE SET n = n + excluded.n; END;

CREATE TABLE step_sum_day (
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  step TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (scope, day, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE stop (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180)
) STRICT;

CREATE INDEX stop_by_place ON stop (lat, lon);

CREATE TRIGGER stop_delete_is_seen AFTER DELETE ON stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER stop_insert_is_seen AFTER INSERT ON stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER stop_update_is_seen AFTER UPDATE ON stop BEGIN UPDATE revision SET n = n + 1; END;

CREATE TABLE translation_draft (
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
) STRICT;

CREATE INDEX translation_draft_by_offer ON translation_draft (offer_id);

CREATE TABLE venue (
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
  step_free TEXT NOT NULL DEFAULT 'unknown' CHECK (step_free IN ('yes', 'no', 'unknown')),
  toilet TEXT NOT NULL DEFAULT 'unknown' CHECK (toilet IN ('yes', 'no', 'unknown')),
  hearing_loop TEXT NOT NULL DEFAULT 'unknown' CHECK (hearing_loop IN ('yes', 'no', 'unknown')),
  quiet TEXT NOT NULL DEFAULT 'unknown' CHECK (quiet IN ('yes', 'no', 'unknown')),
  UNIQUE (name, street, postcode, town),
  CHECK ((lat IS NULL) = (lon IS NULL)),
  CHECK ((lat IS NULL) = (located = 'not_yet'))
) STRICT;

CREATE INDEX venue_by_place ON venue (lat, lon);

CREATE TRIGGER venue_delete_is_seen AFTER DELETE ON venue BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER venue_insert_is_seen AFTER INSERT ON venue BEGIN UPDATE revision SET n = n + 1; END;

CREATE TRIGGER venue_update_is_seen AFTER UPDATE ON venue BEGIN UPDATE revision SET n = n + 1; END;

CREATE UNIQUE INDEX one_open_visit_a_referral ON visit (referral_id) WHERE ended_at IS NULL;

CREATE TABLE visit (
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
) STRICT;

