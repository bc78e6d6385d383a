import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { utcOf } from '../../domain/time.ts';
import { createLog, pruneLogs } from '../../electron/desk/log.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'nhật ký ')), 'logs');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const open = () => createLog({ folder, clock: { now: () => utcOf('2026-11-23', 8 * 60) }, randomBytes: (size) => new Uint8Array(size).fill(3) });

test('a fault is on disk, under the number that the officer is given, when the call returns', () => {
  const reference = open().fault(new Error('đứt'), 'reception.receive');
  expect(reference).toMatch(/^QMC-[2-9A-HJKMNP-TV-Z]{5}$/);
  const line: unknown = JSON.parse(readFileSync(join(folder, 'desk-2026-11-23.log'), 'utf8'));
  expect(line).toMatchObject({ reference, where: 'reception.receive', err: { message: 'đứt' } });
});

test.skipIf(process.platform !== 'linux')('a disk without room for the log stops nothing', () => {
  mkdirSync(folder);
  symlinkSync('/dev/full', join(folder, 'desk-2026-11-23.log'));
  const log = open();
  for (let line = 0; line < 5000; line += 1) log.info({ line }, 'a line that finds no room on the disk, again and again');
  expect(log.fault(new Error('x'))).toMatch(/^QMC-/);
});

test('the newest month of days is kept, and nothing else is touched', () => {
  mkdirSync(folder);
  const names = Array.from({ length: 33 }, (_, index) => `desk-2026-${index < 20 ? '09' : '10'}-${String((index % 20) + 1).padStart(2, '0')}.log`);
  for (const name of [...names, 'ghi chú.txt']) writeFileSync(join(folder, name), '');
  pruneLogs(folder);
  expect(readdirSync(folder).sort()).toEqual([...names.slice(3), 'ghi chú.txt']);
});
