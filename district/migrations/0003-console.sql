-- When a desk was last heard of, to the minute: one that has nothing to send only pulls, and leaves no event.
alter table desks add column seen_at bigint;

-- The people of this level who use the console. They are no officers of a commune and are in no log that desks pull.
create table console_users (
  user_id text collate "C" primary key,
  username text collate "C" not null unique,
  full_name text not null,
  title text not null,
  roles text[] not null,
  password_hash text not null,
  -- Given by another person: good for one sign-in, at which it is changed.
  is_one_time boolean not null,
  is_active boolean not null default true,
  failed_attempts int not null default 0,
  last_failed_at bigint,
  created_at bigint not null
);

-- Who did what in the console, for ever; also what was only looked at, where it is somebody's personal data.
create table console_audit (
  seq bigint generated always as identity primary key,
  at bigint not null,
  -- Null for what the administrator of the server did with its token.
  user_id text collate "C",
  -- As it was then.
  user_name text not null,
  action text not null,
  agency_code text collate "C",
  -- What it was about, in words that a person knows it by: a dossier's code, a user name.
  subject text not null,
  detail jsonb not null
);
create index console_audit_of_user on console_audit (user_id, seq);
create trigger console_audit_append_only before update or delete on console_audit for each row execute function refuse_change();
create trigger console_audit_no_truncate before truncate on console_audit for each statement execute function refuse_change();

create index states_reminders on states (agency_code) where entity = 'reminder';
