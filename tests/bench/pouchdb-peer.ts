import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { startNode } from '../../build/processes.ts';
import { secondsOf } from './figures.ts';

type Database = {
  bulkDocs(documents: object[]): Promise<unknown>;
  replicate: { to(target: string, options: { batch_size: number }): Promise<{ docs_written: number }> };
  destroy(): Promise<void>;
};
export type PouchConstructor = { new (name: string): Database; defaults(options: { prefix: string }): PouchConstructor };

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

/**
 * Replicates the documents from a PouchDB on LevelDB here to express-pouchdb on disk in another process.
 * @returns seconds of the replication alone
 */
export const replicateByPouch = async (documents: readonly object[], folder: string): Promise<number> => {
  for (const side of ['server', 'desk']) mkdirSync(join(folder, side), { recursive: true });
  const pouch = createRequire(import.meta.url)('pouchdb') as PouchConstructor;
  const server = startNode('tests/bench/pouchdb-server.ts', [folder], readySchema);
  try {
    const { url } = await server.ready;
    const desk = new (pouch.defaults({ prefix: `${join(folder, 'desk')}/` }))('log');
    for (let start = 0; start < documents.length; start += 1000) await desk.bulkDocs(documents.slice(start, start + 1000));
    let written = 0;
    const seconds = await secondsOf(async () => {
      written = (await desk.replicate.to(`${url}/log`, { batch_size: 500 })).docs_written;
    });
    await desk.destroy();
    if (written !== documents.length) throw new Error(`PouchDB wrote ${written} of ${documents.length}`);
    return seconds;
  } finally {
    server.stop();
    await server.exited;
  }
};
