import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import type { DomainEvent } from '../domain/event.ts';
import { type Connection, openConnection, storeFile, writeKeyCheck } from './connection.ts';
import { createEventLog, type EventRow, eventOfRow, hashStored } from './event-log.ts';
import { finishRecovery, rescueFolderOf } from './finish-recovery.ts';
import { listMigrations, migrate, migrationsFolder } from './migrate.ts';
import { openStore, type Store, type StoreOptions, type StoreRefusal } from './store.ts';

export type RecoveryReport = {
  /** Where the damaged store now lies, whole and unchanged. */
  quarantineFolder: string;
  /** Events of all desks that were read and whose hash is right. */
  rescuedEvents: number;
  /** Own events that the district had not acknowledged, among the rescued. */
  rescuedUnsent: number;
  /** Places in the own log that could not be read, although later ones could. Empty: nothing that we know of is missing. */
  lostOwn: number[];
  /** Local tables that could not be read. */
  lostTables: string[];
  /**
   * The own log has a hole, so the desk goes on under a new id: going on under the old one would write a second history
   * beside what the district may hold. What it has is kept as another desk's log, so nothing vanishes from the screens; the
   * desk is set up and enrolled anew. `meta.rescuedFrom` keeps the old id and how far the district had acknowledged it.
   */
  hasNewDeskId: boolean;
};

/**
 * For a store that `openStore` refused as damaged. Reads from it, and from its backups, whatever can be read, builds a
 * store from that beside it, and only then puts the damaged one aside, whole. A crash on the way loses neither.
 * Where nothing at all can be read it is refused again: an empty store in its place would be «erase and start again».
 */
export const recoverStore = (options: StoreOptions): { store: Store; report: RecoveryReport } | StoreRefusal => {
  const { folder, clock } = options;
  const rescueFolder = rescueFolderOf(folder);
  rmSync(rescueFolder, { recursive: true, force: true });
  mkdirSync(rescueFolder, { recursive: true, mode: 0o700 });
  const found = readAll(options, join(rescueFolder, 'reading'));

  if (found.events.length === 0) {
    rmSync(rescueFolder, { recursive: true, force: true });
    return { refused: 'damaged', detail: 'nothing could be read' };
  }

  const own = found.deskId === undefined ? [] : found.events.filter((event) => event.deskId === found.deskId);
  const lostOwn = holesIn(own);
  const hasNewDeskId = found.deskId === undefined || lostOwn.length > 0;
  const deskId = found.deskId === undefined || hasNewDeskId ? uuidV7({ msecs: clock.now(), random: options.randomBytes(16) }) : found.deskId;
  const acknowledged = Number(found.tables.get('sync')?.[0]?.acknowledged ?? 0);
  const unsent = own.filter((event) => event.deskSeq > acknowledged);

  const rescuedFrom = hasNewDeskId && found.deskId !== undefined ? { deskId: found.deskId, acknowledged } : undefined;
  build({ ...options, folder: rescueFolder }, deskId, found, rescuedFrom);

  const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
  const quarantineFolder = `${folder}.damaged-${stamp}`;
  renameSync(folder, quarantineFolder);
  finishRecovery(folder);
  const store = openStore(options);
  if ('refused' in store) return store;
  const report: RecoveryReport = {
    quarantineFolder,
    rescuedEvents: found.events.length,
    rescuedUnsent: unsent.length,
    lostOwn,
    lostTables: found.lostTables,
    hasNewDeskId,
  };
  return { store, report };
};

type Row = Record<string, unknown>;
type Found = { deskId: string | undefined; events: DomainEvent[]; payloads: Map<DomainEvent, string>; tables: Map<string, Row[]>; lostTables: string[] };

/** Never rebuilt from the log; in the order in which they are read. */
const localTables = ['meta', 'credentials', 'drafts', 'sync', 'verdicts', 'acknowledgements', 'refused_events', 'blobs', 'deliveries', 'secrets', 'signing_queue'] as const;

/** From the damaged file first, then from the backups, newest first, what was not found before. All are read as copies. */
const readAll = (options: StoreOptions, workFolder: string): Found => {
  const backups = join(options.folder, 'backups');
  const files = [
    storeFile(options.folder),
    ...(existsSync(backups) ? readdirSync(backups) : [])
      .filter((name) => name.endsWith('.db'))
      .map((name) => join(backups, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs),
  ];
  const events = new Map<string, { event: DomainEvent; payload: string }>();
  const tables = new Map<string, Row[]>();
  for (const file of files) {
    mkdirSync(workFolder, { recursive: true, mode: 0o700 });
    const copy = join(workFolder, 'store.db');
    for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const connection = attempt(() => openConnection(copy, options));
    if (connection) {
      for (const row of readEvents(connection)) {
        const event = attempt(() => eventOfRow(row));
        const place = `${row.desk_id}:${row.desk_seq}`;
        if (event && !events.has(place) && hashStored(event, row.payload) === event.hash) events.set(place, { event, payload: row.payload });
      }
      for (const table of localTables) {
        const rows = tables.has(table) ? undefined : attempt(() => connection.prepare<[], Row>(`SELECT * FROM ${table}`).all());
        if (rows) tables.set(table, rows);
      }
      attempt(() => connection.close());
    }
    rmSync(workFolder, { recursive: true, force: true });
  }
  const all = [...events.values()];
  const name = tables.get('meta')?.find((row) => row.name === 'deskId')?.value;
  return {
    deskId: typeof name === 'string' ? name : undefined,
    events: all.map(({ event }) => event),
    payloads: new Map(all.map(({ event, payload }) => [event, payload])),
    tables,
    lostTables: localTables.filter((table) => !tables.has(table)),
  };
};

/** Where a page of the table cannot be read, its rows are left out one by one and the reading goes on behind it. */
const readEvents = (connection: Connection): EventRow[] => {
  const select = attempt(() => connection.prepare<[number, number], EventRow & { arrival: number }>('SELECT * FROM events WHERE arrival > ? ORDER BY arrival LIMIT ?'));
  const single = attempt(() => connection.prepare<[number], EventRow & { arrival: number }>('SELECT * FROM events WHERE arrival = ?'));
  const last = attempt(() => connection.prepare<[], number>('SELECT max(arrival) FROM events').pluck().get()) ?? undefined;
  if (!select || !single) return [];
  const rows: EventRow[] = [];
  let at = 0;
  let misses = 0;
  for (;;) {
    const page = attempt(() => select.all(at, 200));
    if (page) {
      rows.push(...page);
      if (page.length < 200) return rows;
      at = page.at(-1)!.arrival;
      continue;
    }
    for (let step = 0; step < 200; step += 1) {
      at += 1;
      const row = attempt(() => single.get(at));
      if (row) rows.push(row);
      misses = row ? 0 : misses + 1;
    }
    if (last === undefined ? misses > 100_000 : at >= last) return rows;
  }
};

const holesIn = (own: readonly DomainEvent[]): number[] => {
  const present = new Set(own.map(({ deskSeq }) => deskSeq));
  const last = own.reduce((max, { deskSeq }) => Math.max(max, deskSeq), 0);
  return Array.from({ length: last }, (_, index) => index + 1).filter((seq) => !present.has(seq));
};

/** The events and local tables, in a new file; its projections are made when it is opened. */
const build = (options: StoreOptions, deskId: string, found: Found, rescuedFrom: { deskId: string; acknowledged: number } | undefined): void => {
  writeKeyCheck(options);
  const connection = openConnection(storeFile(options.folder), options);
  try {
    migrate(connection, options.folder, listMigrations(options.migrationsFolder ?? migrationsFolder));
    const log = createEventLog(connection);
    connection.exec('BEGIN IMMEDIATE');
    for (const [table, rows] of found.tables) {
      // A new desk starts its own exchange with the district; the old desk's key and answers are not its own.
      if (deskId !== found.deskId && (table === 'sync' || table === 'verdicts' || table === 'acknowledgements' || table === 'deliveries' || table === 'secrets')) continue;
      if (table === 'meta') continue;
      if (table === 'sync') connection.exec('DELETE FROM sync');
      for (const row of rows) {
        const names = Object.keys(row);
        connection.prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
      }
    }
    connection.exec("INSERT OR IGNORE INTO sync (only_row) VALUES (1); UPDATE sync SET cursor = ''");
    const setMeta = connection.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    setMeta.run('deskId', deskId);
    if (rescuedFrom) setMeta.run('rescuedFrom', JSON.stringify(rescuedFrom));
    const needDelivery = connection.prepare('INSERT OR IGNORE INTO deliveries (sha256, desk_seq) VALUES (?, ?)');
    let latestSeen = '';
    for (const event of [...found.events].sort((a, b) => (a.deskId === b.deskId ? a.deskSeq - b.deskSeq : a.deskId < b.deskId ? -1 : 1))) {
      log.insert(event, found.payloads.get(event)!);
      if (event.occurredAt > latestSeen) latestSeen = event.occurredAt;
      if (event.deskId === deskId) for (const sha256 of event.blobs) needDelivery.run(sha256, event.deskSeq);
    }
    if (latestSeen !== '') setMeta.run('latestSeen', latestSeen);
    connection.exec('COMMIT');
  } finally {
    connection.close();
  }
};

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
