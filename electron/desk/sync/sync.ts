import type { DeskState } from '../../../domain/desk/desk.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { blobAccess } from './blob-access.ts';
import { readDeskKey } from './desk-key.ts';
import { districtClock } from './district-clock.ts';
import { enrolDesk, type EnrolInput } from './enrol.ts';
import { httpTransport } from './http-transport.ts';
import { watchLine } from './line-watch.ts';
import { localStore } from './local-store.ts';
import { defaultSettings, type Settings } from './planner.ts';
import { rejectionsOf, settleRejection, type SyncRejection } from './rejections.ts';
import { createRunner, localProblem, type Runner, type SyncBlobs } from './runner.ts';
import { type Send, sendByFetch, withTimeout } from './send.ts';
import { signedSend } from './signed-send.ts';
import { type Connection, connectionOf, statusOf, type SyncStatus } from './status.ts';
import { realTimers, type Timers, type Transport } from './transport.ts';

export type SyncOptions = {
  send?: Send;
  timers?: Timers;
  settings?: Partial<Settings>;
  /** In [0, 1). */
  random?: () => number;
  blobs?: SyncBlobs;
  /** False where the PC's network addresses mean nothing (simulations). */
  isLineWatched?: boolean;
};

export type SyncControl = {
  start: () => void;
  /** Resolves when no request is out and the store may be closed. */
  stop: () => Promise<void>;
  status: () => SyncStatus;
  /** Tries at once (F12), without waiting for the result. */
  now: () => void;
  rejections: () => SyncRejection[];
  settleRejection: (actorId: string, input: { deskSeq: number; note: string }) => Problem | undefined;
  enrol: (actorId: string, input: EnrolInput) => Promise<NonNullable<DeskState['district']> | Problem>;
};

/** Synchronisation of one desk with its district. Does nothing until `start`, and nothing but wait until the desk is enrolled. */
export const createSync = (desk: Desk, options: SyncOptions = {}): SyncControl => {
  const { store, clock, log } = desk;
  const { send = sendByFetch, timers = realTimers, blobs = blobAccess(desk.blobs), isLineWatched = true } = options;
  const settings: Settings = { ...defaultSettings, ...options.settings };
  const random = options.random ?? (() => Buffer.from(desk.randomBytes(4)).readUInt32BE() / 2 ** 32);
  const timed = withTimeout(send, timers, settings.requestTimeoutMs);

  const districtUrl = (): string | undefined => store.state('desk', store.deskId)?.district?.url;
  let known: { url: string; transport: Transport } | undefined;
  /** Made when it is first needed: the key and the address come with set-up and enrolment. */
  const transport = (): Transport => {
    const url = districtUrl();
    const key = readDeskKey(store);
    if (url === undefined || key === undefined) throw new Error('no district yet');
    if (known?.url !== url) {
      const signed = signedSend(timed, { deskId: store.deskId, key, clock, randomBytes: desk.randomBytes, onDistrictTime: districtClock(desk) });
      known = { url, transport: httpTransport(url, signed) };
    }
    return known.transport;
  };

  let connection: Connection = 'notConfigured';
  let since = clock.now();
  const look = (): { connection: Connection; since: number } => {
    const current = connectionOf(districtUrl() !== undefined, runner.memory());
    if (current !== connection) {
      connection = current;
      since = clock.now();
    }
    return { connection, since };
  };

  const local = localStore(store, () => districtUrl() !== undefined);
  const runner: Runner = createRunner({
    local,
    blobs,
    transport: {
      push: (...input) => transport().push(...input),
      pull: (...input) => transport().pull(...input),
      lacking: (...input) => transport().lacking(...input),
      upload: (...input) => transport().upload(...input),
      download: (...input) => transport().download(...input),
    },
    clock,
    random,
    timers,
    settings,
    fault: (error) => localProblem(error, () => log.fault(error, 'sync')),
    warn: (message, data) => log.warn({ ...data }, message),
    onChange: (what) => {
      look();
      desk.announce(what === 'files' ? ['sync', 'document'] : ['sync']);
    },
  });

  const endings: (() => void)[] = [];
  return {
    start: () => {
      if (endings.length > 0) return;
      endings.push(store.onCommit(() => runner.tell({ type: 'committed' })));
      if (isLineWatched) endings.push(watchLine(timers, () => runner.tell({ type: 'tryNow' })));
      runner.start();
    },
    stop: async () => {
      for (const end of endings.splice(0)) end();
      await runner.stop();
    },
    status: () => statusOf(store, runner.memory(), runner.transfer(), local.see().missing.length, look()),
    now: () => runner.tell({ type: 'tryNow' }),
    rejections: () => rejectionsOf(desk),
    settleRejection: (actorId, input) => settleRejection(desk, actorId, input),
    enrol: async (actorId, input) => {
      const done = await enrolDesk(desk, actorId, input, timed);
      runner.tell({ type: 'tryNow' });
      return done;
    },
  };
};
