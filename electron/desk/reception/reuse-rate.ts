import { dossierIdsSince, dossiersTouchedAfter, lastArrival } from '../../../db/queries/reuse-rate.ts';
import type { Store } from '../../../db/store.ts';
import { reuseOf } from '../../../domain/document/reuse.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { type LocalDate, localDate, utcOf } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { procedureVersionOf } from '../workflow/procedure-version.ts';
import type { ReuseRate } from './types.ts';

type Count = { reused: number; reusable: number };
type Tally = { from: LocalDate; arrival: number; counts: Map<string, Count> };

/** The month so far, as counted last; only dossiers that the log has told of since are read again. */
const tallies = new WeakMap<Store, Tally>();

/**
 * The indicator «thành phần cắt giảm, thay thế bằng dữ liệu» of this month, definition 1: over the dossiers accepted since
 * the first of the month, those received in error left out,
 *
 *   components that were reused or replaced by data / components that were there and could have been,
 *
 * where one could have been if its kind of paper is one that may be used again, or if the procedure lets data stand for it.
 */
export const reuseRate = ({ store, clock }: Pick<Desk, 'store' | 'clock'>): ReuseRate => {
  const from = `${localDate(clock.now()).slice(0, 7)}-01`;
  const tally = tallyOf(store, from);
  tallies.set(store, tally);
  const [reused, reusable] = [...tally.counts.values()].reduce(([a, b], count) => [a + count.reused, b + count.reusable], [0, 0]);
  return { reused, reusable, rate: reusable === 0 ? null : reused / reusable, from };
};

const tallyOf = (store: Store, from: LocalDate): Tally => {
  const known = tallies.get(store);
  const since = utcOf(from);
  const isThisMonth = known?.from === from;
  const { ids, arrival } = isThisMonth ? dossiersTouchedAfter(store, known.arrival) : { ids: dossierIdsSince(store, since), arrival: lastArrival(store) };
  const counts = isThisMonth ? known.counts : new Map<string, Count>();
  for (const id of ids) {
    const dossier = store.state('dossier', id);
    if (dossier && isCounted(dossier, since)) counts.set(id, countOf(store, dossier));
    else counts.delete(id);
  }
  return { from, arrival, counts };
};

const isCounted = ({ wasAccepted, cancelled, acceptedAt }: DossierState, since: number): boolean => wasAccepted && !cancelled && acceptedAt >= since;

const countOf = (store: Store, { components, procedure }: DossierState): Count => reuseOf(components, procedureVersionOf(store, { procedure })?.documents ?? []);
