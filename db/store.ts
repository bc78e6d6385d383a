import { existsSync, mkdirSync, statSync } from 'node:fs';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { v7 as uuidV7 } from 'uuid';
import { type EntityStates, eventSchemas, fold, reducers } from '../domain/entities.ts';
import { byClock, type DomainEvent, type EntityName, eventSchema, genesisHash, type NewEvent } from '../domain/event.ts';
import { type HybridTime, nextHybridTime } from '../domain/hybrid-clock.ts';
import { markFitting } from '../domain/payload.ts';
import { isProblem } from '../domain/problem.ts';
import type { Clock } from '../domain/time.ts';
import type { RejectionReason } from '../domain/wire.ts';
import { type Connection, isRightKey, openConnection, storeFile, writeKeyCheck } from './connection.ts';
import { canonicalInput, canonicalPayload, createEventLog, hashStored, sha256Of } from './event-log.ts';
import { backUp, listMigrations, migrate, migrationsFolder } from './migrate.ts';
import { finishRecovery } from './finish-recovery.ts';
import type { StoreAccess } from './reader.ts';
import { clearProjections, createIndexer, createProjectors, projectionVersion } from './projections/projections.ts';

export type StoreOptions = {
  /** The store's own folder, `store/` in the data folder; made if it is not there. */
  folder: string;
  /** 32 random bytes. */
  key: Uint8Array;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
  /** False only for the bench, to measure what encryption costs. */
  isEncrypted?: boolean;
  /** Another folder only in tests of the migrations themselves. */
  migrationsFolder?: string;
};

/** Why a store was not opened. Nothing in its folder was changed. */
export type StoreRefusal = { refused: 'newerVersion' | 'wrongKey' | 'damaged'; detail: string };

export type Reader = BetterSQLite3Database;

/** Where a desk's own log ends. `deskSeq` 0 and the genesis hash on a new desk. */
export type LogHead = { deskSeq: number; hash: string };

export type Refused = { event: DomainEvent; reason: RejectionReason };

export type Store = {
  /** UUIDv7, made with the file. */
  readonly deskId: string;
  /** For SELECTs only; inside `write` it sees what the transaction has written so far. */
  readonly read: Reader;
  /** What a worker thread needs to read the store by itself. */
  readonly access: StoreAccess;
  /**
   * One transaction, on disk when this returns. When `work` returns a Problem or throws, everything is rolled back.
   * `work` is synchronous. Listeners are told after commit.
   * @throws an error for which `isDiskFull` is true when there is no room left; nothing was written then
   */
  write<T>(actorId: string, work: (tx: WriteTransaction) => T): T;
  /**
   * Takes other desks' and the district's events, and the pull cursor that stands for them, in one transaction. Idempotent.
   * An event that fails its hash or does not fit its desk's chain is kept apart in `refused_events`, never folded, and
   * reported; the others go on. Order and gaps do not matter.
   */
  merge(events: readonly DomainEvent[], cursor: string): { applied: number; refused: Refused[] };
  state<E extends EntityName>(entity: E, id: string): EntityStates[E] | undefined;
  /**
   * What `compute` gave for this name, until an event of the entity comes: for what every reception reads and hardly anything
   * changes, such as the working calendar. Frozen, because everybody gets the same one. What another connection wrote is
   * noticed at the next write.
   */
  remember<T>(entity: EntityName, name: string, compute: () => T): T;
  /** In clock order. */
  eventsOf(entity: EntityName, id: string): DomainEvent[];
  ownEvents(afterSeq: number, limit: number): DomainEvent[];
  head(): LogHead;
  /** The time of the latest event seen, own or foreign; undefined on a new desk. */
  latestSeen(): HybridTime | undefined;
  /** Puts what was written since into the full-text index; called by whoever is about to search. */
  levelSearch(): void;
  /** Projections and search from the log, in one transaction. */
  rebuild(): void;
  /** Hashes and chains of every desk's log; the own log must also have no gap. */
  verifyLog(): { isIntact: true; events: number } | { isIntact: false; deskId: string; deskSeq: number };
  /** A copy of the whole store in one file, encrypted with the same key. */
  backUp(file: string): void;
  /** @returns the function that ends it */
  onCommit(listener: (entities: Set<EntityName>) => void): () => void;
  close(): void;
};

export type WriteTransaction = {
  /** @throws when the payload does not fit the entity's schema: that is a fault of the program, not of a person */
  append(event: NewEvent): DomainEvent;
  /** Sees the transaction's own writes. */
  state<E extends EntityName>(entity: E, id: string): EntityStates[E] | undefined;
  /** For the local tables of `db/schema.ts` only. */
  readonly db: BetterSQLite3Database;
};

/** Few, read by every use case, seldom changed: their states are kept parsed. */
const remembered: ReadonlySet<EntityName> = new Set(['desk', 'officer', 'procedure', 'calendar']);

/** Indexing this many rows takes some tens of milliseconds: no officer notices, and a search never waits longer. */
const maxPendingSearchRows = 400;
/** Counting what waits is a query too, so it is done once in so many transactions. */
const transactionsBetweenCounts = 50;

/**
 * No room left on the disk: the one failure of a write that a person can mend (`store.diskFull`). An error that comes out of a
 * worker thread has kept its message only.
 */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && ('code' in error ? noRoomCodes.has(String(error.code)) : /^(ENOSPC|EDQUOT)\b/.test(error.message));
/** The last one is what SQLite says when a store is opened and its shared-memory file cannot be made. */
const noRoomCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'SQLITE_IOERR_SHMSIZE']);

export const isStoreRefusal = (opened: Store | StoreRefusal): opened is StoreRefusal => 'refused' in opened;

/** Opens the store, or makes it. A store that it cannot vouch for is refused and left exactly as it was. */
export const openStore = (options: StoreOptions): Store | StoreRefusal => {
  const { folder } = options;
  finishRecovery(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = storeFile(folder);
  const isNew = !existsSync(file) || statSync(file).size === 0;
  // SQLite removes the write-ahead log when it is closed in order; one that is left tells of a crash or a power cut.
  const wasClosedUncleanly = existsSync(`${file}-wal`);
  if (isNew) writeKeyCheck(options);
  else if (options.isEncrypted !== false && isRightKey(options) === false) {
    return { refused: 'wrongKey', detail: 'the key is not the one that the store was made with' };
  }

  let connection: Connection | undefined;
  try {
    connection = openConnection(file, options);
    if (!isNew && wasClosedUncleanly) {
      const [finding] = connection.pragma('quick_check(1)');
      if (finding?.quick_check !== 'ok') {
        connection.close();
        return { refused: 'damaged', detail: String(finding?.quick_check) };
      }
    }
    if (migrate(connection, folder, listMigrations(options.migrationsFolder ?? migrationsFolder)) === 'newer') {
      connection.close();
      return { refused: 'newerVersion', detail: 'a later version of the program has written this store' };
    }
    return createStore(connection, options);
  } catch (error) {
    connection?.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'SQLITE_NOTADB' && !isRightKey(options)) return { refused: 'wrongKey', detail: code };
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return { refused: 'damaged', detail: code };
    throw error;
  }
};

const createStore = (connection: Connection, { folder, key, isEncrypted = true, clock, randomBytes }: StoreOptions): Store => {
  const log = createEventLog(connection);
  const projectors = createProjectors(connection);
  const indexer = createIndexer(connection);
  const db = drizzle(connection as never) as BetterSQLite3Database;
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const dataVersion = connection.prepare<[], number>('PRAGMA data_version').pluck();
  const readMeta = connection.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck();
  const writeMeta = connection.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  const needDelivery = connection.prepare('INSERT OR IGNORE INTO deliveries (sha256, desk_seq) VALUES (?, ?)');
  const keepRefused = connection.prepare(
    'INSERT OR IGNORE INTO refused_events (desk_id, desk_seq, content_hash, reason, event, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const writeCursor = connection.prepare('UPDATE sync SET cursor = ?');
  const listeners = new Set<(entities: Set<EntityName>) => void>();

  // A call for randomness costs more than the event's hash; taken a page at a time.
  let randomness: Uint8Array = new Uint8Array(0);
  const newId = (): string => {
    if (randomness.length < 16) randomness = randomBytes(1024);
    const random = randomness.subarray(0, 16);
    randomness = randomness.subarray(16);
    return uuidV7({ msecs: clock.now(), random });
  };

  const deskId =
    readMeta.get('deskId') ??
    (() => {
      const made = newId();
      writeMeta.run('deskId', made);
      return made;
    })();

  /** What the next own event is built on; kept in memory because reading it anew for each event is what a reception would wait for. */
  type Tip = LogHead & { latest: string | undefined };
  const readTip = (): Tip => {
    const own = log.last(deskId);
    const seen = readMeta.get('latestSeen');
    const latest = own === undefined || (seen !== undefined && seen > own.occurred_at) ? seen : own.occurred_at;
    return { deskSeq: own?.desk_seq ?? 0, hash: own?.hash ?? genesisHash, latest };
  };
  let tip = readTip();
  let knownVersion = dataVersion.get();
  let isWriting = false;
  let transactions = 0;

  const memory = new Map<EntityName, Map<string, unknown>>();
  /** When another connection has written, what we remember may be old. */
  const noticeOthers = (): void => {
    const version = dataVersion.get();
    if (version === knownVersion) return;
    knownVersion = version;
    tip = readTip();
    memory.clear();
  };
  const remember = <T>(entity: EntityName, name: string, compute: () => T): T => {
    const known = memory.get(entity);
    if (known?.has(name)) return known.get(name) as T;
    const value = deepFreeze(compute());
    if (known) known.set(name, value);
    else memory.set(entity, new Map([[name, value]]));
    return value;
  };
  const project = <E extends EntityName>(entity: E, id: string, previous: EntityStates[E] | undefined, next: EntityStates[E] | undefined): void => {
    memory.delete(entity);
    projectors[entity].project(id, previous as never, next as never);
  };
  const stateOf = <E extends EntityName>(entity: E, id: string): EntityStates[E] | undefined => {
    const read = () => projectors[entity].read(id) as EntityStates[E] | undefined;
    return remembered.has(entity) ? remember(entity, `state:${id}`, read) : read();
  };

  /** Runs `work` in a transaction that is either wholly on disk or never was; `shouldKeep` decides on what it returned. */
  const transact = <T>(work: (touched: Set<EntityName>) => T, shouldKeep: (result: T) => boolean): T => {
    if (isWriting) throw new Error('a transaction is open already');
    begin.run();
    isWriting = true;
    const touched = new Set<EntityName>();
    let isKept = false;
    let result: T;
    try {
      noticeOthers();
      const before = tip;
      try {
        result = work(touched);
        isKept = shouldKeep(result);
        transactions += 1;
        const isTimeToCount = isKept && touched.size > 0 && transactions % transactionsBetweenCounts === 0;
        if (isTimeToCount && indexer.pending() >= maxPendingSearchRows) indexer.level();
        if (isKept) commit.run();
      } catch (error) {
        isKept = false;
        throw error;
      } finally {
        if (!isKept) {
          tip = before;
          memory.clear();
        }
      }
    } finally {
      isWriting = false;
      // A full disk makes SQLite roll back by itself.
      if (connection.inTransaction) rollback.run();
    }
    if (isKept && touched.size > 0) tell(touched);
    return result;
  };

  const tell = (touched: Set<EntityName>): void => {
    for (const listener of [...listeners]) {
      try {
        listener(touched);
      } catch (error) {
        // The transaction is on disk: a screen that could not be told must not make the officer think otherwise.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  };

  const reduceOnto = <E extends EntityName>(entity: E, id: string, events: readonly DomainEvent[]): void => {
    const projector = projectors[entity];
    const previous = projector.read(id) as EntityStates[E] | undefined;
    const next = events.reduce<EntityStates[E] | undefined>((state, event) => reducers[entity](state, event) as EntityStates[E] | undefined, previous);
    project(entity, id, previous, next);
  };

  const foldAgain = (entity: EntityName, id: string): void => {
    const previous = projectors[entity].read(id);
    project(entity, id, previous as never, fold(entity, log.ofEntity(entity, id)) as never);
  };

  const append = (actorId: string, event: NewEvent): DomainEvent => {
    const schema = eventSchemas[event.entity]?.[event.type];
    if (!schema) throw new Error(`no such event: ${event.entity} ${event.type}`);
    const text = canonicalInput(schema.parse(event.payload) as Record<string, unknown>);
    // Back from its text, so that what is folded now is exactly what a rebuild will read from the log.
    const payload = JSON.parse(text) as Record<string, unknown>;
    markFitting(schema, payload);
    const now = clock.now();
    const unhashed: Omit<DomainEvent, 'hash'> = {
      id: newId(),
      deskId,
      deskSeq: tip.deskSeq + 1,
      entity: event.entity,
      entityId: event.entityId,
      type: event.type,
      payload,
      blobs: event.blobs ?? [],
      actorId,
      occurredAt: nextHybridTime(tip.latest, now, deskId),
      prevHash: tip.hash,
    };
    const stamped: DomainEvent = { ...unhashed, hash: hashStored(unhashed, text) };
    log.insert(stamped, text);
    tip = { deskSeq: stamped.deskSeq, hash: stamped.hash, latest: stamped.occurredAt };
    for (const sha256 of stamped.blobs) needDelivery.run(sha256, stamped.deskSeq);
    // Later than everything this desk has seen, so it goes on top of the fold.
    reduceOnto(stamped.entity, stamped.entityId, [stamped]);
    return stamped;
  };

  /** @param payload its canonical JSON; undefined when it has none */
  const whyRefused = (event: DomainEvent, payload: string | undefined): RejectionReason | 'duplicate' | undefined => {
    if (payload === undefined || !eventSchema.safeParse(event).success) return 'malformed';
    if (hashStored(event, payload) !== event.hash) return 'hashMismatch';
    const here = log.link(event.deskId, event.deskSeq);
    if (here) return here.hash === event.hash ? 'duplicate' : 'forked';
    const before = event.deskSeq === 1 ? { hash: genesisHash } : log.link(event.deskId, event.deskSeq - 1);
    if (before && before.hash !== event.prevHash) return 'chainBroken';
    const behind = log.link(event.deskId, event.deskSeq + 1);
    if (behind && behind.prev_hash !== event.hash) return 'chainBroken';
    // The own log comes back only to a desk that was restored from a backup, and then from where it stops.
    if (event.deskId === deskId && event.deskSeq !== tip.deskSeq + 1) return 'chainBroken';
    return undefined;
  };

  const rebuildInside = (): void => {
    clearProjections(connection);
    for (const { entity, id, events } of log.entities()) project(entity, id, undefined, fold(entity, events) as never);
    indexer.level();
    writeMeta.run('projectionVersion', String(projectionVersion));
  };

  if (readMeta.get('projectionVersion') !== String(projectionVersion)) transact(rebuildInside, () => true);

  return {
    deskId,
    read: db,
    access: { folder, key, isEncrypted },
    write: (actorId, work) =>
      transact(
        (touched) => {
          let isOver = false;
          const result = work({
            append: (event) => {
              if (isOver) throw new Error('the transaction is over');
              touched.add(event.entity);
              return append(actorId, event);
            },
            state: stateOf,
            db,
          });
          isOver = true;
          if (result instanceof Promise) throw new Error('a transaction does not wait: `work` must be synchronous');
          return result;
        },
        (result) => !isProblem(result),
      ),
    merge: (events, cursor) =>
      transact(
        (touched) => {
          const refused: Refused[] = [];
          const taken = new Map<string, { entity: EntityName; id: string; events: DomainEvent[]; latestBefore: string | undefined }>();
          let applied = 0;
          let latest = tip.latest;
          for (const arrived of events) {
            const text = canonicalOrNone(arrived);
            const why = whyRefused(arrived, text);
            if (why === 'duplicate') continue;
            if (why !== undefined || text === undefined) {
              const event = arrived;
              const reason = why ?? 'malformed';
              refused.push({ event, reason });
              const whole = JSON.stringify(event);
              keepRefused.run(String(event.deskId), Math.trunc(Number(event.deskSeq)) || 0, sha256Of(whole), reason, whole, clock.now());
              continue;
            }
            const event = { ...arrived, payload: JSON.parse(text) as Record<string, unknown> };
            const name = `${event.entity}:${event.entityId}`;
            const group = taken.get(name) ?? {
              entity: event.entity,
              id: event.entityId,
              events: [],
              latestBefore: log.latestOf(event.entityId),
            };
            group.events.push(event);
            taken.set(name, group);
            log.insert(event, text);
            applied += 1;
            if (latest === undefined || event.occurredAt > latest) latest = event.occurredAt;
            if (event.deskId === deskId) {
              tip = { ...tip, deskSeq: event.deskSeq, hash: event.hash };
              for (const sha256 of event.blobs) needDelivery.run(sha256, event.deskSeq);
            }
          }
          for (const { entity, id, events: fresh, latestBefore } of taken.values()) {
            touched.add(entity);
            fresh.sort(byClock);
            // All later than what is folded already: they go on top. Otherwise this entity alone is folded again.
            if (latestBefore === undefined || fresh[0]!.occurredAt > latestBefore) reduceOnto(entity, id, fresh);
            else foldAgain(entity, id);
          }
          if (latest !== undefined && latest !== tip.latest) {
            writeMeta.run('latestSeen', latest);
            tip = { ...tip, latest };
          }
          writeCursor.run(cursor);
          return { applied, refused };
        },
        () => true,
      ),
    state: stateOf,
    remember,
    eventsOf: (entity, id) => log.ofEntity(entity, id),
    ownEvents: (afterSeq, limit) => log.after(deskId, afterSeq, limit),
    head: () => ({ deskSeq: tip.deskSeq, hash: tip.hash }),
    latestSeen: () => tip.latest,
    levelSearch: () => {
      if (indexer.pending() === 0) return;
      if (isWriting) indexer.level();
      else transact(() => indexer.level(), () => true);
    },
    rebuild: () => transact(rebuildInside, () => true),
    verifyLog: () => {
      let count = 0;
      for (const desk of log.deskIds()) {
        let previous = { deskSeq: 0, hash: genesisHash };
        for (;;) {
          const page = log.hashesAfter(desk, previous.deskSeq, 500);
          for (const event of page) {
            const follows = event.deskSeq === previous.deskSeq + 1;
            const isRight = event.found === event.hash && (follows ? event.prevHash === previous.hash : desk !== deskId);
            if (!isRight) return { isIntact: false, deskId: desk, deskSeq: event.deskSeq };
            previous = event;
            count += 1;
          }
          if (page.length < 500) break;
        }
      }
      return { isIntact: true, events: count };
    },
    backUp: (file) => backUp(connection, file),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => connection.close(),
  };
};

const canonicalOrNone = (event: DomainEvent): string | undefined => {
  try {
    return canonicalPayload(event.payload);
  } catch {
    return undefined;
  }
};

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
};
