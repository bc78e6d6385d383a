import { randomBytes as cryptoRandomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { openBlobs } from '../db/blobs.ts';
import { recoverStore } from '../db/recovery.ts';
import { isDiskFull, isStoreRefusal, openStore } from '../db/store.ts';
import { isProblem } from '../domain/problem.ts';
import { type Access, judge } from './api/access.ts';
import { createApi } from './api/app.ts';
import { secured } from './api/security-headers.ts';
import { createDesk } from './desk/create-desk.ts';
import { createDigitisation } from './desk/digitisation/control.ts';
import { createReading } from './desk/digitisation/ocr/control.ts';
import { createRendering } from './desk/digitisation/rendering/control.ts';
import { createSessions } from './desk/identity/sessions.ts';
import { createLog, pruneLogs } from './desk/log.ts';
import { createReports } from './desk/reports/control.ts';
import { createTextIndexer } from './desk/search/index-texts.ts';
import { setUpDemo } from './desk/setup/demo.ts';
import { createSigning } from './desk/signing/control.ts';
import { createSync } from './desk/sync/sync.ts';
import { createWorkers } from './desk/workers/pool.ts';
import { createBrowserHost, fileKeyWrapper } from './host/browser-host.ts';
import { diskFullPage } from './host/disk-full-page.ts';
import { hostHandler } from './host/host.ts';
import { issueRecoveryCode, loadOrCreateStoreKey, recoverStoreKey } from './host/key-store.ts';
import { deskOrigin, deskSecretHeader, receiveLaunch } from './host/launch.ts';
import { hostMessages } from './host/messages.ts';
import { claimFolder } from './host/one-owner.ts';
import { plainPage } from './host/plain-page.ts';
import { createRecoveryHandler } from './host/recovery-page.ts';
import { parentPort, relayProcesses } from './host/process-relay.ts';
import { refusedStorePage } from './host/refused-store-page.ts';
import { createRescueHandler, type Rescued } from './host/rescue-page.ts';
import { programVersion } from './host/version.ts';

/**
 * The desk process. Under Electron it listens on a private pipe and gets its key by message; under plain Node it listens on
 * the loopback address and keeps the key itself. Says one JSON line on stdout when it can be talked to.
 */
const { values: flags } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    pipe: { type: 'string' },
    /** A file with the launch's secret, so that pages that are open survive a restart of this process. */
    'secret-file': { type: 'string' },
    renderer: { type: 'string' },
    demo: { type: 'boolean', default: false },
    scanner: { type: 'string' },
    /** How long a scan whose end is missing may stand still before it is refused; for a scanner slower than any known, and for tests. */
    'scan-patience-ms': { type: 'string' },
    'district-url': { type: 'string' },
    'enrolment-code': { type: 'string' },
  },
});
if (flags.data === undefined) throw new Error('--data DIR is missing');

const dataFolder = resolve(flags.data);
const folder = (name: string): string => join(dataFolder, name);
const rendererFolder = resolve(flags.renderer ?? join(import.meta.dirname, '..', 'out', 'renderer'));
const clock = { now: () => Date.now() };
const randomBytes = (size: number): Uint8Array => cryptoRandomBytes(size);
const messages = hostMessages('vi');

for (const name of ['', 'logs', 'keys', 'cache']) mkdirSync(folder(name), { recursive: true, mode: 0o700 });
if (!(await claimFolder(dataFolder))) {
  process.stderr.write(`${messages.folderInUse} ${dataFolder}\n`);
  process.exit(1);
}
pruneLogs(folder('logs'));
const log = createLog({ folder: folder('logs'), clock, randomBytes });

/** What cannot have been meant to happen: the reason is on disk before the process ends, and its parent starts it again. */
const die = (error: unknown): never => {
  const reference = log.fault(error, 'process');
  process.stderr.write(`${reference} ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
};
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

const launch = await receiveLaunch();
const secret = launch?.secret ?? (flags['secret-file'] === undefined ? undefined : readFileSync(flags['secret-file'], 'utf8').trim()) ?? cryptoRandomBytes(32).toString('base64url');

type Handler = (request: Request) => Promise<Response>;
let handler: Handler = async () => plainPage({ title: messages.startingTitle, paragraphs: [messages.startingBody], refreshSeconds: 1, status: 503 });
let closeDesk = async (): Promise<void> => {};

const server = createServer(getRequestListener((request) => handler(request), { overrideGlobalObjects: false }));
await new Promise<void>((listening, failed) => {
  server.once('error', failed);
  if (flags.pipe === undefined) server.listen(Number(flags.port ?? 0), '127.0.0.1', listening);
  else server.listen(flags.pipe, listening);
});
const access: Access =
  flags.pipe === undefined
    ? { kind: 'browser', port: (server.address() as AddressInfo).port, secret }
    : { kind: 'pipe', secret, secretHeader: deskSecretHeader, origin: deskOrigin };

/** Pages that stand in for the desk are for nobody else either. */
const guarded =
  (inner: Handler): Handler =>
  async (request) => {
    const verdict = judge(request, access);
    const isOpening = verdict === 'noSecret' && access.kind === 'browser' && new URL(request.url).searchParams.get('secret') === access.secret;
    return verdict === 'allowed' || isOpening ? secured(await inner(request)) : new Response(null, { status: 403 });
  };

const startDesk = async (key: Uint8Array): Promise<void> => {
  const store = openStore({ folder: folder('store'), key, clock, randomBytes });
  if (isStoreRefusal(store)) {
    log.error({ refused: store.refused, detail: store.detail }, 'store refused');
    const { refused } = store;
    handler = guarded(
      refused === 'damaged'
        ? createRescueHandler({ folder: folder('store'), messages, rescue: async () => rescueStore(key), goOn: () => startDesk(key) })
        : async () => refusedStorePage(refused, folder('store'), messages),
    );
    return;
  }
  closeDesk = async () => store.close();
  const blobs = openBlobs({ folder: folder('blobs'), key, randomBytes });
  const workers = createWorkers();
  closeDesk = async () => {
    await workers.close();
    store.close();
  };
  const desk = createDesk({ store, blobs, workers, clock, randomBytes, log });
  const sync = createSync(desk);
  const patienceMs = flags['scan-patience-ms'] === undefined ? undefined : Number(flags['scan-patience-ms']);
  const digitisation = createDigitisation(desk, patienceMs === undefined ? {} : { settings: { incompleteAfterMs: patienceMs, emptyAfterMs: patienceMs } });
  const port = parentPort();
  const startProcess = port && relayProcesses(port);
  const reading = createReading(desk, startProcess ? { startProcess: () => startProcess('ocr') } : {});
  const rendering = createRendering(desk, { readPageText: reading.readPageText });
  const signing = createSigning(desk, { renderDocument: rendering.renderDocument, ...(startProcess && { startTokenProcess: () => startProcess('token') }) });

  if (flags.demo) {
    const scannerFolder = resolve(flags.scanner ?? folder('may-quet'));
    const done = await setUpDemo(desk, { scannerFolder });
    if (isProblem(done)) throw new Error(`the demo could not be set up: ${done.problem}`);
    const district = { url: flags['district-url'], enrolmentCode: flags['enrolment-code'] };
    const known = store.state('desk', store.deskId)?.district;
    if (district.url !== undefined && district.enrolmentCode !== undefined && known === undefined) {
      const enrolled = await sync.enrol(done.administratorId, { url: district.url, enrolmentCode: district.enrolmentCode });
      if (isProblem(enrolled)) log.warn({ problem: enrolled }, 'the demo could not be enrolled');
    }
  }

  const texts = createTextIndexer(desk, { readPageText: reading.readPageText, atOnce: reading.processes });
  const reports = createReports(desk);
  sync.start();
  digitisation.start();
  rendering.start();
  signing.start();
  texts.start();
  reports.start();
  handler = createApi({
    desk,
    sync,
    digitisation,
    rendering,
    reading,
    signing,
    sessions: createSessions(clock, randomBytes),
    access,
    host: hostHandler(createBrowserHost(launch?.version ?? programVersion())),
    noSecretPage: () => plainPage({ title: messages.noSecretTitle, paragraphs: [messages.noSecretBody], status: 403 }),
    rendererFolder,
    isDemo: flags.demo,
    issueRecoveryCode: () => issueRecoveryCode(dataFolder, key, randomBytes),
  }).fetch;
  closeDesk = async () => {
    reading.stop();
    await Promise.all([digitisation.stop(), rendering.stop(), signing.stop(), sync.stop(), texts.stop(), reports.stop()]);
    await workers.close();
    store.close();
  };
};

const rescueStore = (key: Uint8Array): Rescued | undefined => {
  try {
    const recovered = recoverStore({ folder: folder('store'), key, clock, randomBytes });
    if ('refused' in recovered) {
      log.error({ refused: recovered.refused, detail: recovered.detail }, 'the store could not be rescued');
      return undefined;
    }
    recovered.store.close();
    const { report } = recovered;
    log.warn({ report }, 'store rescued');
    const { rescuedEvents: events, rescuedUnsent: unsent, lostOwn, hasNewDeskId, quarantineFolder } = report;
    return { events, unsent, lost: lostOwn.length, hasNewDeskId, quarantineFolder };
  } catch (error) {
    log.fault(error, 'rescue');
    return undefined;
  }
};

const wrappers = [fileKeyWrapper(dataFolder)];

const openDesk = async (): Promise<void> => {
  const opened = launch ? { key: launch.storeKey } : await loadOrCreateStoreKey(wrappers, dataFolder, randomBytes);
  if (!('refused' in opened)) return startDesk(opened.key);
  log.error({ refused: opened.refused }, 'store key refused');
  handler = guarded(
    createRecoveryHandler({
      refusal: opened,
      messages,
      recover: async (code) => {
        const key = await recoverStoreKey(wrappers, dataFolder, code);
        if (!key) return false;
        await startDesk(key);
        return true;
      },
    }),
  );
};

const lookForRoomMs = 3000;
/** To end and be started again makes no room: the page says what a person must do, and the desk opens by itself when it is done. */
const openWhenThereIsRoom = async (): Promise<void> => {
  try {
    await openDesk();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    log.error({ err: error }, 'no room on the disk to open the store');
    await closeDesk();
    closeDesk = async () => {};
    handler = guarded(async () => diskFullPage(dataFolder, messages));
    setTimeout(() => void openWhenThereIsRoom(), lookForRoomMs);
  }
};
await openWhenThereIsRoom();

let isClosing = false;
const close = async (): Promise<void> => {
  if (isClosing) return;
  isClosing = true;
  server.close();
  // Event streams never end by themselves.
  server.closeAllConnections();
  await closeDesk();
  log.info('closed');
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void close());
// Started by `npm start` or a test: an end of that one, even by kill -9, leaves no process behind that holds the store.
process.on('disconnect', () => void close());

const ready = flags.pipe === undefined ? { ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?secret=${secret}` } : { ready: true, pipe: flags.pipe };
process.stdout.write(`${JSON.stringify(ready)}\n`);
log.info({ pid: process.pid }, 'ready');
