-- Who has each dossier in hand and at which stage, so that a board of the open ones is read from one index, and the results that
-- are still at the desk. Laid down in a new table, as in 0002: a column behind `state` would cost reading all of the state.
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
  field TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  accepted_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  -- As promised at first; stages have their shares of that time.
  first_due_at INTEGER NOT NULL,
  finished_at INTEGER,
  -- Empty where whoever has the stage's role may take it.
  officer_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  stage_role TEXT NOT NULL,
  -- Per cent of the time that belong to the stages after this one.
  later_share INTEGER NOT NULL,
  -- 1 while it was handed on and is not taken yet.
  is_waiting INTEGER NOT NULL,
  -- 1 while an apology is drafted and not signed.
  has_draft INTEGER NOT NULL,
  -- 1 once the citizen was reached.
  is_told INTEGER NOT NULL,
  open_conflicts INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX dossiers_by_code ON dossiers (code);
-- A dossier is in one of these two only. The open ones are the work in hand, few enough to be sorted any other way; all that the
-- board asks of them is in the index.
CREATE INDEX dossiers_open ON dossiers (status, due_at, id, accepted_at, officer_id, field, stage, stage_role, later_share, first_due_at, is_waiting, has_draft) WHERE is_open = 1;
CREATE INDEX dossiers_finished ON dossiers (status, accepted_at, id) WHERE is_open = 0;
CREATE INDEX dossiers_by_citizen ON dossiers (citizen_id, accepted_at);
-- Only where the owner is not the applicant: most dossiers need no place in it.
CREATE INDEX dossiers_by_owner ON dossiers (owner_id, accepted_at) WHERE owner_id <> '';
CREATE INDEX dossiers_in_conflict ON dossiers (accepted_at, id) WHERE open_conflicts > 0;
-- Results that nobody has come for yet.
CREATE INDEX dossiers_uncollected ON dossiers (is_told, finished_at, id) WHERE status = 'done';
-- The new table is filled from the log when the store is opened.
DELETE FROM meta WHERE name = 'projectionVersion';
