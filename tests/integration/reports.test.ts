import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../../db/queries/procedures.ts';
import { reportDossiers } from '../../electron/desk/reports/dossiers.ts';
import { reportFigures } from '../../electron/desk/reports/figures.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier } from '../fixtures/dossiers.ts';

let workers: Workers;
let made: TestDesk;
beforeAll(async () => {
  workers = createWorkers({ threads: 1 });
  made = await makeDesk({ workers });
});
afterAll(async () => {
  await workers.close();
  made.close();
});

describe('reports', () => {
  it('counts what was received', async () => {
    const hoa = made.as('hoa');
    const [first] = procedures(made.store);
    const { id } = makeDossier(hoa, { procedureId: first!.id });
    const figures = await reportFigures(hoa, { from: '2026-11-01', to: '2026-11-30', groupBy: 'field' });
    expect(figures.measures.find((m) => m.id === 'received')).toEqual({ id: 'received', version: 1, value: 1 });
    const page = await reportDossiers(hoa, { from: '2026-11-01', to: '2026-11-30', measure: 'received' });
    expect(page.items.map((row) => row.id)).toEqual([id]);
  });
});
