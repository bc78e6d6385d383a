import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelFacts } from '../../db/facts.ts';
import type { Connection } from '../../db/connection.ts';
import { figuresOf } from '../../db/queries/reports.ts';
import { createDistrict, type District } from '../../district/district.ts';
import { districtFigures } from '../../district/reports/figures.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { type MeasureId, measureIds } from '../../domain/reports/measures.ts';
import { boundsAt } from '../../domain/reports/statements.ts';
import { addDays, utcOf } from '../../domain/time.ts';
import type { PushResponse } from '../../domain/wire.ts';
import { type Random, seededRandom } from '../faults/simulator/random.ts';
import { makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';
import { testClock } from '../fixtures/desk.ts';
import { histories } from '../fixtures/histories.ts';
import { writeLives } from '../fixtures/life-logs.ts';
import { randomLife, type LifeProcedure } from '../fixtures/lives.ts';
import { keyOf, naiveFigures, type NaiveKey, readWholes } from '../fixtures/naive-figures.ts';
import { createTestDesk, type TestDesk } from '../fixtures/test-desk.ts';

const seed = Number(process.env.SEED ?? Math.trunc(performance.timeOrigin) % 2 ** 31);
const rounds = Number(process.env.RUNS ?? 8);
const livesPerRound = 60;
const strangePerRound = 40;
console.info(`reports-histories: SEED=${seed} RUNS=${rounds}, ${rounds * (livesPerRound + strangePerRound)} histories`);

const agencyCode = 'H02.15.20';
const firstDay = '2026-10-05';
const days = 70;
/** Later than everything that happened, and for some periods not. */
const today = '2026-12-20';
const now = utcOf('2026-12-20', 10 * 60);
/** Only told by a run of sync: measured where there is one. */
const ofSync = new Set<string>(['handled', 'syncedInTime']);
const compared = measureIds.filter((id) => !ofSync.has(id));

const somePeriod = (random: Random) => {
  const from = addDays(firstDay, random.below(days + 20) - 10);
  return { from, to: addDays(from, random.below(random.pick([1, 8, 40, 120]))) };
};

const publish = (desk: TestDesk, clock: ReturnType<typeof testClock>, id: string, more: object): LifeProcedure => {
  clock.set(utcOf('2026-09-01'));
  const field = id.includes('đất') ? 'Đất đai' : 'Hộ tịch';
  const payload = {
    code: null,
    name: `Thủ tục ${id}`,
    field,
    documents: [{ key: 'k2', name: 'Giấy tờ k2', kind: 'original', quantity: 1, required: true, note: '', isReplaceableByData: true }],
    timeLimit: { value: 3, unit: 'working-day' },
    feeVnd: null,
    project06: false,
    linkedGroup: null,
    legalBasis: '',
    confidence: 'sourced',
    source: '',
    ...more,
  };
  const { hash } = desk.append({ entity: 'procedure', entityId: id, type: 'procedure.published', payload });
  return { id, code: null, name: payload.name, field, version: hash };
};

describe('figures of random histories', () => {
  const folder = makeFolder();
  const store = mustOpen(storeOptions(folder));
  // What is durable is tested elsewhere; here thousands of histories are wanted.
  store.read.run(sql`PRAGMA synchronous = OFF`);
  const connection = (store.read as unknown as { $client: Connection }).$client;
  const clock = testClock();
  const random = seededRandom(`báo cáo ${seed}`);
  let district: District;
  let dataFolder: string;
  const desks = [1, 2].map((number) => createTestDesk({ agencyCode, number, clock, fetch: (request) => district.fetch(request) }));
  const known: DomainEvent[] = [];

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'quầy một cửa '));
    district = await createDistrict({ dataFolder, name: 'UBND huyện Lục Nam', level: 'huyện', clock, randomBytes });
    for (const { deskId, number, publicKey } of desks) {
      const issued = (await district.issueEnrolmentCode({ agencyCode, unitName: 'UBND xã Lục Sơn', deskNumber: number })) as { code: string };
      const body = JSON.stringify({ code: issued.code, deskId, deskNumber: number, agencyCode, publicKey });
      await district.fetch(new Request('http://district.test/v1/enrol', { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
    }
  });
  afterAll(async () => {
    await district.close();
    rmSync(dataFolder, { recursive: true, force: true });
    store.close();
    removeFolder(folder);
  });

  const level = () => {
    while (!levelFacts(store, 50));
  };
  const figures = (period: { from: string; to: string }, dimension: NaiveKey) => figuresOf(connection, { dimension, filter: {}, bounds: boundsAt(period, now) });
  const only = (values: Record<string, number> | undefined, ids: readonly string[] = compared) => Object.fromEntries(ids.map((id) => [id, values?.[id] ?? 0]));

  const agrees = (events: readonly DomainEvent[]) => {
    const wholes = readWholes(events);
    for (let count = 0; count < 3; count += 1) {
      const period = somePeriod(random);
      const by = random.pick(['none', 'field', 'procedure', 'channel', 'receiver'] as const);
      const counted = figures(period, by);
      const expected = Map.groupBy(wholes, (whole) => keyOf(whole, by));
      for (const [key, some] of expected) expect({ period, by, key, values: only(counted.get(key)) }).toEqual({ period, by, key, values: only(naiveFigures(some, { ...period, today })) });
      for (const [key, values] of counted) {
        if (!expected.has(key)) expect(only(values)).toEqual(only({}));
        const { received, carriedOver, solved, open, solvedEarly, solvedOnTime, solvedLate, openInTime, openOverdue } = values;
        expect(received + carriedOver).toBe(solved + open);
        expect([solvedEarly + solvedOnTime + solvedLate, openInTime + openOverdue]).toEqual([solved, open]);
      }
    }
  };

  it('are those that one counts from the log by hand, however the log came here', { timeout: 240_000 }, () => {
    const procedures = [
      publish(desks[0]!, clock, 'khai-sinh', { onlineLevel: 'full' }),
      publish(desks[0]!, clock, 'đất', { onlineLevel: 'part' }),
      publish(desks[0]!, clock, 'xác-nhận', { hasResultPaper: false }),
      publish(desks[0]!, clock, 'khác', {}),
    ];
    known.push(...desks[0]!.log);
    store.merge(desks[0]!.log, 'c');
    const lives = Array.from({ length: rounds * livesPerRound }, (_, index) =>
      randomLife(random, { id: `h${index}`, code: `H02.15.20-261005-1${String(index % 1000).padStart(3, '0')}`, procedures, officers: ['hoa', 'binh'], from: utcOf(firstDay), days }),
    );
    const written = writeLives(lives.flat(), desks, clock, random);
    for (let round = 0; round < rounds; round += 1) {
      const sensible = written.slice(Math.floor((round * written.length) / rounds), Math.floor(((round + 1) * written.length) / rounds));
      const strange = Array.from({ length: strangePerRound }, (_, index) => fc.sample(histories(`r${round}-${index}`, { maxEvents: 16, desks: 2 }), { numRuns: 1, seed: seed + round * 1000 + index })[0]!.events).flat();
      // In pieces, of which some come before what they are about; looked at in between.
      for (const events of random.chance(0.5) ? [strange, sensible] : [sensible, strange]) {
        for (let from = 0; from < events.length; from += 90) {
          expect(store.merge(events.slice(from, from + 90), 'c').refused).toEqual([]);
          if (random.chance(0.3)) levelFacts(store, 20);
        }
        known.push(...events);
      }
      level();
      agrees(known);
      // What earlier versions left unsaid is said now.
      if (round === 1) {
        publish(desks[1]!, clock, 'khác', { onlineLevel: 'full', hasResultPaper: false });
        known.push(desks[1]!.log.at(-1)!);
        store.merge([desks[1]!.log.at(-1)!], 'c');
        level();
        agrees(known);
      }
    }
  });

  it('have something to count of every kind', () => {
    const values = [...figures({ from: '2026-09-01', to: today }, 'none').values(), ...figures({ from: '2026-11-01', to: '2026-11-20' }, 'none').values()];
    const never = compared.filter((id) => values.every((some) => some[id] === 0));
    expect(never).toEqual([]);
  });

  it('are laid down again just so after a rebuild', () => {
    const dump = () =>
      store.read.all(
        sql.raw(`SELECT d.id, g.procedure_id, g.procedure_version, g.field, g.channel, g.receiver_id, g.officer_id, g.online_level, g.has_result_paper, f.*, p.from_day, p.to_day, p.due_day AS phase_due, p.is_paused
          FROM dossier_facts f JOIN dossiers d USING (row_id) JOIN fact_groups g USING (group_key) LEFT JOIN dossier_phases p USING (group_key, row_id) ORDER BY d.id, p.from_day`),
      ).map((row) => ({ ...(row as object), group_key: 0, row_id: 0 }));
    const before = dump();
    store.rebuild();
    level();
    expect(dump()).toEqual(before);
    expect(before.length).toBeGreaterThan(rounds * livesPerRound);
  });

  it('are the same at the district', { timeout: 120_000 }, async () => {
    clock.set(utcOf('2027-06-01'));
    const mine = mustOpen(storeOptions(makeFolder()));
    for (const desk of desks) {
      for (let from = 0; from < desk.log.length; from += 400) {
        const { body } = await desk.call<PushResponse>('POST', '/v1/events', { json: { events: desk.log.slice(from, from + 400) } });
        expect(body.verdicts.filter(({ verdict }) => verdict !== 'applied' && verdict !== 'conflict')).toEqual([]);
      }
      mine.merge(desk.log, 'c');
    }
    while (!levelFacts(mine, 200));
    clock.set(now);
    const own = (mine.read as unknown as { $client: Connection }).$client;
    for (const groupBy of ['none', 'field', 'procedure', 'officer', 'receiver', 'channel'] as const) {
      const period = somePeriod(random);
      const counted = figuresOf(own, { dimension: groupBy, filter: {}, bounds: boundsAt(period, now) });
      const { groups, measures } = await districtFigures(district.context, { ...period, groupBy });
      const ids: readonly MeasureId[] = compared;
      if (groupBy === 'none') expect(only(Object.fromEntries(measures.map(({ id, value }) => [id, value])))).toEqual(only([...counted.values()][0], ids));
      else expect(Object.fromEntries(groups.map(({ key, values }) => [key, only(values)]))).toEqual(Object.fromEntries([...counted].map(([key, values]) => [key, only(values)])));
    }
    mine.close();
  });

  it('change with what the district publishes, where a version left it unsaid', async () => {
    const period = { from: firstDay, to: today };
    const online = async () => {
      const { groups } = await districtFigures(district.context, { ...period, groupBy: 'procedure' });
      return Object.fromEntries(groups.map(({ key, values }) => [key, [values.received, values.onlineProcedure]]));
    };
    const before = await online();
    expect(before['khác']![1]).toBe(before['khác']![0]);
    const [published] = desks[1]!.log.filter(({ type }) => type === 'procedure.published');
    const payload = { ...published!.payload, onlineLevel: 'none' };
    clock.set(utcOf('2027-06-02'));
    await district.publish('quản-trị', ['khác', 'khai-sinh'].map((entityId) => ({ entity: 'procedure', entityId, type: 'procedure.published', payload })));
    clock.set(now);
    expect(await online()).toEqual({ ...before, 'khác': [before['khác']![0], 0] });
  });
});
