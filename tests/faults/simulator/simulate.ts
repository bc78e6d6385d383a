import { createHash } from 'node:crypto';
import type { District } from '../../../district/district.ts';
import { isProblem } from '../../../domain/problem.ts';
import { createLine, goodWeather, type Weather } from './network.ts';
import { doSomething } from './officers.ts';
import { cursorFaults, levelFaults } from './properties.ts';
import { seededRandom } from './random.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { createSimulatedDesk, type SimulatedDesk } from './simulated-desk.ts';

export type Report = {
  seed: number;
  faults: string[];
  desks: number;
  events: number;
  files: number;
  requests: number;
  crashes: number;
  /** Virtual time from the last fault of the line until everything was level. */
  levelAfterMs: number;
  trace: string[];
  /** Of the trace: equal for equal seeds. */
  digest: string;
};

export type World = {
  district: District;
  /** The district's clock follows the world's. */
  setClock: (now: () => number) => void;
};

const startAt = Date.UTC(2026, 10, 23, 1);
const url = 'http://district.invalid';
/** Longer than the longest wait between two tries, several times over. */
const patienceMs = 2 * 3_600_000;

/**
 * A few desks with real stores and the real district, on virtual time and a line that loses, delays, doubles and cuts,
 * with power cuts between any two steps and around any transaction. Then the weather clears, and all must be level.
 * One world may serve many seeds: each has its own commune.
 */
export const simulate = async ({ district, setClock }: World, seed: number): Promise<Report> => {
  const random = seededRandom(`quầy một cửa ${seed}`);
  const schedule = createSchedule(startAt);
  setClock(schedule.now);
  const trace: string[] = [];
  let requests = 0;
  let crashes = 0;
  const say = (line: string): void => {
    requests += 1;
    trace.push(line);
  };

  let isFair = false;
  const weatherOf = new Map<string, Weather>();
  const agencyCode = `H02.${seed % 1000}.${Math.floor(seed / 1000) % 1000}`;
  const desks: SimulatedDesk[] = [];
  const count = 2 + random.below(2);
  for (let number = 0; number < count; number += 1) {
    const name = `desk${number}`;
    const own = seededRandom(`${seed} ${name}`);
    const line = createLine(name, district.fetch, schedule, own, () => (isFair ? goodWeather : (weatherOf.get(name) ?? goodWeather)), say);
    const desk = createSimulatedDesk({
      name,
      number,
      agencyCode,
      schedule,
      random: own,
      // Within what the district allows events to be ahead, far beyond what it allows signatures.
      skewMs: own.pick([0, 0, -20 * 60_000, 20 * 60_000, 3 * 3_600_000]),
      line,
      onCrash: () => crash(desk),
    });
    desks.push(desk);
  }

  const crash = (desk: SimulatedDesk): void => {
    if (!desk.isUp()) return;
    crashes += 1;
    trace.push(`${schedule.now()} ${desk.name} power cut`);
    desk.crash();
    schedule.after(random.below(30_000), () => desk.restart());
  };

  try {
    for (const desk of desks) {
      const code = await district.issueEnrolmentCode({ agencyCode, unitName: 'UBND xã Lục Sơn' });
      if (isProblem(code)) throw new Error(code.problem);
      const enrolled = desk.sync().enrol('officer-1', { url, enrolmentCode: code.code });
      let isDone = false;
      void enrolled.then(() => (isDone = true));
      while (!isDone) await schedule.step(schedule.now() + 600_000);
      const result = await enrolled;
      if (isProblem(result)) throw new Error(`${desk.name}: ${result.problem}`);
    }

    const faults: string[] = [];
    const hurly = 25 + random.below(20);
    for (let turn = 0; turn < hurly; turn += 1) {
      const desk = random.pick(desks);
      const what = random();
      if (what < 0.55) officersWork(desk, random, schedule);
      else if (what < 0.65) weatherOf.set(desk.name, badWeather(random));
      else if (what < 0.72) weatherOf.set(desk.name, goodWeather);
      else if (what < 0.77) crash(desk);
      else if (what < 0.93) desk.crashAtWrite(random.pick(['before', 'after'] as const), random.below(4));
      else if (desk.isUp()) desk.sync().now();
      const until = schedule.now() + random.below(random.chance(0.1) ? 400_000 : 8_000);
      while (await schedule.step(until));
      if (random.chance(0.1) && desk.isUp()) faults.push(...(await cursorFaults(district, agencyCode, desk)));
    }

    isFair = true;
    trace.push(`${schedule.now()} the weather clears`);
    const clearedAt = schedule.now();
    for (const desk of desks) desk.restart();
    let levelAt = Infinity;
    while (schedule.now() < clearedAt + patienceMs) {
      if (desks.every((desk) => desk.isUp() && isQuiet(desk))) {
        // All have sent; a last look by each for what the others sent after it looked.
        if (levelAt === Infinity) levelAt = schedule.now();
        if (schedule.now() > levelAt + 120_000) break;
      } else levelAt = Infinity;
      if (!(await schedule.step(clearedAt + patienceMs))) break;
    }
    faults.push(...(await levelFaults(district, agencyCode, desks)));
    return {
      seed,
      faults,
      desks: desks.length,
      events: desks.reduce((sum, desk) => sum + desk.store().head().deskSeq, 0),
      files: new Set(desks.flatMap((desk) => [...desk.files.keys()])).size,
      requests,
      crashes,
      levelAfterMs: levelAt - clearedAt,
      trace,
      digest: createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16),
    };
  } finally {
    for (const desk of desks) desk.remove();
  }
};

const isQuiet = (desk: SimulatedDesk): boolean => desk.sync().status().isLevel;

const officersWork = (desk: SimulatedDesk, random: ReturnType<typeof seededRandom>, schedule: Schedule): void => {
  const times = 1 + random.below(4);
  for (let time = 0; time < times; time += 1) {
    desk.work((store, takeFile) => doSomething(store, random, takeFile, schedule.now()));
  }
};

const badWeather = (random: ReturnType<typeof seededRandom>): Weather => {
  const some = (): number => (random.chance(0.5) ? random() * 0.25 : 0);
  if (random.chance(0.25)) return { ...goodWeather, refused: 1 };
  return {
    lost: some(),
    refused: some(),
    answerCut: some(),
    answerLost: some(),
    doubled: some(),
    bodyCut: some(),
    portal: some() / 2,
    tooLarge: some() / 2,
    maxDelayMs: random.pick([100, 2_000, 20_000]),
  };
};
