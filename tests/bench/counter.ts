import { randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBlobs } from '../../db/blobs.ts';
import { openConnection, storeFile } from '../../db/connection.ts';
import { isStoreRefusal, openStore } from '../../db/store.ts';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { hybridTimeMs } from '../../domain/hybrid-clock.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { dayMs, localDate, utcOf, weekdayOf } from '../../domain/time.ts';
import { createDesk } from '../../electron/desk/create-desk.ts';
import type { SignedInDesk } from '../../electron/desk/desk.ts';
import { createLog } from '../../electron/desk/log.ts';
import { glance } from '../../electron/desk/reception/glance.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { search } from '../../electron/desk/search/search.ts';
import { demoUnit } from '../../electron/desk/setup/demo.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { must, noWorkers } from '../fixtures/desk.ts';
import { someItem, someReception } from '../fixtures/reception.ts';
import { seededRandom } from '../faults/simulator/random.ts';
import { asTyped, queries } from './counter/asked.ts';
import { memoryOfDesk } from './counter/memory.ts';
import { type Call, listenToStatements } from './counter/recorder.ts';
import { createReplay } from './counter/replay.ts';
import { describe, milliseconds, percentile, type Samples, timed } from './counter/samples.ts';
import { createUnaided } from './counter/unaided.ts';
import type { Figure } from './figures.ts';
import { largeStore } from './large-store/large-store.ts';
import { personAt } from './large-store/people.ts';

const maxRatio = 1.5;
const maxMemoryMb = 200;
const rounds = 3;
const receptionBlocks = 5;
const receptionsPerBlock = 40;
const warmUp = 10;

/** The counter with a province's dossiers in one store, each operation beside the same raw SQL on the same file. */
export const benchCounter = async (argv: string[] = process.argv.slice(3)): Promise<Figure[]> => {
  const { values } = parseArgs({ args: argv, options: { dossiers: { type: 'string', default: '1000000' }, citizens: { type: 'string' } } });
  const dossiers = Number(values.dossiers);
  const citizens = Number(values.citizens ?? Math.round(dossiers * 0.6));
  const { dataFolder, key } = await largeStore({ dossiers, citizens });
  const of = `${dossiers.toLocaleString('en')} dossiers, ${citizens.toLocaleString('en')} citizens`;

  const recorder = listenToStatements();
  const desk = openDesk(dataFolder, key);
  const raw = openConnection(storeFile(join(dataFolder, 'store')), { key });
  const unaided = createUnaided(raw);
  const figures: Figure[] = [];
  try {
    const random = seededRandom('người đến quầy');
    const people = Array.from({ length: 300 }, () => personAt(random.below(citizens)));
    const dossierIds = raw.prepare<[], string>('SELECT id FROM dossiers WHERE row_id % 3301 = 7 LIMIT 300').pluck().all();

    const compare = <T>(name: string, inputs: readonly T[], work: (input: T) => unknown, scan: () => unknown): void => {
      const { ours, bare } = sideBySide(inputs, work, recorder.record, createReplay(raw));
      const without: Samples = [];
      timed(without, scan);
      figures.push(against(name, of, ours, bare), againstScan(name, ours, without));
    };
    compare('search, letter by letter', queries.flatMap(asTyped), (text) => search(desk, { text }), () => unaided.search('giáp văn oánh'));
    compare('open a dossier', dossierIds, (id) => must(viewDossier(desk, { id })), () => unaided.open(dossierIds[0]!));
    compare('a citizen at a glance', people, ({ number }) => glance(desk, { number }), () => unaided.glance(people[0]!.number, citizenIdOf(people[0]!.number)));
    const withoutIndex: Samples = [];
    timed(withoutIndex, () => unaided.receive(people[0]!.number, 'H02.15.20-261120-1'));
    // A reception cannot be written twice into one log, so its statements are made again on a copy of the whole store.
    raw.pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(dataFolder, 'copy.db');
    copyFileSync(storeFile(join(dataFolder, 'store')), copy);
    try {
      figures.push(benchReceive(desk, people, recorder.record, openConnection(copy, { key }), of));
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    }
    figures.push({ name: 'receive: what it has to know first, without an index', value: `${milliseconds(percentile(withoutIndex, 0.5))} ms`, goal: 'reported', isMet: true });
  } finally {
    raw.close();
    desk.store.close();
  }
  figures.push(await benchMemory(dataFolder, of, citizens));
  return figures;
};

const openDesk = (dataFolder: string, key: Uint8Array): SignedInDesk => {
  const random = (size: number): Uint8Array => randomBytes(size);
  // The clock stands where the log ends: on the morning of the next working day.
  let now = 0;
  const clock = { now: () => (now += 1) };
  const store = openStore({ folder: join(dataFolder, 'store'), key, clock, randomBytes: random });
  if (isStoreRefusal(store)) throw new Error(store.refused);
  const last = store.ownEvents(store.head().deskSeq - 1, 1)[0]!;
  now = morningAfter(hybridTimeMs(last.occurredAt));
  store.levelSearch();
  const blobs = openBlobs({ folder: join(dataFolder, 'blobs'), key, randomBytes: random });
  const desk = createDesk({ store, blobs, workers: noWorkers, clock, randomBytes: random, log: createLog({ clock, randomBytes: random }) });
  return { ...desk, officer: store.state('officer', officerIdOf(demoUnit.agencyCode, 'hoa'))! };
};

const morningAfter = (utcMs: number): number => {
  let morning = utcOf(localDate(utcMs + dayMs), 8 * 60);
  while (weekdayOf(localDate(morning)) > 5) morning += dayMs;
  return morning;
};

/** Each input by the program and by its own statements alone, in turn, so that whatever else the machine does hits both alike. */
const sideBySide = <T>(inputs: readonly T[], work: (input: T) => unknown, record: (work: () => unknown) => Call[], replay: (calls: readonly Call[]) => void): { ours: Samples; bare: Samples } => {
  const recorded = inputs.map((input) => record(() => work(input)));
  const [ours, bare]: [Samples, Samples] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, input] of inputs.entries()) {
      timed(ours, () => work(input));
      timed(bare, () => replay(recorded[index]!));
    }
  }
  return { ours, bare };
};

const against = (name: string, of: string, ours: Samples, bare: Samples): Figure => {
  const ratioAt = (share: number): number => percentile(ours, share) / percentile(bare, share);
  return {
    name: `${name} (${of}), against the same raw SQL`,
    value: `${describe(ours)}; raw ${describe(bare)}; ratio ${ratioAt(0.5).toFixed(2)} (p95 ${ratioAt(0.95).toFixed(2)})`,
    goal: `ratio ≤ ${maxRatio}`,
    isMet: ratioAt(0.5) <= maxRatio,
  };
};

const againstScan = (name: string, ours: Samples, without: Samples): Figure => ({
  name: `${name}, against the same question without index or full-text search`,
  value: `${Math.round(percentile(without, 0.5) / percentile(ours, 0.5))} times as fast (${milliseconds(percentile(without, 0.5))} ms)`,
  goal: 'reported',
  isMet: true,
});

const benchReceive = (
  desk: SignedInDesk,
  people: readonly ReturnType<typeof personAt>[],
  record: (work: () => unknown) => Call[],
  bareStore: ReturnType<typeof openConnection>,
  of: string,
): Figure => {
  const replay = createReplay(bareStore);
  const [ours, bare]: [Samples, Samples] = [[], []];
  let received = 0;
  const receiveNext = (samples: Samples): Call[] => {
    const person = people[received % people.length]!;
    // One in three is new here.
    const number = received % 3 === 0 ? `024390${String(desk.clock.now() % 1_000_000).padStart(6, '0')}` : person.number;
    const reception = someReception(desk, { draftId: randomUUID(), applicant: { ...person, number, dateOfBirth: '', sex: '' }, items: [someItem(desk)] });
    received += 1;
    // Recorded while it is timed, because a reception happens once.
    return record(() => timed(samples, () => must(receive(desk, reception))));
  };
  for (let block = 0; block < receptionBlocks; block += 1) {
    const calls = Array.from({ length: warmUp + receptionsPerBlock }, (_, index) => receiveNext(index < warmUp ? [] : ours));
    calls.forEach((one, index) => timed(index < warmUp ? [] : bare, () => replay(one)));
  }
  bareStore.close();
  return against('receive', of, ours, bare);
};

const benchMemory = async (dataFolder: string, of: string, citizens: number): Promise<Figure> => {
  const { openedMb, workedMb, openedInMs } = await memoryOfDesk(dataFolder, async ({ api }) => {
    for (const text of queries.flatMap(asTyped)) await api.search.query.query({ text });
    const random = seededRandom('bộ nhớ');
    for (let index = 0; index < 200; index += 1) {
      const { number } = personAt(random.below(citizens));
      const known = await api.reception.glance.query({ number });
      for (const { id } of known?.dossiers.slice(0, 2) ?? []) await api.dossier.get.query({ id });
    }
    for (const filter of ['all', 'open', 'overdue', 'finished'] as const) await api.dossier.list.query({ filter });
    await api.home.summary.query();
  });
  return {
    name: `memory of the desk process (${of}), resident, after searching and opening`,
    value: `${workedMb.toFixed(0)} MB (${openedMb.toFixed(0)} MB when just opened, after ${milliseconds(openedInMs)} ms)`,
    goal: `< ${maxMemoryMb} MB`,
    isMet: workedMb < maxMemoryMb,
  };
};
