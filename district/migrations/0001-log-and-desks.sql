-- Identifiers compare as bytes (collate "C"): several times faster in an index than by the rules of a language, and the same on every server.

-- About this district: its own desk id in the log.
create table meta (
  name text primary key,
  value text not null
);

create table agencies (
  agency_code text collate "C" primary key,
  unit_name text not null
);

-- A desk that may speak, and how far its log is stored. The district's own log has a row with agency '' and no key.
create table desks (
  desk_id text collate "C" primary key,
  agency_code text collate "C" not null,
  desk_number smallint,
  public_key text,
  enrolled_at bigint not null,
  retired_at bigint,
  acknowledged bigint not null default 0,
  -- Claimed hash of the last stored event; null when that event was too malformed to have one.
  head_hash text,
  -- Greatest hybrid time taken from this desk.
  latest_at text collate "C"
);
create unique index desks_number on desks (agency_code, desk_number) where retired_at is null;

create table enrolment_codes (
  code_hash text collate "C" primary key,
  agency_code text collate "C" not null,
  unit_name text not null,
  desk_number smallint,
  replaces boolean not null,
  issued_at bigint not null,
  expires_at bigint not null,
  used_by text,
  used_at bigint
);

create table nonces (
  desk_id text collate "C" not null,
  nonce text collate "C" not null,
  expires_at bigint not null,
  primary key (desk_id, nonce)
);
create index nonces_expiry on nonces (expires_at);

-- The last position given. One row, changed only by whoever holds the lock of the log.
create table log_head (
  position bigint not null
);
insert into log_head values (0);

-- Each start of a server, and the last position then. A cursor names the run that it was given in: when the database is
-- restored from an older copy, positions are given a second time, and a cursor from before has to go back to where the copy ended.
create table runs (
  seq bigint generated always as identity primary key,
  run text not null unique,
  position bigint not null
);

-- Every event as it came, for ever. `position` is the order of commits: it is given under one lock.
-- Each index is paid for by every event, so there are three: a commune's events in order, a desk's, an entity's.
create table events (
  position bigint not null,
  desk_id text collate "C" not null,
  desk_seq bigint not null,
  agency_code text collate "C" not null,
  verdict text not null check (verdict in ('applied', 'conflict', 'rejected')),
  reason text,
  entity text collate "C",
  entity_id text collate "C",
  type text,
  occurred_at text collate "C",
  hash text,
  received_at bigint not null,
  -- The event as JSON text. Not jsonb: the hash is over these very bytes.
  body text not null,
  primary key (agency_code, position),
  unique (desk_id, desk_seq)
);
create index events_of_entity on events (entity_id);

-- Events that claimed a place in a desk's log that was taken by another: the trace of a desk restored from an old copy.
create table forks (
  desk_id text collate "C" not null,
  desk_seq bigint not null,
  digest text not null,
  received_at bigint not null,
  body text not null,
  primary key (desk_id, desk_seq, digest)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();
create trigger forks_append_only before update or delete on forks for each row execute function refuse_change();
create trigger forks_no_truncate before truncate on forks for each statement execute function refuse_change();

-- The fold of an entity's events in clock order, by commune. `state` is null while its first event has not arrived.
-- The last columns are for dossiers (and `dossier_id` for documents), so that reports need not open the JSON.
create table states (
  agency_code text collate "C" not null,
  entity text collate "C" not null,
  entity_id text collate "C" not null,
  state jsonb,
  latest_at text collate "C" not null,
  code text,
  status text,
  procedure_code text,
  field text,
  channel text,
  accepted_at bigint,
  due_at bigint,
  finished_at bigint,
  dossier_id text collate "C",
  -- Upserted again and again: room on the page keeps the update beside the old row, without touching the indexes.
  primary key (agency_code, entity, entity_id)
) with (fillfactor = 80);
-- Texts over 2 kB are compressed by default with pglz, which costs a quarter of a push; lz4 costs next to nothing. PGlite is built without it.
do $$ begin
  alter table events alter body set compression lz4;
  alter table states alter state set compression lz4;
exception when feature_not_supported then null;
end $$;
create index states_dossiers_due on states (agency_code, due_at) where entity = 'dossier';
create index states_documents_of on states (agency_code, dossier_id) where entity = 'document' and dossier_id is not null;

-- Hashes that some event of the commune names: only these may be uploaded.
create table named_blobs (
  agency_code text collate "C" not null,
  sha256 text collate "C" not null,
  primary key (agency_code, sha256)
);
