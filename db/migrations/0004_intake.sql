-- The QR codes that were found on the pages of a scan. Local: found again in the bytes whenever they are missing.
CREATE TABLE page_codes (
  sha256 TEXT PRIMARY KEY,
  -- Which reader found them, so that a better one can look again.
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  -- 1 where one of them is the desk's own: a receipt or a code sheet.
  has_sheet INTEGER NOT NULL,
  -- JSON: for each page what its codes say, and whether it is empty.
  pages TEXT NOT NULL
) STRICT, WITHOUT ROWID;
