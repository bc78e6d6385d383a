-- The log: the one truth of this desk. Everything under "projections" can be made again from it.
CREATE TABLE events (
  -- Order of arrival here. Local: it differs from desk to desk and is not part of the event.
  arrival INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  desk_seq INTEGER NOT NULL CHECK (desk_seq > 0),
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  blobs TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- Derived on insert: the dossier that a document was attached to, for that dossier's timeline.
  dossier_id TEXT
) STRICT;
CREATE UNIQUE INDEX events_by_desk ON events (desk_id, desk_seq);
-- No more than the id: each further byte here is written, and fsynced, with every event, and an entity has few events to sort.
CREATE INDEX events_by_entity ON events (entity_id);
CREATE INDEX events_by_dossier ON events (dossier_id) WHERE dossier_id IS NOT NULL;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'an event is never deleted');
END;

-- Projections. `state` is the fold as JSON; the other columns repeat what queries look for.
-- `row_id` is explicit where full-text search points at it, because VACUUM may renumber a hidden rowid.
CREATE TABLE dossiers (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  status TEXT NOT NULL,
  -- 1 until it is done, returned, refused or withdrawn.
  is_open INTEGER NOT NULL,
  citizen_id TEXT NOT NULL,
  procedure_id TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  accepted_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  open_conflicts INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX dossiers_by_code ON dossiers (code);
-- A dossier is in one of these two only. The open ones are the work in hand, few enough to be sorted any other way.
CREATE INDEX dossiers_open ON dossiers (status, due_at, id, accepted_at) WHERE is_open = 1;
CREATE INDEX dossiers_finished ON dossiers (status, accepted_at, id) WHERE is_open = 0;
CREATE INDEX dossiers_by_citizen ON dossiers (citizen_id, accepted_at);
CREATE INDEX dossiers_in_conflict ON dossiers (accepted_at, id) WHERE open_conflicts > 0;

CREATE TABLE citizens (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The number, unless the id is made from it (citizenIdOf): then the id finds the person, and this is empty.
  other_number TEXT NOT NULL,
  old_number TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX citizens_by_other_number ON citizens (other_number) WHERE other_number <> '';
CREATE INDEX citizens_by_old_number ON citizens (old_number) WHERE old_number <> '';

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  sha256 TEXT,
  dossier_id TEXT,
  source_folder TEXT NOT NULL,
  source_file_name TEXT NOT NULL,
  source_modified_at INTEGER NOT NULL,
  source_size_bytes INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_status ON documents (desk_id, status, created_at, id);
CREATE INDEX documents_by_sha256 ON documents (sha256, created_at) WHERE sha256 IS NOT NULL;
CREATE INDEX documents_by_dossier ON documents (dossier_id, created_at) WHERE dossier_id IS NOT NULL;
CREATE INDEX documents_by_source ON documents (source_file_name, source_folder, source_modified_at, source_size_bytes);

CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX officers_by_username ON officers (username);

CREATE TABLE desks (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE procedures (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  is_retired INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX procedures_by_name ON procedures (name, id);

CREATE TABLE calendars (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT;

-- Full-text search. The text is folded by the program (foldVietnamese), because remove_diacritics leaves đ as it is.
-- Contentless: the words are in the index only, the rest is in the projections.
CREATE VIRTUAL TABLE dossier_search USING fts5 (
  code, person, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE citizen_search USING fts5 (
  name, numbers, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE procedure_search USING fts5 (
  name, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);

-- What is not in the search tables yet: rows after `indexed_to`, and the rows listed in `search_pending`, whose words have
-- changed. Indexing one by one would cost as much as the rest of a reception; the index is brought level when somebody
-- searches, and whenever much is waiting.
CREATE TABLE search_progress (
  search TEXT PRIMARY KEY,
  indexed_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO search_progress (search, indexed_to) VALUES ('dossier_search', 0), ('citizen_search', 0), ('procedure_search', 0);
CREATE TABLE search_pending (
  search TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  PRIMARY KEY (search, row_id)
) STRICT, WITHOUT ROWID;

-- Local tables: not in the log, never sent. README.md says for each why it is an exception.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE credentials (
  officer_id TEXT PRIMARY KEY,
  password_hash TEXT NOT NULL,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  last_failed_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL,
  form TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_officer ON drafts (officer_id, updated_at);

CREATE TABLE sync (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  cursor TEXT NOT NULL DEFAULT '',
  acknowledged INTEGER NOT NULL DEFAULT 0,
  last_contact_at INTEGER,
  clock_offset_ms INTEGER NOT NULL DEFAULT 0,
  district_name TEXT,
  district_level TEXT,
  enrolled_at INTEGER
) STRICT;
INSERT INTO sync (only_row) VALUES (1);

CREATE TABLE verdicts (
  desk_seq INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;

CREATE TABLE refused_events (
  desk_id TEXT NOT NULL,
  desk_seq INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  event TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (desk_id, desk_seq, content_hash)
) STRICT;

CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  is_here INTEGER NOT NULL
) STRICT;

CREATE TABLE deliveries (
  sha256 TEXT PRIMARY KEY,
  desk_seq INTEGER NOT NULL,
  upload_url TEXT,
  delivered_at INTEGER
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (desk_seq) WHERE delivered_at IS NULL;

CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;
