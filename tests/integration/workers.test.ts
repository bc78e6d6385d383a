import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createWorkers, type RunOptions, type Workers, type WorkersOptions } from '../../electron/desk/workers/pool.ts';

let workers: Workers | undefined;
afterEach(() => workers?.close());

const start = (options: WorkersOptions = {}): ((what: string, options?: RunOptions) => Promise<unknown>) => {
  const made = createWorkers({ threads: 1, tasksFile: fileURLToPath(new URL('../fixtures/workers/hostile-tasks.ts', import.meta.url)), ...options });
  workers = made;
  return (what, runOptions) => made.run('takeScan', what as never, runOptions);
};

test.each(['exit', 'throw', 'heap'])('a task that ends in «%s» fails alone, and the pool lives on', async (what) => {
  const run = start({ heapLimitMb: 64 });
  const before = run('một');
  const fatal = run(what);
  const after = run('hai');
  await expect(fatal).rejects.toThrow();
  expect(await Promise.all([before, after, run('ba')])).toEqual(['một', 'hai', 'ba']);
});

test('a task that never ends is ended with its thread', async () => {
  const run = start({ taskTimeoutMs: 3000 });
  await run('khởi động');
  await expect(run('loop')).rejects.toThrow('longer than 3000 ms');
  expect(await run('tiếp')).toBe('tiếp');
});

test('what an officer waits for goes before what lies in a scanner’s folder, and that before what waits in the background', async () => {
  const run = start();
  const order: string[] = [];
  const note = async (what: string, options?: RunOptions): Promise<void> => void order.push((await run(what, options)) as string);
  await Promise.all([note('nền 1', { urgency: 'background' }), note('nền 2', { urgency: 'background' }), note('bản quét', { urgency: 'intake' }), note('cán bộ'), note('nền 3', { urgency: 'background' })]);
  expect(order).toEqual(['nền 1', 'cán bộ', 'bản quét', 'nền 2', 'nền 3']);
});

test('a task that nobody waits for any more is not begun', async () => {
  const run = start();
  const leaving = new AbortController();
  const first = run('một');
  const given = run('loop', { signal: leaving.signal });
  leaving.abort();
  await expect(given).rejects.toThrow();
  expect([await first, await run('hai')]).toEqual(['một', 'hai']);
});

test('closed workers refuse', async () => {
  const run = start();
  await run('một');
  await workers!.close();
  await expect(run('hai')).rejects.toThrow('closed');
});

test('it is quiet when nothing is left that somebody waits for; what waits in the background does not count', async () => {
  const run = start();
  const leaving = new AbortController();
  const endless = run('loop', { signal: leaving.signal }).catch(() => 'ended');
  const background = run('nền', { urgency: 'background' });
  let isQuiet = false;
  const quiet = workers!.whenQuiet().then(() => (isQuiet = true));
  await new Promise((resume) => setImmediate(resume));
  expect(isQuiet).toBe(false);
  leaving.abort();
  expect([await endless, await quiet]).toEqual(['ended', true]);
  await workers!.whenQuiet();
  expect(await background).toBe('nền');
});
