-- What reports count, by commune: a narrow row for each dossier, made from the log and the states when a report is asked for, so that a
-- push does not pay for it. Days are numbers, yyyymmdd in Vietnam time, and 99991231 where nothing has happened yet. The desks have the same tables.

-- What many dossiers have in common, and reports group by.
create table fact_groups (
  group_key int generated always as identity primary key,
  agency_code text collate "C" not null,
  procedure_id text collate "C" not null,
  procedure_version text collate "C" not null,
  procedure_name text not null,
  field text not null,
  channel text collate "C" not null,
  receiver_id text collate "C" not null,
  officer_id text collate "C" not null,
  online_level text collate "C" not null,
  has_result_paper int not null,
  unique (agency_code, procedure_id, procedure_version, procedure_name, field, channel, receiver_id, officer_id)
);

create table dossier_facts (
  agency_code text collate "C" not null,
  dossier_id text collate "C" not null,
  group_key int not null,
  submitted_day int not null,
  received_day int not null,
  due_day int not null,
  finished_day int not null,
  returned_day int not null,
  left_day int not null,
  outcome smallint not null,
  supplements smallint not null,
  components smallint not null,
  digitised smallint not null,
  must_digitise smallint not null,
  must_digitised smallint not null,
  papers smallint not null,
  reusable smallint not null,
  reused smallint not null,
  has_result_file smallint not null,
  has_sealed_result smallint not null,
  has_fee smallint not null,
  payment smallint not null,
  rating smallint not null,
  is_answered_late smallint,
  receive_minutes int,
  examine_minutes int,
  approve_minutes int,
  seal_minutes int,
  return_minutes int,
  sync_minutes int,
  unsent_since int,
  primary key (agency_code, dossier_id)
);
create index dossier_facts_received on dossier_facts (received_day);
create index dossier_facts_finished on dossier_facts (finished_day);
create index dossier_facts_returned on dossier_facts (returned_day);

-- How a dossier was open, from one day until before another: for what was open, overdue or paused on a day that is past.
create table dossier_phases (
  agency_code text collate "C" not null,
  dossier_id text collate "C" not null,
  group_key int not null,
  from_day int not null,
  to_day int not null,
  due_day int not null,
  is_paused smallint not null,
  primary key (agency_code, dossier_id, from_day)
);

-- How far the log was looked through, by commune.
create table facts_progress (
  agency_code text collate "C" primary key,
  version text not null,
  position bigint not null
);
