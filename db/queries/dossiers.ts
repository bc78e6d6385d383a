import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { DocumentState } from '../../domain/document/document.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { isFinished, isPaused, type Status, statuses } from '../../domain/dossier/status.ts';
import { byClock, type DomainEvent } from '../../domain/event.ts';
import { addDays, localDate, utcOf } from '../../domain/time.ts';
import { cancelledStatus } from '../projections/dossier.ts';
import { documents, dossiers, events } from '../schema.ts';
import type { Store } from '../store.ts';
import { cursorAfter, type Page, pageSize, type Place, placeOf } from './page.ts';
import { prepared, preparedColumn } from './prepared.ts';

export type DossierFilter =
  | 'all'
  | 'open'
  | 'overdue'
  | 'dueToday'
  | 'dueTomorrow'
  | 'processing'
  | 'waitingSupplement'
  | 'receivedToday'
  | 'finished'
  | 'conflict';

const allStatuses = Object.keys(statuses) as Status[];
const finished = allStatuses.filter(isFinished);
/** What the status column says: those received in error stand apart, and only a list of everything shows them. */
type StatusColumn = Status | typeof cancelledStatus;
const everything: readonly StatusColumn[] = [...allStatuses, cancelledStatus];
const open = allStatuses.filter((status) => !isFinished(status));
/** Their time limit runs; only these can be late. */
export const running = open.filter((status) => !isPaused(status));
export const paused = open.filter(isPaused);

// Written out, not bound: SQLite takes a partial index only when it can see at once that the condition holds.
const isOpenTerm = sql`${dossiers.isOpen} = 1`;
const isFinishedTerm = sql`${dossiers.isOpen} = 0`;

/** Milliseconds from `from` up to but without `to`. */
type Span = { from?: number; to?: number };
type Order = 'byDue' | 'newestFirst' | 'oldestFirst';
export type Listing = {
  statuses: readonly StatusColumn[];
  order: Order;
  due?: Span;
  accepted?: Span;
  /** Only what these officers have in hand. */
  officerIds?: readonly string[] | undefined;
  field?: string | undefined;
  /** Only those whose apology is drafted and not signed. */
  isDrafted?: true;
};

const listingOf = (filter: Exclude<DossierFilter, 'conflict'>, now: number): Listing => {
  const days = daysAround(now);
  switch (filter) {
    case 'all':
      return { statuses: everything, order: 'newestFirst' };
    case 'open':
      return { statuses: open, order: 'byDue' };
    case 'overdue':
      return { statuses: running, order: 'byDue', due: { to: days.today } };
    case 'dueToday':
      return { statuses: running, order: 'byDue', due: { from: days.today, to: days.tomorrow } };
    case 'dueTomorrow':
      return { statuses: running, order: 'byDue', due: { from: days.tomorrow, to: days.dayAfter } };
    case 'processing':
      return { statuses: ['processing'], order: 'byDue' };
    case 'waitingSupplement':
      return { statuses: ['supplementRequested'], order: 'byDue' };
    case 'receivedToday':
      return { statuses: allStatuses, order: 'newestFirst', accepted: { from: days.today } };
    case 'finished':
      return { statuses: finished, order: 'newestFirst' };
  }
};

/** By Vietnam days: what is due today is not late until tomorrow. */
export const daysAround = (now: number): { today: number; tomorrow: number; dayAfter: number } => {
  const today = localDate(now);
  return { today: utcOf(today), tomorrow: utcOf(addDays(today, 1)), dayAfter: utcOf(addDays(today, 2)) };
};

/** A page of the commune's dossiers: open ones by due date, the others newest first. `now` in UTC milliseconds. */
export const listDossiers = (
  store: Store,
  { filter, cursor, now, limit = pageSize }: { filter: DossierFilter; cursor?: string | undefined; now: number; limit?: number },
): Page<DossierState> => {
  const after = placeOf(cursor);
  return pageOf(store, filter === 'conflict' ? conflictPlaces(store, after, limit + 1) : placesOf(store, listingOf(filter, now), after, limit + 1), limit);
};

/**
 * The register: what was received from `from` up to but without `to`, oldest first, also what has been cancelled since, so
 * that no code is missing.
 */
export const dossiersBetween = (
  store: Store,
  { from, to, cursor, limit = pageSize }: { from: number; to: number; cursor?: string | undefined; limit?: number },
): Page<DossierState> =>
  pageOf(store, placesOf(store, { statuses: everything, order: 'oldestFirst', accepted: { from, to } }, placeOf(cursor), limit + 1), limit);

/** How many of them there are in that time. */
export const countDossiersBetween = (store: Store, span: { from: number; to: number }): number => countListing(store, { statuses: everything, order: 'oldestFirst', accepted: span });

export const pageOfListing = (store: Store, listing: Listing, cursor: string | undefined, limit = pageSize): Page<DossierState> =>
  pageOf(store, placesOf(store, listing, placeOf(cursor), limit + 1), limit);

/** As many as all pages of that list have. */
export const countListing = (store: Store, listing: Listing): number => listing.statuses.reduce((sum, status) => sum + countStretch(store, status, listing), 0);

/** @param places one more than `limit` where there is a next page */
const pageOf = (store: Store, places: readonly Place[], limit: number): Page<DossierState> => {
  const page = places.slice(0, limit);
  return { rows: statesOf(store, page.map(({ id }) => id)), nextCursor: places.length > limit ? cursorAfter(page.at(-1)!) : null };
};

/** More at once than on a screen, where all are read anyway: fewer questions, and still little in memory. */
const sweepSize = 500;

/** All that is not finished, by due date, read a page at a time: a commune that is far behind has thousands. */
export function* openDossiers(store: Store): Generator<DossierState> {
  let cursor: string | undefined;
  do {
    const page = pageOf(store, placesOf(store, { statuses: open, order: 'byDue' }, placeOf(cursor), sweepSize + 1), sweepSize);
    yield* page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/**
 * Each status is a stretch of the index in the wanted order, so each is asked for its own beginning and these are merged:
 * no page reads more than `limit` rows of each status. Only the open ones by date of reception are sorted, within the index.
 */
const placesOf = (store: Store, { statuses: wanted, order, ...listing }: Listing, after: Place | undefined, limit: number): Place[] => {
  const column = order === 'byDue' ? dossiers.dueAt : dossiers.acceptedAt;
  const direction = order === 'newestFirst' ? desc : asc;
  const beyond = after && (order === 'newestFirst' ? sql`(${column}, ${dossiers.id}) < (${after.at}, ${after.id})` : sql`(${column}, ${dossiers.id}) > (${after.at}, ${after.id})`);
  const places = wanted.flatMap((status): Place[] =>
    store.read
      .select({ at: column, id: dossiers.id })
      .from(dossiers)
      .where(and(termsOf(status, listing), beyond))
      .orderBy(direction(column), direction(dossiers.id))
      .limit(limit)
      .all(),
  );
  const sign = order === 'newestFirst' ? -1 : 1;
  return places.sort((a, b) => sign * (Number(a.at) - Number(b.at) || (a.id < b.id ? -1 : 1))).slice(0, limit);
};

const stretchOf = (status: StatusColumn): SQL =>
  sql`${status === cancelledStatus || isFinished(status) ? isFinishedTerm : isOpenTerm} AND ${dossiers.status} = ${status}`;

export const termsOf = (status: StatusColumn, { due, accepted, officerIds, field, isDrafted }: Omit<Listing, 'statuses' | 'order'>): SQL | undefined =>
  and(
    stretchOf(status),
    within(dossiers.dueAt, due),
    within(dossiers.acceptedAt, accepted),
    officerIds && inArray(dossiers.officerId, [...officerIds]),
    field === undefined ? undefined : eq(dossiers.field, field),
    isDrafted && eq(dossiers.hasDraft, 1),
  );

const within = (column: typeof dossiers.dueAt | typeof dossiers.acceptedAt, span: Span | undefined): SQL | undefined =>
  span && and(span.from === undefined ? undefined : sql`${column} >= ${span.from}`, span.to === undefined ? undefined : sql`${column} < ${span.to}`);

const conflictPlaces = (store: Store, after: Place | undefined, limit: number): Place[] =>
  store.read
    .select({ at: dossiers.acceptedAt, id: dossiers.id })
    .from(dossiers)
    .where(and(sql`${dossiers.openConflicts} > 0`, after && sql`(${dossiers.acceptedAt}, ${dossiers.id}) < (${after.at}, ${after.id})`))
    .orderBy(desc(dossiers.acceptedAt), desc(dossiers.id))
    .limit(limit)
    .all();

/** In the order of the ids; an id that is not there is left out. */
export const statesOf = (store: Store, ids: readonly string[]): DossierState[] => {
  const rows = ids.length === 0 ? [] : store.read.select({ id: dossiers.id, state: dossiers.state }).from(dossiers).where(inArray(dossiers.id, [...ids])).all();
  const byId = new Map(rows.map(({ id, state }) => [id, JSON.parse(state) as DossierState]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

export type DossierCounts = {
  overdue: number;
  dueToday: number;
  dueTomorrow: number;
  processing: number;
  waitingSupplement: number;
  receivedToday: number;
};

/** The same dossiers as the lists of the same names. */
export const dossierCounts = (store: Store, now: number): DossierCounts => {
  const countOf = (filter: Exclude<DossierFilter, 'conflict'>): number => countListing(store, listingOf(filter, now));
  return {
    overdue: countOf('overdue'),
    dueToday: countOf('dueToday'),
    dueTomorrow: countOf('dueTomorrow'),
    processing: countOf('processing'),
    waitingSupplement: countOf('waitingSupplement'),
    receivedToday: countOf('receivedToday'),
  };
};

const countStretch = (store: Store, status: StatusColumn, listing: Omit<Listing, 'statuses' | 'order'>): number =>
  store.read
    .select({ count: sql<number>`count(*)` })
    .from(dossiers)
    .where(termsOf(status, listing))
    .get()!.count;

// Written out, so that SQLite sees that the partial index of owners holds.
const hasOwner = sql`${dossiers.ownerId} <> ''`;

const asApplicant = prepared((db) =>
  db
    .select({ state: dossiers.state, at: dossiers.acceptedAt, id: dossiers.id })
    .from(dossiers)
    .where(eq(dossiers.citizenId, sql.placeholder('person')))
    .orderBy(desc(dossiers.acceptedAt))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
const asOwner = prepared((db) =>
  db
    .select({ state: dossiers.state, at: dossiers.acceptedAt, id: dossiers.id })
    .from(dossiers)
    .where(and(eq(dossiers.ownerId, sql.placeholder('person')), hasOwner))
    .orderBy(desc(dossiers.acceptedAt))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** Of a citizen or an organisation, filed by them or for them, newest first. */
export const dossiersOfPerson = (store: Store, id: string, limit: number): DossierState[] => {
  if (id === '') return [];
  const found = [...asApplicant(store.read).all({ person: id, limit }), ...asOwner(store.read).all({ person: id, limit })];
  const byId = new Map(found.map((row) => [row.id, row]));
  return [...byId.values()]
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ state }) => JSON.parse(state) as DossierState);
};

const countOfPerson = prepared((db) => {
  const mine = sql`(${dossiers.citizenId} = ${sql.placeholder('person')} OR (${dossiers.ownerId} = ${sql.placeholder('person')} AND ${hasOwner}))`;
  const isLate = sql`${dossiers.dueAt} < ${sql.placeholder('today')} AND ${inArray(dossiers.status, running)}`;
  return db
    .select({
      total: sql<number>`count(*)`,
      open: sql<number>`coalesce(sum(${dossiers.isOpen}), 0)`,
      overdue: sql<number>`coalesce(sum(${isOpenTerm} AND ${isLate}), 0)`,
    })
    .from(dossiers)
    .where(and(mine, sql`${dossiers.status} <> ${cancelledStatus}`))
    .prepare();
});

/** Of a citizen or an organisation, filed by them or for them; overdue as in the list of that name. */
export const openCountsOfPerson = (store: Store, id: string, now: number): { total: number; open: number; overdue: number } =>
  countOfPerson(store.read).get({ person: id, today: daysAround(now).today })!;

const lastCodeBetween = prepared((db) =>
  db
    .select({ code: dossiers.code })
    .from(dossiers)
    .where(sql`${dossiers.code} BETWEEN ${sql.placeholder('first')} AND ${sql.placeholder('last')}`)
    .orderBy(desc(dossiers.code))
    .limit(1)
    .prepare(),
);

/** The highest order (0..999) that this desk number has given on this day (`YYMMDD`); 0 when it has given none. */
export const dossierOrdersOfDay = (store: Store, { agencyCode, day, deskNumber }: { agencyCode: string; day: string; deskNumber: number }): number => {
  const prefix = `${agencyCode}-${day}-${deskNumber}`;
  const last = lastCodeBetween(store.read).get({ first: `${prefix}000`, last: `${prefix}999` });
  return last ? Number(last.code.slice(prefix.length)) : 0;
};

const attachedNow = prepared((db) =>
  db
    .select({ state: documents.state })
    .from(documents)
    .where(eq(documents.dossierId, sql.placeholder('dossierId')))
    .orderBy(asc(documents.createdAt))
    .prepare(),
);

/** Documents that are attached to the dossier now, in the order in which they were scanned. */
export const documentsOf = (store: Store, dossierId: string): DocumentState[] =>
  attachedNow(store.read)
    .all({ dossierId })
    .map(({ state }) => JSON.parse(state) as DocumentState);

const lastOfDesk = preparedColumn<[string, number, number], string>(
  // The last few of the table alone: what was received today is at its end, and a day on which nothing was must not read all of it.
  `SELECT state FROM (SELECT row_id, desk_id, accepted_at, state FROM dossiers ORDER BY row_id DESC LIMIT 200)
   WHERE desk_id = ? AND accepted_at >= ? ORDER BY row_id DESC LIMIT ?`,
);

/** What this desk has received last, newest first. `since` in UTC milliseconds. */
export const lastReceivedHere = (store: Store, { since, limit }: { since: number; limit: number }): DossierState[] =>
  lastOfDesk(store.read).all(store.deskId, since, limit).map((state) => JSON.parse(state) as DossierState);

const everAttached = prepared((db) =>
  db
    .selectDistinct({ id: events.entityId })
    .from(events)
    .where(eq(events.dossierId, sql.placeholder('dossierId')))
    .prepare(),
);

/** The dossier's own events and those of its documents while they belonged to it, oldest first. */
export const timelineOf = (store: Store, dossierId: string): DomainEvent[] => {
  const ofDocuments = everAttached(store.read)
    .all({ dossierId })
    .flatMap(({ id }) => eventsWhileAttached(store.eventsOf('document', id), dossierId));
  return [...store.eventsOf('dossier', dossierId), ...ofDocuments].sort(byClock);
};

/** Its scanning, and everything from each time that it came to this dossier until it went. */
const eventsWhileAttached = (history: readonly DomainEvent[], dossierId: string): DomainEvent[] => {
  let isHere = false;
  return history.filter((event) => {
    if (event.type === 'document.scanned' || event.type === 'document.composed') return true;
    const wasHere = isHere;
    if (event.type === 'document.attached' || event.type === 'document.reused') isHere = event.payload.dossierId === dossierId;
    if (event.type === 'document.detached') isHere = false;
    return wasHere || isHere;
  });
};
