-- What reports count: a narrow row for each dossier, made from the log when a report is asked for and in idle moments, so that a
-- reception does not pay for it. Days are numbers, yyyymmdd in Vietnam time, and 99991231 where nothing has happened yet. `row_id` is the dossier's in `dossiers`.

-- What many dossiers have in common, and reports group by. There are thousands of them where there are millions of dossiers.
CREATE TABLE fact_groups (
  group_key INTEGER PRIMARY KEY,
  procedure_id TEXT NOT NULL,
  procedure_version TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  field TEXT NOT NULL,
  channel TEXT NOT NULL,
  receiver_id TEXT NOT NULL,
  officer_id TEXT NOT NULL,
  -- Of the procedure; filled in again when it is published anew.
  online_level TEXT NOT NULL,
  has_result_paper INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX fact_groups_by_content ON fact_groups (procedure_id, procedure_version, procedure_name, field, channel, receiver_id, officer_id);

-- A group's rows stand together: they are counted as they are read, where any other order would have to be sorted first.
CREATE TABLE dossier_facts (
  group_key INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  submitted_day INTEGER NOT NULL,
  received_day INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  finished_day INTEGER NOT NULL,
  returned_day INTEGER NOT NULL,
  left_day INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  supplements INTEGER NOT NULL,
  components INTEGER NOT NULL,
  digitised INTEGER NOT NULL,
  must_digitise INTEGER NOT NULL,
  must_digitised INTEGER NOT NULL,
  papers INTEGER NOT NULL,
  reusable INTEGER NOT NULL,
  reused INTEGER NOT NULL,
  has_result_file INTEGER NOT NULL,
  has_sealed_result INTEGER NOT NULL,
  has_fee INTEGER NOT NULL,
  payment INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  is_answered_late INTEGER,
  receive_minutes INTEGER,
  examine_minutes INTEGER,
  approve_minutes INTEGER,
  seal_minutes INTEGER,
  return_minutes INTEGER,
  sync_minutes INTEGER,
  unsent_since INTEGER,
  PRIMARY KEY (group_key, row_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX dossier_facts_by_row ON dossier_facts (row_id);
CREATE INDEX dossier_facts_received ON dossier_facts (received_day);
CREATE INDEX dossier_facts_finished ON dossier_facts (finished_day);
CREATE INDEX dossier_facts_returned ON dossier_facts (returned_day);

-- How a dossier was open, from one day until before another: for what was open, overdue or paused on a day that is past.
CREATE TABLE dossier_phases (
  group_key INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  is_paused INTEGER NOT NULL,
  PRIMARY KEY (group_key, row_id, from_day)
) STRICT, WITHOUT ROWID;

-- Dossiers whose facts are not level with the log, and how far the log and what the district has acknowledged were looked through.
CREATE TABLE facts_pending (
  row_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE facts_progress (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  version INTEGER NOT NULL DEFAULT 0,
  arrival INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO facts_progress (only_row) VALUES (1);

-- Local: when the district had acknowledged the own log up to an event. How late a change was sent is told by it.
CREATE TABLE acknowledgements (
  desk_seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
