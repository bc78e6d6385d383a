-- Local: the words of single pages with their places, found by OCR or in the file's own text layer. Made again whenever they are
-- missing, and let go after some weeks: what is searched is in document_texts.
CREATE TABLE page_texts (
  row_id INTEGER PRIMARY KEY,
  -- SHA-256 of the page's edit: the original's bytes, the page, and what was done to it.
  page_key TEXT NOT NULL UNIQUE,
  -- Which reader made it, so that a better one can do it again.
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  -- JSON: [text, left, top, right, bottom, confidence, line] of each word.
  words TEXT NOT NULL,
  -- Why the page cannot be read, so that nobody tries for ever.
  problem TEXT
) STRICT;
CREATE INDEX page_texts_by_age ON page_texts (made_at);

-- A document is a recipe over originals: text belongs to the pages that it shows, not to the bytes that they come from. For one
-- whose pages nobody has touched it is the SHA-256 of its bytes as before.
ALTER TABLE documents ADD COLUMN text_key TEXT;
CREATE INDEX documents_by_text ON documents (text_key, created_at) WHERE text_key IS NOT NULL;
ALTER TABLE document_texts RENAME COLUMN sha256 TO text_key;
-- Pictures, which nobody could read so far.
DELETE FROM document_texts WHERE text = '';
