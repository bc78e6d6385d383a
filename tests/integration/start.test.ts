import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../../build/root.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khởi động '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whether a process with this id is there. */
const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

/** Starts the district under a parent of its own, as `npm start` does, and gives the ids of both. */
const startUnderParent = async () => {
  const script = `
    import { startDistrict } from './build/start/district.ts';
    const district = startDistrict(process.argv[1], 0);
    await district.ready;
    console.log(JSON.stringify({ ready: true, child: district.child.pid }));
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of parent.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  const { child } = z.object({ child: z.int() }).parse(JSON.parse(said));
  return { parent, child };
};

test('when the start command is killed, what it started ends by itself and lets go of its store', async () => {
  const { parent, child } = await startUnderParent();
  expect(isRunning(child)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isRunning(child), { timeout: 40_000 }).toBe(false);
});
