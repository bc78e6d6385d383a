import { sql } from 'drizzle-orm';
import type { DossierState } from '../../domain/dossier/state.ts';
import type { StageKind } from '../../domain/dossier/flow.ts';
import type { Urgency } from '../../domain/dossier/urgency.ts';
import type { Role } from '../../domain/officer/officer.ts';
import { addDays, localDate, utcOf, weekdayOf } from '../../domain/time.ts';
import { dossiers } from '../schema.ts';
import type { Store } from '../store.ts';
import { countListing, daysAround, type Listing, pageOfListing, paused, running, statesOf, termsOf } from './dossiers.ts';
import { type Page, pageSize } from './page.ts';

/** Whose dossiers, and of which field; missing: all. */
export type BoardFilter = { officerIds?: readonly string[] | undefined; field?: string | undefined };

const listingOf = (urgency: Urgency, now: number, filter: BoardFilter): Listing => {
  const { today, tomorrow, dayAfter } = daysAround(now);
  const day = localDate(now);
  // From Saturday on what is left of the week is tomorrow at most.
  const weekEnd = Math.max(dayAfter, utcOf(addDays(day, 8 - weekdayOf(day))));
  const due = {
    overdue: { to: today },
    today: { from: today, to: tomorrow },
    tomorrow: { from: tomorrow, to: dayAfter },
    thisWeek: { from: dayAfter, to: weekEnd },
    later: { from: weekEnd },
    paused: {},
  }[urgency];
  return { statuses: urgency === 'paused' ? paused : running, order: 'byDue', due, ...filter };
};

/** A page of one group, what is due first on top. */
export const boardPage = (store: Store, urgency: Urgency, now: number, filter: BoardFilter, cursor?: string): Page<DossierState> => pageOfListing(store, listingOf(urgency, now, filter), cursor);

/** As many as the pages of that group have. */
export const boardCount = (store: Store, urgency: Urgency, now: number, filter: BoardFilter): number => countListing(store, listingOf(urgency, now, filter));

/** Whose apology is drafted and waits to be signed, what is due first on top. */
export const draftedApologies = (store: Store, filter: BoardFilter): DossierState[] => pageOfListing(store, { statuses: [...running, ...paused], order: 'byDue', isDrafted: true, ...filter }, undefined).rows;

/** What the board must know of each dossier whose clock runs, read from the index alone. Times in UTC milliseconds. */
export type RunningDossier = { officerId: string; field: string; stage: StageKind; acceptedAt: number; firstDueAt: number; dueAt: number; laterShare: number };

export const runningDossiers = (store: Store, filter: BoardFilter): RunningDossier[] =>
  running.flatMap(
    (status) =>
      store.read
        .select({
          officerId: dossiers.officerId,
          field: dossiers.field,
          stage: dossiers.stage,
          acceptedAt: dossiers.acceptedAt,
          firstDueAt: dossiers.firstDueAt,
          dueAt: dossiers.dueAt,
          laterShare: dossiers.laterShare,
        })
        .from(dossiers)
        .where(termsOf(status, filter))
        .all() as RunningDossier[],
  );

/** Open dossiers that were handed on to one of these officers, or to whoever has one of these roles, and are not taken yet. */
export const dossiersToTake = (store: Store, { officerIds, roles }: { officerIds: readonly string[]; roles: readonly Role[] }, limit = pageSize): DossierState[] => {
  const list = (values: readonly string[]) => sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`;
  const forThem = sql`(${dossiers.officerId} IN ${list(officerIds)} OR (${dossiers.officerId} = '' AND ${dossiers.stageRole} IN ${list(roles)}))`;
  const waiting = [...running, ...paused].flatMap((status) =>
    store.read
      .select({ id: dossiers.id, at: dossiers.dueAt })
      .from(dossiers)
      .where(sql`${termsOf(status, {})} AND ${dossiers.isWaiting} = 1 AND ${forThem}`)
      .orderBy(dossiers.dueAt, dossiers.id)
      .limit(limit)
      .all(),
  );
  return statesOf(store, waiting.sort((a, b) => a.at - b.at).slice(0, limit).map(({ id }) => id));
};

/** How many open dossiers each officer has in hand. */
export const openCountsByOfficer = (store: Store): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const status of [...running, ...paused]) {
    const rows = store.read.select({ officerId: dossiers.officerId }).from(dossiers).where(termsOf(status, {})).all();
    for (const { officerId } of rows) counts.set(officerId, (counts.get(officerId) ?? 0) + 1);
  }
  return counts;
};
