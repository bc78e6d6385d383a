import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { createDistrict } from './district.ts';
import { defaultDataFolder, readyFile } from './data-folder.ts';

/** Runs the district server: `node district/serve.ts --port 8766 --data DIR --name "UBND huyện Lục Nam" --level huyện [--database-url URL] [--console DIR]`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8766' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: defaultDataFolder() },
    name: { type: 'string', default: 'UBND huyện Lục Nam' },
    level: { type: 'string', default: 'huyện' },
    console: { type: 'string', default: join(import.meta.dirname, '..', 'out', 'district-ui') },
    'database-url': { type: 'string', default: process.env['DATABASE_URL'] ?? '' },
  },
});

mkdirSync(values.data, { recursive: true, mode: 0o700 });
/** Kept over restarts, readable by the owner only: who can read the data folder is the administrator. */
const tokenFile = join(values.data, 'admin-token');
if (!existsSync(tokenFile)) writeFileSync(tokenFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
const adminToken = readFileSync(tokenFile, 'utf8').trim();

const district = await createDistrict({
  dataFolder: values.data,
  databaseUrl: values['database-url'] || undefined,
  name: values.name,
  level: values.level,
  clock: { now: () => Date.now() },
  randomBytes: (size) => randomBytes(size),
  adminToken,
  screensFolder: existsSync(join(values.console, 'index.html')) ? values.console : undefined,
  onFault: (error, reference) => console.error(JSON.stringify({ fault: reference, error: error instanceof Error ? error.stack : String(error) })),
});
if (district.kind === 'pglite') {
  console.error('On the embedded database, for demonstrations: it survives a killed process but not a power cut. Set DATABASE_URL to a PostgreSQL for real use.');
}
if (!existsSync(join(values.console, 'index.html'))) console.error(`The console's screens are not in ${values.console}: build them with npm run build:district-ui.`);
if (!district.isRestricted) {
  console.error('The database would not let us make a role without UPDATE and DELETE: the log is protected by its triggers alone.');
}

const tidyEvery = setInterval(() => void district.tidy().catch((error: unknown) => console.error(String(error))), 10 * 60_000);
const server = serve({ fetch: district.fetch, port: Number(values.port), hostname: values.host }, (address) => {
  const url = `http://${values.host.includes(':') ? `[${values.host}]` : values.host}:${address.port}`;
  writeFileSync(readyFile(values.data), JSON.stringify({ url, adminToken }), { mode: 0o600 });
  chmodSync(readyFile(values.data), 0o600);
  console.log(JSON.stringify({ ready: true, url, database: district.kind }));
});

let isStopping = false;
const stop = (): void => {
  if (isStopping) return;
  isStopping = true;
  clearInterval(tidyEvery);
  rmSync(readyFile(values.data), { force: true });
  server.close(() => void district.close().then(() => process.exit(0)));
  // Idle connections of desks would hold the server open; one that is busy may finish.
  if ('closeIdleConnections' in server) server.closeIdleConnections();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
// Started by `npm start` or a test: an end of that one, even by kill -9, leaves no process behind that holds the store.
process.on('disconnect', stop);
