import type { DocumentState } from '../domain/document/document.ts';
import type { DossierState } from '../domain/dossier/state.ts';
import { hybridTimeMs } from '../domain/hybrid-clock.ts';
import { type ProcedureFields, procedureFieldsSchema } from '../domain/procedure/procedure.ts';
import { dayOf } from '../domain/reports/day.ts';
import { type Delivery, type DossierFacts, type FactGroup, factNames, factsOf, factsVersion, procedureFactsOf } from '../domain/reports/facts.ts';
import { columnName } from '../domain/reports/predicate.ts';
import type { Store } from './store.ts';
import { workingCalendar } from './queries/calendars.ts';
import { preparedColumn, preparedSql } from './queries/prepared.ts';

/** Levelling writes no event, so it is in nobody's name. */
const nobody = 'reports';
/** Looking at an event costs little: only which dossier it is about is read. */
const eventsAtOnce = 2000;

/**
 * Brings the facts of reports nearer to the log, in one short transaction. The log itself says what has changed since, so writing an
 * event costs nothing for them.
 * @param dossiers at most so many are looked at
 * @returns whether nothing is left to do
 */
export const levelFacts = (store: Store, dossiers: number): boolean => {
  // Nothing to write is what is found nearly always, and a transaction waits for the disk.
  if (isLevel(store)) return true;
  return store.write(nobody, () => {
    if (readProgress(store.read).get()!.version !== factsVersion) beginAnew(store);
    const isLogRead = markTouched(store);
    markAcknowledged(store);
    const pending = nextPending(store.read).all(dossiers);
    for (const rowId of pending) {
      layDown(store, rowId);
      done(store.read).run(rowId);
    }
    return isLogRead && pending.length < dossiers;
  });
};

type Progress = { version: number; arrival: number; acknowledged: number };
const readProgress = preparedSql<[], Progress>('SELECT version, arrival, acknowledged FROM facts_progress');
const setVersion = preparedSql<[number, number, number], never>('UPDATE facts_progress SET version = ?, arrival = ?, acknowledged = ?');
const setArrival = preparedSql<[number], never>('UPDATE facts_progress SET arrival = ?');
const setAcknowledged = preparedSql<[number], never>('UPDATE facts_progress SET acknowledged = ?');
const lastArrival = preparedColumn<[], number>('SELECT coalesce(max(arrival), 0) FROM events');
const acknowledgedNow = preparedColumn<[], number>('SELECT acknowledged FROM sync');
const nextPending = preparedColumn<[number], number>('SELECT row_id FROM facts_pending LIMIT ?');
const done = preparedSql<[number], never>('DELETE FROM facts_pending WHERE row_id = ?');

const isLevel = ({ read }: Store): boolean => {
  const progress = readProgress(read).get()!;
  const isRead = progress.version === factsVersion && progress.arrival === lastArrival(read).get()! && progress.acknowledged === acknowledgedNow(read).get()!;
  return isRead && nextPending(read).all(1).length === 0;
};

const clear = ['dossier_facts', 'dossier_phases', 'fact_groups', 'facts_pending'].map((table) => preparedSql<[], never>(`DELETE FROM ${table}`));
const pendAll = preparedSql<[], never>('INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossiers');

const beginAnew = ({ read }: Store): void => {
  for (const statement of clear) statement(read).run();
  pendAll(read).run();
  setVersion(read).run(factsVersion, lastArrival(read).get()!, acknowledgedNow(read).get()!);
};

type Seen = { arrival: number; entity: string; entityId: string; type: string; hash: string };
const eventsAfter = preparedSql<[number, number], Seen>('SELECT arrival, entity, entity_id AS entityId, type, hash FROM events WHERE arrival > ? ORDER BY arrival LIMIT ?');
const pendDossier = preparedSql<[string], never>('INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossiers WHERE id = ?');
const pendDossiersOfDocument = preparedSql<[string], never>(
  `INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossiers
   WHERE id IN (SELECT dossier_id FROM events WHERE entity_id = ? AND dossier_id IS NOT NULL)`,
);
const pendVersion = preparedSql<[string, string], never>(
  'INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossier_facts WHERE group_key IN (SELECT group_key FROM fact_groups WHERE procedure_id = ? AND procedure_version = ?)',
);
const pendBetween = preparedSql<[number, number], never>(
  'INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossier_facts WHERE submitted_day <= ? AND left_day >= ?',
);

/** Notes which dossiers the next events of the log are about. @returns whether its end was reached */
const markTouched = (store: Store): boolean => {
  const { read } = store;
  const events = eventsAfter(read).all(readProgress(read).get()!.arrival, eventsAtOnce);
  const seen = new Set<string>();
  for (const { entity, entityId, type, hash } of events) {
    // From then on there is a district that could have heard of them.
    if (type === 'desk.enrolled') pendAll(read).run();
    if (entity === 'procedure') {
      pendVersion(read).run(entityId, hash);
      regroup(store, entityId);
    }
    if (seen.has(entityId)) continue;
    seen.add(entityId);
    if (entity === 'dossier') pendDossier(read).run(entityId);
    if (entity === 'document') pendDossiersOfDocument(read).run(entityId);
    if (entity === 'calendar') pendBetween(read).run(...yearsOf(store, entityId));
  }
  const last = events.at(-1);
  if (last) setArrival(read).run(last.arrival);
  return events.length < eventsAtOnce;
};

/** The days in which a calendar says when the desk is open. */
const yearsOf = ({ state }: Store, calendarId: string): [last: number, first: number] => {
  const year = state('calendar', calendarId)?.year?.year;
  return year === undefined ? [dayOf('9999-12-31'), 0] : [dayOf(`${year}-12-31`), dayOf(`${year}-01-01`)];
};

const pendOwnBetween = preparedSql<[string, number, number], never>(
  `INSERT OR IGNORE INTO facts_pending (row_id) SELECT row_id FROM dossiers
   WHERE id IN (SELECT entity_id FROM events WHERE desk_id = ? AND desk_seq > ? AND desk_seq <= ? AND entity = 'dossier')`,
);

const markAcknowledged = ({ read, deskId }: Store): void => {
  const known = readProgress(read).get()!.acknowledged;
  const now = acknowledgedNow(read).get()!;
  if (now === known) return;
  pendOwnBetween(read).run(deskId, Math.min(known, now), Math.max(known, now));
  setAcknowledged(read).run(now);
};

const stateOfRow = preparedColumn<[number], string>('SELECT state FROM dossiers WHERE row_id = ?');
const attachedTo = preparedColumn<[string], string>("SELECT state FROM documents WHERE dossier_id = ? AND status = 'attached'");
const groupOfRow = preparedColumn<[number], number>('SELECT group_key FROM dossier_facts WHERE row_id = ?');
const removeFacts = preparedSql<[number, number], never>('DELETE FROM dossier_facts WHERE group_key = ? AND row_id = ?');
const removePhases = preparedSql<[number, number], never>('DELETE FROM dossier_phases WHERE group_key = ? AND row_id = ?');
const insertFacts = preparedSql<(number | null)[], never>(
  `INSERT INTO dossier_facts (group_key, row_id, ${factNames.map(columnName).join(', ')}) VALUES (?, ?${', ?'.repeat(factNames.length)})`,
);
const insertPhase = preparedSql<[number, number, number, number, number, number], never>(
  'INSERT INTO dossier_phases (group_key, row_id, from_day, to_day, due_day, is_paused) VALUES (?, ?, ?, ?, ?, ?)',
);

const layDown = (store: Store, rowId: number): void => {
  const { read } = store;
  const before = groupOfRow(read).get(rowId);
  if (before !== undefined) {
    removePhases(read).run(before, rowId);
    removeFacts(read).run(before, rowId);
  }
  const found = factsOfRow(store, rowId);
  if (!found) return;
  const groupKey = groupKeyOf(store, found.group);
  insertFacts(read).run(groupKey, rowId, ...factNames.map((name) => found.facts[name]));
  for (const { fromDay, toDay, dueDay, isPaused } of found.phases) insertPhase(read).run(groupKey, rowId, fromDay, toDay, dueDay, isPaused);
};

const factsOfRow = (store: Store, rowId: number): DossierFacts | undefined => {
  const { read } = store;
  const text = stateOfRow(read).get(rowId);
  if (text === undefined) return undefined;
  const dossier = JSON.parse(text) as DossierState;
  return factsOf({
    dossier,
    documents: attachedTo(read).all(dossier.id).map((state) => JSON.parse(state) as DocumentState),
    procedure: versionOf(store, dossier.procedure.id, dossier.procedure.version),
    calendar: workingCalendar(store),
    delivery: deliveryOf(store, dossier.id),
  });
};

/** As it was published then; undefined while that event has not come here. */
const versionOf = (store: Store, procedureId: string, version: string): ProcedureFields | undefined =>
  store.remember('procedure', `version:${version}`, () => {
    const parsed = procedureFieldsSchema.safeParse(store.eventsOf('procedure', procedureId).find(({ hash }) => hash === version)?.payload);
    return parsed.success ? parsed.data : undefined;
  });

const ownEventsOf = preparedSql<[string, string], { deskSeq: number; occurredAt: string }>(
  "SELECT desk_seq AS deskSeq, occurred_at AS occurredAt FROM events WHERE entity_id = ? AND desk_id = ? AND entity = 'dossier'",
);
const enrolledAt = preparedColumn<[], number | null>('SELECT enrolled_at FROM sync');
const acknowledgedAt = preparedColumn<[number], number>('SELECT at FROM acknowledgements WHERE desk_seq >= ? ORDER BY desk_seq LIMIT 1');

/**
 * How late the district heard of this desk's own changes of a dossier. Nothing is late before there is a district to tell; what was
 * acknowledged before marks were kept is not known.
 */
const deliveryOf = ({ read, deskId }: Store, dossierId: string): Delivery => {
  const since = enrolledAt(read).get() ?? null;
  if (since === null) return { longestMs: null, unsentSinceMs: null };
  const acknowledged = acknowledgedNow(read).get()!;
  let longestMs: number | null = null;
  let unsentSinceMs: number | null = null;
  for (const { deskSeq, occurredAt } of ownEventsOf(read).all(dossierId, deskId)) {
    const at = Math.max(since, hybridTimeMs(occurredAt));
    const reachedAt = deskSeq > acknowledged ? undefined : acknowledgedAt(read).get(deskSeq);
    if (deskSeq > acknowledged) unsentSinceMs = Math.min(unsentSinceMs ?? at, at);
    else if (reachedAt !== undefined) longestMs = Math.max(longestMs ?? 0, reachedAt - at);
  }
  return { longestMs, unsentSinceMs };
};

const contentColumns = 'procedure_id, procedure_version, procedure_name, field, channel, receiver_id, officer_id';
type Content = [string, string, string, string, string, string, string];
const findGroup = preparedColumn<Content, number>(`SELECT group_key FROM fact_groups WHERE (${contentColumns}) = (?, ?, ?, ?, ?, ?, ?)`);
const insertGroup = preparedSql<[...Content, string, number], never>(
  `INSERT INTO fact_groups (${contentColumns}, online_level, has_result_paper) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);

const groupKeyOf = (store: Store, group: FactGroup): number => {
  const { read } = store;
  const content: Content = [group.procedureId, group.procedureVersion, group.procedureName, group.field, group.channel, group.receiverId, group.officerId];
  const known = findGroup(read).get(...content);
  if (known !== undefined) return known;
  const { onlineLevel, hasResultPaper } = procedureFactsOf(versionOf(store, group.procedureId, group.procedureVersion), store.state('procedure', group.procedureId));
  return Number(insertGroup(read).run(...content, onlineLevel, hasResultPaper).lastInsertRowid);
};

const groupVersions = preparedColumn<[string], string>('SELECT DISTINCT procedure_version FROM fact_groups WHERE procedure_id = ?');
const updateGroups = preparedSql<[string, number, string, string], never>('UPDATE fact_groups SET online_level = ?, has_result_paper = ? WHERE procedure_id = ? AND procedure_version = ?');

/** A procedure was published: what earlier versions left unsaid is as it says now. */
const regroup = (store: Store, procedureId: string): void => {
  for (const version of groupVersions(store.read).all(procedureId)) {
    const { onlineLevel, hasResultPaper } = procedureFactsOf(versionOf(store, procedureId, version), store.state('procedure', procedureId));
    updateGroups(store.read).run(onlineLevel, hasResultPaper, procedureId, version);
  }
};
