-- What the counter needs: whose affair a dossier is, what kind of paper a document is, organisations, edited forms, queue
-- tickets, and the text of digitised papers. The projections are filled from the log when the store is opened.
ALTER TABLE dossiers ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';
-- Only where the owner is not the applicant: most dossiers need no place in it.
CREATE INDEX dossiers_by_owner ON dossiers (owner_id, accepted_at) WHERE owner_id <> '';

ALTER TABLE documents ADD COLUMN owner_id TEXT;
ALTER TABLE documents ADD COLUMN type_code TEXT;
CREATE INDEX documents_by_owner ON documents (owner_id, type_code, created_at) WHERE owner_id IS NOT NULL;

CREATE TABLE organisations (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tax_code TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX organisations_by_tax_code ON organisations (tax_code) WHERE tax_code <> '';
CREATE VIRTUAL TABLE organisation_search USING fts5 (
  name, numbers, about, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO search_progress (search, indexed_to) VALUES ('organisation_search', 0);

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
CREATE VIRTUAL TABLE document_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
