import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDistrict } from '../../../district/district.ts';
import type { World } from './simulate.ts';

/** One real district on PGlite for any number of seeds. */
export const createWorld = async (): Promise<World & { close: () => Promise<void> }> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cấp huyện mô phỏng '));
  let now: () => number = () => Date.UTC(2026, 10, 23, 1);
  const faults: unknown[] = [];
  const district = await createDistrict({
    dataFolder,
    name: 'UBND huyện Lục Nam',
    level: 'huyện',
    clock: { now: () => now() },
    randomBytes: (size) => randomBytes(size),
    onFault: (error) => faults.push(error),
  });
  return {
    district,
    setClock: (read) => {
      now = read;
    },
    close: async () => {
      await district.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
