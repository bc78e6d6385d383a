-- What the counter needs: whose affair a dossier is, organisations, edited forms, queue tickets, and the text of digitised
-- papers. Dossiers are laid down in a new table rather than with a column behind `state`, where reading it would mean reading
-- all of the state before it. It and the search tables are filled from the log when the store is opened, so nothing is lost
-- with the old ones.
DROP TABLE dossiers;
CREATE TABLE dossiers (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  -- 'cancelled' where it was received in error, so that no list and no count of a status finds it.
  status TEXT NOT NULL,
  -- 1 until it is done, returned, refused, withdrawn or cancelled.
  is_open INTEGER NOT NULL,
  citizen_id TEXT NOT NULL,
  -- Empty where the applicant is the owner.
  owner_id TEXT NOT NULL,
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
-- Only where the owner is not the applicant: most dossiers need no place in it.
CREATE INDEX dossiers_by_owner ON dossiers (owner_id, accepted_at) WHERE owner_id <> '';
CREATE INDEX dossiers_in_conflict ON dossiers (accepted_at, id) WHERE open_conflicts > 0;

CREATE TABLE organisations (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL
) STRICT;

-- Search as one types: with `prefix` the words begun with so many letters are found one after the other, newest first, where
-- without it all of them are gathered and sorted before the first is known (a tenth of a second for «n» in a large store).
DROP TABLE dossier_search;
CREATE VIRTUAL TABLE dossier_search USING fts5 (
  code, person, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7'
);
DROP TABLE citizen_search;
CREATE VIRTUAL TABLE citizen_search USING fts5 (
  name, numbers, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7'
);
CREATE VIRTUAL TABLE organisation_search USING fts5 (
  name, numbers, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7'
);
INSERT INTO search_progress (search, indexed_to) VALUES ('organisation_search', 0);
-- A catalogue is small: it is searched in memory, with its citizens' words and typing errors.
DROP TABLE procedure_search;
DELETE FROM search_progress WHERE search = 'procedure_search';
DELETE FROM search_pending WHERE search = 'procedure_search';

CREATE TABLE forms (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE tickets (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX tickets_by_day ON tickets (day, desk_id, number);

-- Local: the words found in a document's bytes (text layer now, OCR later). Made again from the bytes whenever it is missing.
CREATE TABLE document_texts (
  row_id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  -- Which reader made it, so that a better one can do it again.
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
-- Only the first few letters: papers are long, and one letter begins a word in each of them.
CREATE VIRTUAL TABLE document_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4'
);
