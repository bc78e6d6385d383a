import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RandomBytes } from './key-store.ts';

/** Where desk processes listen, one after the other. A fresh name each time: a socket file left by a killed process cannot be listened on again. */
export type PipeFolder = { next: () => string; remove: () => void };

const randomName = (randomBytes: RandomBytes): string => Buffer.from(randomBytes(16)).toString('hex');

/**
 * On Unix a socket in a folder that only its owner may enter; on Windows, where pipes have no folder, a name that nobody can
 * guess. In both the secret is asked for as well.
 */
export const createPipeFolder = (randomBytes: RandomBytes, platform: NodeJS.Platform = process.platform): PipeFolder => {
  if (platform === 'win32') return { next: () => `\\\\.\\pipe\\quay-mot-cua-${randomName(randomBytes)}`, remove: () => {} };
  // mkdtemp makes it 0700. A short path: a socket's may have 107 bytes at most.
  const folder = mkdtempSync(join(tmpdir(), 'qmc-'));
  return {
    next: () => join(folder, `${randomName(randomBytes).slice(0, 8)}.sock`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
