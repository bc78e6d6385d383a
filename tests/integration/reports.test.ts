import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/connection.ts';
import { levelFacts } from '../../db/facts.ts';
import { procedures } from '../../db/queries/procedures.ts';
import { figuresOf } from '../../db/queries/reports.ts';
import { readStore } from '../../db/reader.ts';
import { sync } from '../../db/schema.ts';
import type { MeasureValues } from '../../domain/reports/indicators.ts';
import { boundsAt, populationNames } from '../../domain/reports/statements.ts';
import { utcOf } from '../../domain/time.ts';
import { localStore } from '../../electron/desk/sync/local-store.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, mondayMorning, must, type TestDesk } from '../fixtures/desk.ts';
import { makeApi, type TestPage } from '../fixtures/desk-api.ts';
import { digitise } from '../fixtures/digitised.ts';
import { makeDossier } from '../fixtures/dossiers.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const minute = 60_000;
const hour = 60 * minute;

let workers: Workers;
beforeAll(() => {
  workers = createWorkers({ threads: 1 });
});
afterAll(() => workers.close());

const level = ({ store }: TestDesk): void => {
  while (!levelFacts(store, 100));
};
/** On the desk's own connection: what a worker reads is tested through the API. */
const valuesOf = (made: TestDesk, period = november): MeasureValues => {
  level(made);
  const connection = (made.store.read as unknown as { $client: Connection }).$client;
  return figuresOf(connection, { dimension: 'none', filter: {}, bounds: boundsAt(period, made.clock.now()) }).get('')!;
};

describe('reports through the API', () => {
  let made: TestDesk;
  let hoa: TestPage;
  let quantri: TestPage;
  let ids: string[];

  beforeAll(async () => {
    made = await makeDesk({ workers });
    const api = makeApi(made);
    hoa = await api.signIn('hoa');
    quantri = await api.signIn('quantri');
    const birth = procedures(made.store).find(({ name }) => name.includes('khai sinh'))!;
    const copy = procedures(made.store).find(({ field }) => field === 'Chứng thực')!;
    ids = [birth, birth, copy].map(({ id }, index) => makeDossier(made.as('hoa'), { procedureId: id, fields: { channel: index === 1 ? 'online' : 'direct' } }).id);
    await digitise(made.as('hoa'), { dossierId: ids[0]!, componentKey: made.store.state('dossier', ids[0]!)!.components[0]!.key });
  });
  afterAll(() => made.close());

  const groupsBy = async (groupBy: 'field' | 'procedure' | 'officer' | 'receiver' | 'channel' | 'month') => {
    const { groups } = await hoa.api.reports.figures.query({ ...november, groupBy });
    return groups.map(({ label, values }) => [label, values.received]);
  };

  it('numbers by what is asked, with words that a person reads', async () => {
    expect(await groupsBy('field')).toEqual([['Chứng thực', 1], ['Hộ tịch', 2]]);
    expect(await groupsBy('officer')).toEqual([['Nguyễn Thị Hoa', 3]]);
    expect(await groupsBy('receiver')).toEqual([['Nguyễn Thị Hoa', 3]]);
    expect(await groupsBy('channel')).toEqual([['direct', 2], ['online', 1]]);
    expect(await groupsBy('month')).toEqual([['2026-11', 3]]);
    expect((await groupsBy('procedure')).map(([label]) => label)).toContain(made.store.state('dossier', ids[0]!)!.procedure.name);
  });

  it('every measure and indicator with the version of its definition; nothing to divide by is null', async () => {
    const figures = await hoa.api.reports.figures.query({ ...november, groupBy: 'none', filter: { field: 'Hộ tịch' } });
    expect(figures).toMatchObject({ period: november, at: made.clock.now(), groups: [], unsentSince: null });
    expect(figures.measures.find(({ id }) => id === 'digitised')).toEqual({ id: 'digitised', version: 1, value: 1 });
    expect(figures.indicators.find(({ id }) => id === 'digitised')).toEqual({ id: 'digitised', version: 1, numerator: 1, denominator: 2, rate: 0.5, points: 2, maxPoints: 4 });
    expect(figures.indicators.find(({ id }) => id === 'satisfaction')).toMatchObject({ denominator: 0, rate: null, points: null, maxPoints: 6 });
  });

  it('the dossiers behind a number, by what it was narrowed to', async () => {
    const rows = async (asked: Parameters<typeof hoa.api.reports.dossiers.query>[0]) => (await hoa.api.reports.dossiers.query(asked)).items.map(({ id }) => id);
    expect(await rows({ ...november, measure: 'received', filter: { channel: 'online' } })).toEqual([ids[1]]);
    expect(await rows({ ...november, indicator: 'digitised', part: 'numerator' })).toEqual([ids[0]]);
    expect((await rows({ ...november, indicator: 'onTime', part: 'denominator' })).toSorted()).toEqual(ids.toSorted());
    expect(await rows({ ...november, measure: 'received', filter: { officer: 'nobody' } })).toEqual([]);
    // A cursor that is none of ours starts from the top.
    expect(await rows({ ...november, measure: 'digitised', cursor: '~~x' })).toEqual([ids[0]]);
  });

  it('numbers are for everybody, whose dossiers they are only for those who may read them', async () => {
    expect((await quantri.api.reports.figures.query({ ...november, groupBy: 'none' })).measures[0]).toEqual({ id: 'received', version: 1, value: 3 });
    await expect(quantri.api.reports.dossiers.query({ ...november, measure: 'received' })).rejects.toMatchObject({ data: { problem: { problem: 'permission.denied' } } });
  });

  it('a period that ends before it begins, or is none, is malformed', async () => {
    for (const period of [{ from: '2026-11-30', to: '2026-11-01' }, { from: '2026-02-30', to: '2026-11-01' }]) {
      await expect(hoa.api.reports.figures.query({ ...period, groupBy: 'none' })).rejects.toMatchObject({ data: { problem: { problem: 'input.malformed' } } });
    }
    await expect(hoa.api.reports.dossiers.query({ ...november, measure: 'toString' as never })).rejects.toMatchObject({ data: { problem: { problem: 'input.malformed' } } });
  });
});

describe('facts', () => {
  let made: TestDesk;
  beforeAll(async () => {
    made = await makeDesk({ hasOfficers: true });
  });
  afterAll(() => made.close());
  const [first] = [() => procedures(made.store)[0]!];

  it('an event writes nothing for them, and what is level is not written again', () => {
    const changes = () => made.store.read.get<{ n: number }>(sql`SELECT total_changes() AS n`)!.n;
    const counts = () => made.store.read.get(sql`SELECT (SELECT count(*) FROM dossier_facts) AS facts, (SELECT count(*) FROM facts_pending) AS pending`);
    level(made);
    makeDossier(made.as('hoa'), { procedureId: first().id });
    expect(counts()).toEqual({ facts: 0, pending: 0 });
    level(made);
    const before = changes();
    expect([levelFacts(made.store, 100), changes()]).toEqual([true, before]);
    expect(counts()).toEqual({ facts: 1, pending: 0 });
  });

  it('come level step by step, and go on where they were cut off', () => {
    for (let order = 0; order < 5; order += 1) makeDossier(made.as('hoa'), { procedureId: first().id });
    expect([levelFacts(made.store, 2), levelFacts(made.store, 2)]).toEqual([false, false]);
    expect(valuesOf(made).received).toBe(6);
  });

  it('a year of the calendar published late changes the hours that a stage took', () => {
    const { id } = makeDossier(made.as('hoa'), { procedureId: first().id });
    const move = (from: number, to: number) => made.store.write('b', (tx) => tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moved', payload: { from, to, officerId: '', reason: '' } }));
    made.clock.set(utcOf('2026-11-25', 10 * 60));
    move(0, 1);
    move(1, 4);
    const before = valuesOf(made).receiveMinutes;
    made.store.write('b', (tx) =>
      tx.append({ entity: 'calendar', entityId: '2026', type: 'calendar.yearPublished', payload: { year: 2026, daysOff: [{ date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam' }, { date: '2026-11-25', name: 'Nghỉ bù' }], workingSaturdays: [] } }),
    );
    expect(before - valuesOf(made).receiveMinutes).toBe(180);
  });

  it('a report reads one moment while the desk goes on writing', async () => {
    const bounds = boundsAt(november, made.clock.now());
    const count = (connection: Connection) => figuresOf(connection, { dimension: 'none', filter: {}, bounds }).get('')!.received;
    level(made);
    const [before, during, after] = await readStore(made.store.access, (connection) => {
      const seen = count(connection);
      makeDossier(made.as('hoa'), { procedureId: first().id });
      level(made);
      return [seen, count(connection), valuesOf(made).received];
    });
    expect([during, after]).toEqual([before, before! + 1]);
  });

  it('a reader cannot write', async () => {
    await expect(readStore(made.store.access, (connection) => connection.exec('DELETE FROM dossier_facts'))).rejects.toThrow(/readonly/);
  });

  it('a long period is counted as the rows stand, without a sort; a short one by its days', () => {
    const planOf = (period: { from: string; to: string }) => {
      const seen: string[] = [];
      const connection = (made.store.read as unknown as { $client: Connection }).$client;
      const listening = { ...connection, prepare: (text: string) => (seen.push(text), connection.prepare(text)) } as Connection;
      figuresOf(listening, { dimension: 'none', filter: {}, bounds: boundsAt(period, made.clock.now()) });
      return seen
        .filter((text) => text.includes('group_key'))
        .map((text) => connection.prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...text.split('?').slice(1)).map(({ detail }) => detail).join('; '));
    };
    makeDossier(made.as('hoa'), { procedureId: first().id });
    made.clock.set(utcOf('2027-11-24', 9 * 60));
    makeDossier(made.as('hoa'), { procedureId: first().id });
    level(made);
    const scan = /^CO-ROUTINE t; SCAN f; SCAN t; SEARCH g USING INTEGER PRIMARY KEY/;
    const long = planOf({ from: '2026-11-01', to: '2027-11-30' });
    // What is refused, unanswered or uncollected is little, and found by what has not happened.
    expect(long.filter((plan) => scan.test(plan))).toHaveLength(populationNames.length - 3);
    expect(long.filter((plan) => plan.includes('SEARCH f USING INDEX dossier_facts_'))).toHaveLength(3);
    expect(planOf({ from: '2026-11-01', to: '2027-06-30' }).filter((plan) => scan.test(plan))).toHaveLength(populationNames.length - 1);
    const short = planOf({ from: '2027-11-01', to: '2027-11-05' });
    for (const index of ['received', 'finished', 'returned']) expect(short.some((plan) => plan.includes(`SEARCH f USING INDEX dossier_facts_${index}`)), index).toBe(true);
  });
});

describe('how late the district heard', () => {
  it('is counted from the own log and the marks of what was acknowledged', async () => {
    const made = await makeDesk();
    const { store, clock } = made;
    const local = localStore(store, () => true);
    const acknowledge = (upTo = store.head().deskSeq) => local.recordPushed({ acknowledged: upTo, verdicts: [] }, clock.now());
    const seen = () => {
      const { handled, syncedInTime } = valuesOf(made);
      return { handled, syncedInTime };
    };
    const procedureId = procedures(store)[0]!.id;
    const { id } = makeDossier(made.as('hoa'), { procedureId });
    // No district that could have heard.
    expect(seen()).toEqual({ handled: 0, syncedInTime: 0 });

    clock.set(mondayMorning + hour);
    store.write('x', ({ append, db }) => {
      append({ entity: 'desk', entityId: store.deskId, type: 'desk.enrolled', payload: { districtUrl: 'http://district.test', districtName: 'UBND huyện Lục Nam' } });
      db.update(sync).set({ enrolledAt: clock.now() }).run();
    });
    clock.advance(20 * minute);
    // What was written before the desk was enrolled waits only since then.
    expect(seen()).toEqual({ handled: 1, syncedInTime: 1 });
    acknowledge();
    expect(seen()).toEqual({ handled: 1, syncedInTime: 1 });

    must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
    makeDossier(made.as('hoa'), { procedureId });
    clock.advance(59 * minute);
    expect(seen()).toEqual({ handled: 2, syncedInTime: 2 });
    clock.advance(2 * minute);
    expect(seen()).toEqual({ handled: 2, syncedInTime: 0 });
    const marked = store.head().deskSeq;
    acknowledge();
    // Sent at last, and late for ever.
    expect(seen()).toEqual({ handled: 2, syncedInTime: 0 });

    // The district was restored from an older copy and is told again: what it had heard in time it had heard in time.
    clock.advance(5 * hour);
    acknowledge(1);
    acknowledge();
    expect(seen()).toEqual({ handled: 2, syncedInTime: 0 });
    expect(store.read.all(sql`SELECT max(desk_seq) AS last, count(*) AS marks FROM acknowledgements`)).toEqual([{ last: marked, marks: 2 }]);
    made.close();
  });
});
