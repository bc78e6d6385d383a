-- What the district asks a commune to look at, and whether it has been answered.
CREATE TABLE reminders (
  id TEXT PRIMARY KEY,
  is_open INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX reminders_open ON reminders (is_open, sent_at);
