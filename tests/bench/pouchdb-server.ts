import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PouchConstructor } from './pouchdb-peer.ts';

/** express-pouchdb on LevelDB in a process of its own, as the district is: `node pouchdb-server.ts FOLDER`. */
const require = createRequire(import.meta.url);
const folder = process.argv[2]!;
const pouch = require('pouchdb') as PouchConstructor;
const express = require('express') as () => ((request: unknown, response: unknown) => void) & { use(handler: unknown): void };
const expressPouch = require('express-pouchdb') as (pouch: PouchConstructor, options: object) => unknown;

const app = express();
app.use(
  expressPouch(pouch.defaults({ prefix: `${join(folder, 'server')}/` }), {
    mode: 'minimumForPouchDB',
    configPath: join(folder, 'config.json'),
    logPath: join(folder, 'log.txt'),
  }),
);
const server = createServer(app);
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
process.once('SIGTERM', () => process.exit(0));
