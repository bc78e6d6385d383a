import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The tables as Drizzle sees them, for typed queries. `db/migrations/*.sql` makes them, with their indexes, triggers and
 * full-text tables; `tests/integration/db-schema.test.ts` proves that both say the same.
 */
export const events = sqliteTable('events', {
  arrival: integer('arrival').primaryKey(),
  id: text('id').notNull(),
  deskId: text('desk_id').notNull(),
  deskSeq: integer('desk_seq').notNull(),
  entity: text('entity').notNull(),
  entityId: text('entity_id').notNull(),
  type: text('type').notNull(),
  payload: text('payload').notNull(),
  blobs: text('blobs').notNull(),
  actorId: text('actor_id').notNull(),
  occurredAt: text('occurred_at').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
  dossierId: text('dossier_id'),
});

// Projections

export const dossiers = sqliteTable('dossiers', {
  rowId: integer('row_id').primaryKey(),
  id: text('id').notNull().unique(),
  code: text('code').notNull(),
  status: text('status').notNull(),
  isOpen: integer('is_open').notNull(),
  citizenId: text('citizen_id').notNull(),
  ownerId: text('owner_id').notNull(),
  procedureId: text('procedure_id').notNull(),
  field: text('field').notNull(),
  deskId: text('desk_id').notNull(),
  acceptedAt: integer('accepted_at').notNull(),
  dueAt: integer('due_at').notNull(),
  firstDueAt: integer('first_due_at').notNull(),
  finishedAt: integer('finished_at'),
  officerId: text('officer_id').notNull(),
  stage: text('stage').notNull(),
  stageRole: text('stage_role').notNull(),
  laterShare: integer('later_share').notNull(),
  isWaiting: integer('is_waiting').notNull(),
  hasDraft: integer('has_draft').notNull(),
  isTold: integer('is_told').notNull(),
  openConflicts: integer('open_conflicts').notNull(),
  state: text('state').notNull(),
});

export const citizens = sqliteTable('citizens', {
  rowId: integer('row_id').primaryKey(),
  id: text('id').notNull().unique(),
  otherNumber: text('other_number').notNull(),
  oldNumber: text('old_number').notNull(),
  state: text('state').notNull(),
});

export const documents = sqliteTable('documents', {
  id: text('id').primaryKey(),
  status: text('status').notNull(),
  deskId: text('desk_id').notNull(),
  sha256: text('sha256'),
  dossierId: text('dossier_id'),
  sourceFolder: text('source_folder').notNull(),
  sourceFileName: text('source_file_name').notNull(),
  sourceModifiedAt: integer('source_modified_at').notNull(),
  sourceSizeBytes: integer('source_size_bytes').notNull(),
  createdAt: text('created_at').notNull(),
  state: text('state').notNull(),
  textKey: text('text_key'),
});

export const officers = sqliteTable('officers', {
  id: text('id').primaryKey(),
  username: text('username').notNull(),
  isActive: integer('is_active').notNull(),
  state: text('state').notNull(),
});

export const desks = sqliteTable('desks', {
  id: text('id').primaryKey(),
  number: integer('number').notNull(),
  state: text('state').notNull(),
});

export const procedures = sqliteTable('procedures', {
  rowId: integer('row_id').primaryKey(),
  id: text('id').notNull().unique(),
  name: text('name').notNull(),
  isRetired: integer('is_retired').notNull(),
  state: text('state').notNull(),
});

export const calendars = sqliteTable('calendars', {
  id: text('id').primaryKey(),
  state: text('state').notNull(),
});

export const organisations = sqliteTable('organisations', {
  rowId: integer('row_id').primaryKey(),
  id: text('id').notNull().unique(),
  state: text('state').notNull(),
});

export const forms = sqliteTable('forms', {
  id: text('id').primaryKey(),
  state: text('state').notNull(),
});

export const tickets = sqliteTable('tickets', {
  id: text('id').primaryKey(),
  day: text('day').notNull(),
  deskId: text('desk_id').notNull(),
  number: text('number').notNull(),
  status: text('status').notNull(),
  state: text('state').notNull(),
});

export const reminders = sqliteTable('reminders', {
  id: text('id').primaryKey(),
  isOpen: integer('is_open').notNull(),
  sentAt: integer('sent_at').notNull(),
  state: text('state').notNull(),
});

// Facts: made from the log for reports, level with it only when one is asked for (`facts.ts`)

export const factGroups = sqliteTable('fact_groups', {
  groupKey: integer('group_key').primaryKey(),
  procedureId: text('procedure_id').notNull(),
  procedureVersion: text('procedure_version').notNull(),
  procedureName: text('procedure_name').notNull(),
  field: text('field').notNull(),
  channel: text('channel').notNull(),
  receiverId: text('receiver_id').notNull(),
  officerId: text('officer_id').notNull(),
  onlineLevel: text('online_level').notNull(),
  hasResultPaper: integer('has_result_paper').notNull(),
});

export const dossierFacts = sqliteTable(
  'dossier_facts',
  {
    groupKey: integer('group_key').notNull(),
    rowId: integer('row_id').notNull(),
    submittedDay: integer('submitted_day').notNull(),
    receivedDay: integer('received_day').notNull(),
    dueDay: integer('due_day').notNull(),
    finishedDay: integer('finished_day').notNull(),
    returnedDay: integer('returned_day').notNull(),
    leftDay: integer('left_day').notNull(),
    outcome: integer('outcome').notNull(),
    supplements: integer('supplements').notNull(),
    components: integer('components').notNull(),
    digitised: integer('digitised').notNull(),
    mustDigitise: integer('must_digitise').notNull(),
    mustDigitised: integer('must_digitised').notNull(),
    papers: integer('papers').notNull(),
    reusable: integer('reusable').notNull(),
    reused: integer('reused').notNull(),
    hasResultFile: integer('has_result_file').notNull(),
    hasSealedResult: integer('has_sealed_result').notNull(),
    hasFee: integer('has_fee').notNull(),
    payment: integer('payment').notNull(),
    rating: integer('rating').notNull(),
    isAnsweredLate: integer('is_answered_late'),
    receiveMinutes: integer('receive_minutes'),
    examineMinutes: integer('examine_minutes'),
    approveMinutes: integer('approve_minutes'),
    sealMinutes: integer('seal_minutes'),
    returnMinutes: integer('return_minutes'),
    syncMinutes: integer('sync_minutes'),
    unsentSince: integer('unsent_since'),
  },
  (table) => [primaryKey({ columns: [table.groupKey, table.rowId] })],
);

export const dossierPhases = sqliteTable(
  'dossier_phases',
  {
    groupKey: integer('group_key').notNull(),
    rowId: integer('row_id').notNull(),
    fromDay: integer('from_day').notNull(),
    toDay: integer('to_day').notNull(),
    dueDay: integer('due_day').notNull(),
    isPaused: integer('is_paused').notNull(),
  },
  (table) => [primaryKey({ columns: [table.groupKey, table.rowId, table.fromDay] })],
);

export const factsPending = sqliteTable('facts_pending', { rowId: integer('row_id').primaryKey() });

/** One row, there from the start. */
export const factsProgress = sqliteTable('facts_progress', {
  onlyRow: integer('only_row').primaryKey(),
  version: integer('version').notNull().default(0),
  arrival: integer('arrival').notNull().default(0),
  acknowledged: integer('acknowledged').notNull().default(0),
});

// Local tables: the only ones that a use case may write, through `tx.db`

export const meta = sqliteTable('meta', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

export const credentials = sqliteTable('credentials', {
  officerId: text('officer_id').primaryKey(),
  passwordHash: text('password_hash').notNull(),
  failedAttempts: integer('failed_attempts').notNull().default(0),
  /** UTC milliseconds, as all times of local tables. */
  lastFailedAt: integer('last_failed_at'),
  changedAt: integer('changed_at').notNull(),
});

export const drafts = sqliteTable('drafts', {
  id: text('id').primaryKey(),
  officerId: text('officer_id').notNull(),
  form: text('form').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** One row, there from the start: update it, never insert. */
export const sync = sqliteTable('sync', {
  onlyRow: integer('only_row').primaryKey(),
  /** Written by `store.merge` together with the rows that it stands for. */
  cursor: text('cursor').notNull().default(''),
  /** Every own event up to and with this `deskSeq` is at the district. */
  acknowledged: integer('acknowledged').notNull().default(0),
  lastContactAt: integer('last_contact_at'),
  clockOffsetMs: integer('clock_offset_ms').notNull().default(0),
  districtName: text('district_name'),
  districtLevel: text('district_level'),
  enrolledAt: integer('enrolled_at'),
});

/** The own log up to `deskSeq` was at the district by then. */
export const acknowledgements = sqliteTable('acknowledgements', {
  deskSeq: integer('desk_seq').primaryKey(),
  at: integer('at').notNull(),
});

/** The district's answers other than applied and duplicate. */
export const verdicts = sqliteTable('verdicts', {
  deskSeq: integer('desk_seq').primaryKey(),
  verdict: text('verdict').notNull(),
  reason: text('reason'),
  at: integer('at').notNull(),
  settledAt: integer('settled_at'),
});

/** Foreign events that `merge` would not take, whole, for a person to look at. */
export const refusedEvents = sqliteTable('refused_events', {
  deskId: text('desk_id').notNull(),
  deskSeq: integer('desk_seq').notNull(),
  contentHash: text('content_hash').notNull(),
  reason: text('reason').notNull(),
  event: text('event').notNull(),
  at: integer('at').notNull(),
});

export const blobs = sqliteTable('blobs', {
  sha256: text('sha256').primaryKey(),
  sizeBytes: integer('size_bytes').notNull(),
  storedAt: integer('stored_at').notNull(),
  isHere: integer('is_here').notNull(),
});

/** A row for each file that an own event needs at the district, made in the event's own transaction. */
export const deliveries = sqliteTable('deliveries', {
  sha256: text('sha256').primaryKey(),
  /** The first own event that names it. */
  deskSeq: integer('desk_seq').notNull(),
  uploadUrl: text('upload_url'),
  deliveredAt: integer('delivered_at'),
});

export const secrets = sqliteTable('secrets', {
  name: text('name').primaryKey(),
  value: blob('value', { mode: 'buffer' }).notNull(),
});

/** All words that a document shows (`textKeyOf`), for the search; made again whenever they are missing. */
export const documentTexts = sqliteTable('document_texts', {
  rowId: integer('row_id').primaryKey(),
  textKey: text('text_key').notNull().unique(),
  madeBy: text('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  text: text('text').notNull(),
});

/** QR codes found on the pages of a scan; found again whenever they are missing. */
export const pageCodes = sqliteTable('page_codes', {
  sha256: text('sha256').primaryKey(),
  madeBy: text('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  hasSheet: integer('has_sheet').notNull(),
  pages: text('pages').notNull(),
});

/** The words of a page (`pageTextKey`) with their places. */
export const pageTexts = sqliteTable('page_texts', {
  rowId: integer('row_id').primaryKey(),
  pageKey: text('page_key').notNull().unique(),
  madeBy: text('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  widthPx: integer('width_px').notNull(),
  heightPx: integer('height_px').notNull(),
  words: text('words').notNull(),
  problem: text('problem'),
});

/** What waits for a token. */
export const signingQueue = sqliteTable(
  'signing_queue',
  {
    documentId: text('document_id').notNull(),
    kind: text('kind').notNull(),
    officerId: text('officer_id').notNull(),
    requestedAt: integer('requested_at').notNull(),
    problem: text('problem'),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.kind] })],
);
