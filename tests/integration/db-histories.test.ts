import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { search } from '../../db/queries/search.ts';
import { eventSchemas } from '../../domain/entities.ts';
import type { DomainEvent, NewEvent } from '../../domain/event.ts';
import { arrivalsOf, assertFits, histories, newEvents } from '../fixtures/histories.ts';
import { dumpProjections, makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';

const seed = Number(process.env.SEED ?? Math.trunc(performance.timeOrigin) % 2 ** 31);
const runs = Number(process.env.RUNS ?? 50);
const historiesPerRun = 40;
console.info(`db-histories: SEED=${seed} RUNS=${runs}, ${runs * historiesPerRun} histories`);

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

const openNew = () => {
  const folder = makeFolder();
  folders.push(folder);
  const store = mustOpen(storeOptions(folder));
  // What is durable is tested elsewhere; here thousands of histories are wanted.
  store.read.run(sql`PRAGMA synchronous = OFF`);
  return store;
};

/** Histories that share a store but no id, which is many times quicker than a store for each. */
const batchOf = fc.tuple(...Array.from({ length: historiesPerRun }, (_, index) => histories(`h${index}`, { maxEvents: 20 })));

type Act = { own: NewEvent } | { foreign: DomainEvent[] };

const scenario = batchOf.chain((batch) => {
  const events = batch.flatMap((history) => history.events);
  const own = fc.array(newEvents('h0'), { maxLength: 12 });
  return fc.record({
    here: fc.tuple(own, arrivalsOf(events)).chain(([mine, batches]) =>
      // Own events fall between the batches from elsewhere.
      fc.shuffledSubarray<Act>([...mine.map((event) => ({ own: event })), ...batches.map((foreign) => ({ foreign }))], { minLength: mine.length + batches.length }),
    ),
    elsewhere: fc.constant(events),
  });
});

it('live tables and search are those that a rebuild makes, and two stores that know the same events are equal', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(scenario, fc.gen(), ({ here, elsewhere }, gen) => {
      const a = openNew();
      const b = openNew();
      try {
        for (const act of here) {
          if ('own' in act) {
            assertFits(act.own);
            a.write('hoa', (tx) => tx.append(act.own));
          } else expect(a.merge(act.foreign, 'c').refused).toEqual([]);
          // Searching now and then indexes in portions, as on a real desk.
          if ('own' in act) search(a, 'nguyen van a', 8);
        }
        const known = [...elsewhere, ...a.ownEvents(0, 10_000)];
        for (const batch of gen(arrivalsOf<DomainEvent>, known)) expect(b.merge(batch, 'c').refused).toEqual([]);

        const live = dumpProjections(a);
        expect(dumpProjections(b)).toEqual(live);
        a.rebuild();
        expect(dumpProjections(a)).toEqual(live);
        b.rebuild();
        expect(dumpProjections(b)).toEqual(live);
        expect(a.verifyLog()).toEqual({ isIntact: true, events: known.length });
        expect(b.verifyLog()).toEqual({ isIntact: true, events: known.length });
      } finally {
        a.close();
        b.close();
        folders.splice(0).forEach(removeFolder);
      }
    }),
    { seed, numRuns: runs, endOnFailure: process.env.SHRINK === undefined },
  );
});

it('the histories reach every table, and know every event that there is', () => {
  const store = openNew();
  // fast-check begins with small values, so not the first one.
  for (const history of fc.sample(batchOf, { seed, numRuns: 8 }).at(-1)!) {
    history.events.forEach(assertFits);
    store.merge(history.events, 'c');
  }
  const made = new Set(fc.sample(newEvents('h0'), { seed, numRuns: 5000 }).map(({ type }) => type));
  // These are the desk's own affair and have tests of their own.
  const apart = ['desk.enrolled', 'desk.rejectionSettled'];
  expect(Object.values(eventSchemas).flatMap((schemas) => Object.keys(schemas)).filter((type) => !made.has(type) && !apart.includes(type))).toEqual([]);
  const dump = dumpProjections(store);
  expect(Object.entries(dump).filter(([, rows]) => rows.length === 0)).toEqual([]);
  expect(dump.dossiers!.some((row) => (row as { open_conflicts: number }).open_conflicts > 0)).toBe(true);
  store.close();
});
