import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStoreRefusal, openStore, type Store } from '../../../db/store.ts';
import { blobs as blobsTable } from '../../../db/schema.ts';
import type { Desk } from '../../../electron/desk/desk.ts';
import { createLog } from '../../../electron/desk/log.ts';
import { makeDeskKey } from '../../../electron/desk/sync/desk-key.ts';
import type { SyncBlobs } from '../../../electron/desk/sync/runner.ts';
import { type Send } from '../../../electron/desk/sync/send.ts';
import { createSync, type SyncControl } from '../../../electron/desk/sync/sync.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type SimulatedDesk = {
  name: string;
  /** The store as it is now; another one after each restart. */
  store: () => Store;
  sync: () => SyncControl;
  desk: () => Desk;
  files: Map<string, Uint8Array>;
  /** Ids of events whose transaction returned: these must never be lost. */
  durable: Set<string>;
  isUp: () => boolean;
  /** What officers do; a crash may strike before the transaction or after it. */
  work: (write: (store: Store, takeFile: (bytes: Uint8Array) => string) => string[]) => void;
  /** Power cut: nothing more happens in this life of the process. */
  crash: () => void;
  restart: () => void;
  /** After so many more transactions of sync comes a crash: just before the next one, or just after it. */
  crashAtWrite: (when: 'before' | 'after', skipped: number) => void;
  remove: () => void;
};

const actor = 'officer-1';

type Armed = { when: 'before' | 'after'; skipped: number };

type DeskOptions = {
  name: string;
  number: number;
  agencyCode: string;
  schedule: Schedule;
  random: Random;
  /** This PC's clock is wrong by so much. */
  skewMs: number;
  line: Send;
  onCrash: () => void;
};

export const createSimulatedDesk = ({ name, number, agencyCode, schedule, random, skewMs, line, onCrash }: DeskOptions): SimulatedDesk => {
  const folder = mkdtempSync(join(tmpdir(), `quầy mô phỏng ${name} `));
  const key = random.bytes(32);
  const clock = { now: () => schedule.now() + skewMs };
  const files = new Map<string, Uint8Array>();
  const durable = new Set<string>();
  let life: { store: Store; sync: SyncControl; desk: Desk; end: () => void; armed: Armed | undefined } | undefined;

  const begin = (): void => {
    const opened = openStore({ folder, key, clock, randomBytes: random.bytes });
    if (isStoreRefusal(opened)) throw new Error(`store refused: ${opened.refused} ${opened.detail}`);
    let isOver = false;
    const cancels = new Set<() => void>();
    const guarded = <T>(commit: () => T): T => {
      if (isOver) throw new Error('the power is off');
      if (current.armed === undefined) return commit();
      current.armed.skipped -= 1;
      if (current.armed.skipped >= 0) return commit();
      const { when } = current.armed;
      if (when === 'after') commit();
      isOver = true;
      schedule.after(0, onCrash);
      throw new Error(`power cut ${when} a transaction`);
    };
    const store: Store = {
      ...opened,
      write: (actorId, work) => (actorId === actor ? opened.write(actorId, work) : guarded(() => opened.write(actorId, work))),
      merge: (events, cursor) => guarded(() => opened.merge(events, cursor)),
    };
    const blobs: SyncBlobs = {
      sizeOf: (sha256) => files.get(sha256)!.length,
      readRange: async (sha256, start, end) => files.get(sha256)!.slice(start, end),
      isWhole: async (sha256) => files.has(sha256),
      put: async (source) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of source) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        if (!isOver) files.set(sha256Of(bytes), bytes);
        return { sha256: sha256Of(bytes), sizeBytes: bytes.length };
      },
    };
    const desk: Desk = {
      store,
      blobs: undefined as never,
      workers: undefined as never,
      clock,
      randomBytes: random.bytes,
      log: createLog({ clock, randomBytes: random.bytes }),
      announce: () => undefined,
      onChange: () => () => undefined,
    };
    const sync = createSync(desk, {
      blobs,
      isLineWatched: false,
      random,
      settings: { maxBatch: 8, maxChunkBytes: 4_096, minChunkBytes: 512 },
      // A process that is gone hears no answers.
      send: (request, signal) =>
        new Promise((resolve) => {
          if (!isOver) void line(request, signal).then((answer) => isOver || resolve(answer));
        }),
      timers: {
        after: (ms, run) => {
          const cancel = schedule.after(ms, () => {
            cancels.delete(cancel);
            if (!isOver) run();
          });
          cancels.add(cancel);
          return cancel;
        },
      },
    });
    const current = {
      store,
      sync,
      desk,
      armed: undefined as Armed | undefined,
      end: () => {
        isOver = true;
        for (const cancel of cancels) cancel();
        opened.close();
      },
    };
    life = current;
    if (opened.state('desk', opened.deskId) === undefined) setUp(store, random, number, agencyCode, durable);
    sync.start();
  };

  begin();
  return {
    name,
    files,
    durable,
    store: () => life!.store,
    sync: () => life!.sync,
    desk: () => life!.desk,
    isUp: () => life !== undefined,
    work: (write) => {
      if (life === undefined) return;
      const { store } = life;
      const takeFile = (bytes: Uint8Array): string => {
        files.set(sha256Of(bytes), bytes);
        return sha256Of(bytes);
      };
      for (const id of write(store, takeFile)) durable.add(id);
    },
    crash: () => {
      life?.end();
      life = undefined;
    },
    restart: () => {
      if (life === undefined) begin();
    },
    crashAtWrite: (when, skipped) => {
      if (life) life.armed = { when, skipped };
    },
    remove: () => {
      life?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const setUp = (store: Store, random: Random, number: number, agencyCode: string, durable: Set<string>): void => {
  const event = store.write(actor, (tx) =>
    tx.append({
      entity: 'desk',
      entityId: store.deskId,
      type: 'desk.setUp',
      payload: {
        unit: {
          name: 'UBND xã Lục Sơn',
          agencyCode,
          oneStopName: 'Bộ phận Tiếp nhận và Trả kết quả',
          parentName: 'UBND huyện Lục Nam',
          parentLevel: 'huyện',
          place: 'Lục Sơn',
          phone: '',
        },
        number,
        scannerFolders: [],
        publicKey: makeDeskKey(tx, random.bytes).publicKey,
      },
    }),
  );
  durable.add(event.id);
};

/** The bytes are durable in the blob store, and the local table knows it, in the same transaction as the event that names them. */
export const noteFile = (db: Parameters<Parameters<Store['write']>[1]>[0]['db'], sha256: string, sizeBytes: number, at: number): void => {
  const row = { sha256, sizeBytes, storedAt: at, isHere: 1 };
  db.insert(blobsTable).values(row).onConflictDoUpdate({ target: blobsTable.sha256, set: row }).run();
};
