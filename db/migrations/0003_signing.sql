-- Papers that somebody wants signed and whose token was not there, or was pulled out before their turn. Local: it is a list of
-- work for this machine, where the token is; that a paper is signed is an event.
CREATE TABLE signing_queue (
  document_id TEXT NOT NULL,
  -- 'personal' or 'seal': the two of one paper wait for different tokens.
  kind TEXT NOT NULL,
  officer_id TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  -- Why the last try failed, as JSON of a Problem; NULL where there has been none.
  problem TEXT,
  PRIMARY KEY (document_id, kind)
) STRICT, WITHOUT ROWID;
