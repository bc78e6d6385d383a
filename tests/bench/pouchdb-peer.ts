import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { secondsOf } from './figures.ts';

const require = createRequire(import.meta.url);

type Database = {
  bulkDocs(documents: object[]): Promise<unknown>;
  replicate: { to(target: string, options: { batch_size: number }): Promise<{ docs_written: number }> };
  destroy(): Promise<void>;
};
type PouchConstructor = { new (name: string): Database; defaults(options: { prefix: string }): PouchConstructor };

/**
 * Replicates the documents from a PouchDB on LevelDB to express-pouchdb on disk, both in this process.
 * @returns seconds of the replication alone
 */
export const replicateByPouch = async (documents: readonly object[], folder: string): Promise<number> => {
  const pouch = require('pouchdb') as PouchConstructor;
  const express = require('express') as () => (request: unknown, response: unknown) => void;
  const expressPouch = require('express-pouchdb') as (pouch: PouchConstructor, options: object) => unknown;
  for (const side of ['server', 'desk']) mkdirSync(join(folder, side), { recursive: true });

  const app = express() as ReturnType<typeof express> & { use(handler: unknown): void };
  app.use(
    expressPouch(pouch.defaults({ prefix: `${join(folder, 'server')}/` }), {
      mode: 'minimumForPouchDB',
      configPath: join(folder, 'config.json'),
      logPath: join(folder, 'log.txt'),
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const desk = new (pouch.defaults({ prefix: `${join(folder, 'desk')}/` }))('dossiers');
  for (let start = 0; start < documents.length; start += 1000) await desk.bulkDocs(documents.slice(start, start + 1000));

  let written = 0;
  const seconds = await secondsOf(async () => {
    written = (await desk.replicate.to(`http://127.0.0.1:${port}/dossiers`, { batch_size: 500 })).docs_written;
  });
  await desk.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  if (written !== documents.length) throw new Error(`PouchDB wrote ${written} of ${documents.length}`);
  return seconds;
};
