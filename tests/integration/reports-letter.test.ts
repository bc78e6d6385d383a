import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hybridTimeMs } from '../../domain/hybrid-clock.ts';
import { utcOf } from '../../domain/time.ts';
import { reportDossiers } from '../../electron/desk/reports/dossiers.ts';
import { reportFigures } from '../../electron/desk/reports/figures.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, type TestDesk, testClock } from '../fixtures/desk.ts';
import { letterCarriedOver, letterCommunes, letterFields, letterNow, letterOpenInTime, letterPaused, letterPeriod } from '../fixtures/letter-2023.ts';
import { type Cluster, postgresPrograms, startPostgres } from '../fixtures/postgres.ts';
import { letterSuite } from './reports-letter-suite.ts';

letterSuite('PGlite', async () => undefined);

if (postgresPrograms() === undefined) {
  describe('the letter of 2023, at the district on PostgreSQL', () => test.skip('PostgreSQL is not installed', () => {}));
} else {
  let cluster: Cluster | undefined;
  afterAll(async () => cluster?.stop());
  letterSuite('PostgreSQL', async () => {
    cluster = await startPostgres();
    return cluster.createDatabase();
  });
}

describe('the letter of 2023, at the desk of Lục Sơn', () => {
  let workers: Workers;
  let made: TestDesk;
  const [{ plan, desk: written }] = letterCommunes(testClock(letterNow), () => Promise.reject(new Error('no district'))) as [ReturnType<typeof letterCommunes>[number]];

  beforeAll(async () => {
    workers = createWorkers({ threads: 1 });
    made = await makeDesk({ now: letterNow, workers });
    expect(made.store.merge(written.log, 'c').refused).toEqual([]);
  });
  afterAll(async () => {
    await workers.close();
    made.close();
  });

  test('its own late and overdue, online and digitised, right to the last dossier', async () => {
    const hoa = made.as('hoa');
    const figures = await reportFigures(hoa, { ...letterPeriod, groupBy: 'field' });
    const open = plan.overdue + letterOpenInTime + letterPaused;
    expect(Object.fromEntries(figures.measures.map(({ id, value }) => [id, value]))).toMatchObject({ received: 200, carriedOver: letterCarriedOver, solvedLate: 62, openOverdue: 6, open, solved: 200 + letterCarriedOver - open });
    expect(Object.fromEntries(figures.groups.map(({ key, values }) => [key, [values.received, values.receivedOnline, values.digitised]]))).toEqual(
      Object.fromEntries(letterFields.map((field) => [field, [plan.fields[field].received, plan.fields[field].online, plan.fields[field].digitised]])),
    );
    const codes: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page = await reportDossiers(hoa, { ...letterPeriod, measure: 'solvedLate', cursor });
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    }
    expect([codes.length, new Set(codes).size]).toEqual([62, 62]);
  });

  test('two weeks on, those that were overdue then are closed, late', async () => {
    const later = await reportFigures(made.as('hoa'), { from: '2023-01-01', to: '2023-09-29', groupBy: 'none' });
    expect(Object.fromEntries(later.measures.map(({ id, value }) => [id, value]))).toMatchObject({ received: 205, solvedLate: 62 + plan.overdue, openOverdue: 0, open: 0 });
  });

  test('on the evening of that day the numbers were the same', async () => {
    const evening = utcOf('2023-09-15', 18 * 60);
    const then = await makeDesk({ now: evening, workers });
    then.store.merge(written.log.filter(({ occurredAt }) => hybridTimeMs(occurredAt) <= evening), 'c');
    const [before, after] = [await reportFigures(then.as('hoa'), { ...letterPeriod, groupBy: 'none' }), await reportFigures(made.as('hoa'), { ...letterPeriod, groupBy: 'none' })];
    expect(before.measures).toEqual(after.measures);
    then.close();
  });
});
