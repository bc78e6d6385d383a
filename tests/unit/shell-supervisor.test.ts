import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readyLine } from '../../electron/host/ready-line.ts';
import { supervise, type DeskPhase } from '../../electron/host/supervisor.ts';

const setUp = () => {
  let now = 0;
  const phases: DeskPhase<string>[] = [];
  const timers: { work: () => void; delayMs: number }[] = [];
  const children: { exit: () => Promise<void>; becomeReady: () => Promise<void>; isStopped: boolean }[] = [];
  const settle = () => new Promise<void>((done) => setImmediate(done));
  const supervisor = supervise<string>({
    clock: { now: () => now },
    setTimer: (work, delayMs) => {
      const timer = { work, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    onPhase: (phase) => phases.push(phase),
    start: () => {
      const ready = Promise.withResolvers<string>();
      const exited = Promise.withResolvers<number | null>();
      const child = {
        isStopped: false,
        becomeReady: () => (ready.resolve(`desk ${children.indexOf(child) + 1}`), settle()),
        exit: () => (exited.resolve(1), settle()),
      };
      children.push(child);
      return {
        ready: ready.promise,
        exited: exited.promise,
        stop: () => {
          child.isStopped = true;
          exited.resolve(0);
        },
      };
    },
  });
  return { supervisor, phases, timers, children, pass: (ms: number) => (now += ms) };
};

test('a process that exits is started again, each time after a longer wait, up to half a minute', async () => {
  const { children, timers } = setUp();
  const waits: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    await children.at(-1)?.exit();
    const timer = timers.pop();
    waits.push(timer?.delayMs ?? -1);
    timer?.work();
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  expect(children).toHaveLength(10);
});

test('one that had lived for a minute is started again at once', async () => {
  const { children, timers, pass } = setUp();
  for (let round = 0; round < 4; round += 1) {
    await children.at(-1)?.exit();
    timers.pop()?.work();
  }
  pass(60_000);
  await children.at(-1)?.exit();
  expect(timers.at(-1)?.delayMs).toBe(500);
});

test('tells each phase, and the ready of a process that is gone is not believed', async () => {
  const { phases, children, timers } = setUp();
  await children[0]?.becomeReady();
  await children[0]?.exit();
  timers.pop()?.work();
  await children[0]?.becomeReady();
  await children[1]?.becomeReady();
  expect(phases).toEqual([
    { phase: 'starting' },
    { phase: 'ready', ready: 'desk 1' },
    { phase: 'waiting', restartInMs: 500 },
    { phase: 'starting' },
    { phase: 'ready', ready: 'desk 2' },
  ]);
});

test('stopping ends the process and starts no other, even in the middle of a wait', async () => {
  const running = setUp();
  await running.supervisor.stop();
  expect([running.children[0]?.isStopped, running.children.length, running.phases.at(-1)]).toEqual([true, 1, { phase: 'stopped' }]);
  const waiting = setUp();
  await waiting.children[0]?.exit();
  await waiting.supervisor.stop();
  expect([waiting.timers, waiting.children.length]).toEqual([[], 1]);
});

test('the ready line is found among other output; an output that ends without one rejects', async () => {
  const schema = z.object({ ready: z.literal(true), url: z.url() });
  const chatty = new PassThrough();
  const said = readyLine(chatty, schema);
  chatty.write('Đang mở kho…\n{"level":30}\n{bro');
  chatty.write('ken\n{"ready":true,"url":"http://127.0.0.1:1/"}\n');
  expect(await said).toEqual({ ready: true, url: 'http://127.0.0.1:1/' });
  const silent = new PassThrough();
  const never = readyLine(silent, schema);
  silent.end('nothing\n');
  await expect(never).rejects.toThrow('ended before');
});
