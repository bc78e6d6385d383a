import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalPayload, hashStored } from '../../db/event-log.ts';
import { openConnection } from '../../db/connection.ts';
import { migrationsFolder } from '../../db/migrate.ts';
import { recoverStore } from '../../db/recovery.ts';
import { drafts } from '../../db/schema.ts';
import { openStore, type Store } from '../../db/store.ts';
import { type DomainEvent, hashEvent } from '../../domain/event.ts';
import { problem } from '../../domain/problem.ts';
import { citizenRegistered, documentAttached, dossierReceived, sha256Of, stepTaken } from '../fixtures/test-desk.ts';
import { histories } from '../fixtures/histories.ts';
import { dumpProjections, makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

const withStore = <T>(work: (store: Store) => T, changes: Parameters<typeof storeOptions>[1] = {}): T => {
  const store = mustOpen(storeOptions(folder, changes));
  try {
    return work(store);
  } finally {
    store.close();
  }
};
const dbFile = (): string => join(folder, 'store', 'store.db');
const receive = (store: Store, id: string, order = 1): DomainEvent =>
  store.write('hoa', (tx) => tx.append(dossierReceived(id, `H02.15.20-261123-1${String(order).padStart(3, '0')}`)));
const afterCrash = (): void => writeFileSync(`${dbFile()}-wal`, '');

describe('opening', () => {
  it('makes a file that is encrypted, ours alone, and opens again as the same desk', () => {
    const first = withStore((store) => (receive(store, 'd1'), store.deskId));
    expect(readFileSync(dbFile()).includes('SQLite format 3')).toBe(false);
    expect(readFileSync(dbFile()).includes('Lục Sơn')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(dbFile()).mode & 0o777).toBe(0o600);
    withStore((store) => {
      expect(store.deskId).toBe(first);
      expect(store.head().deskSeq).toBe(1);
      expect(store.read.get(sql`PRAGMA synchronous`)).toEqual({ synchronous: 2 });
      expect(store.read.get(sql`PRAGMA journal_mode`)).toEqual({ journal_mode: 'wal' });
      expect(store.read.get(sql`PRAGMA foreign_keys`)).toEqual({ foreign_keys: 1 });
    });
  });

  it('refuses another key and leaves the store as it was', () => {
    withStore((store) => receive(store, 'd1'));
    const before = readFileSync(dbFile());
    expect(openStore(storeOptions(folder, { key: new Uint8Array(32).fill(8) }))).toMatchObject({ refused: 'wrongKey' });
    expect(readFileSync(dbFile()).equals(before)).toBe(true);
    withStore((store) => expect(store.head().deskSeq).toBe(1));
  });

  it('refuses a store of a later version and leaves it as it was', () => {
    withStore((store) => {
      receive(store, 'd1');
      store.read.run(sql`PRAGMA user_version = 999`);
    });
    const before = readFileSync(dbFile());
    expect(openStore(storeOptions(folder))).toMatchObject({ refused: 'newerVersion' });
    expect(readFileSync(dbFile()).equals(before)).toBe(true);
  });

  it('migrates forward after a backup, and not at all when a migration fails', () => {
    withStore((store) => receive(store, 'd1'));
    const known = readdirSync(migrationsFolder);
    const version = known.length;
    const folderOf = (name: string, next: string): string => {
      const made = join(folder, name);
      mkdirSync(made);
      for (const file of known) copyFileSync(join(migrationsFolder, file), join(made, file));
      writeFileSync(join(made, `${String(version + 1).padStart(4, '0')}_rooms.sql`), next);
      return made;
    };
    expect(() => openStore(storeOptions(folder, { migrationsFolder: folderOf('bad', 'CREATE TABLE rooms (id TEXT PRIMARY KEY) STRICT; CREATE NONSENSE') }))).toThrow();
    withStore((store) => expect([store.head().deskSeq, store.read.get(sql`PRAGMA user_version`)]).toEqual([1, { user_version: version }]));
    withStore(
      (store) => {
        expect(store.read.get(sql`SELECT count(*) AS n FROM rooms`)).toEqual({ n: 0 });
        expect(store.state('dossier', 'd1')?.id).toBe('d1');
      },
      { migrationsFolder: folderOf('good', 'CREATE TABLE rooms (id TEXT PRIMARY KEY) STRICT;') },
    );
    const backup = join(folder, 'store', 'backups', `before-migration-${version + 1}.db`);
    expect(readFileSync(backup).includes('SQLite format 3')).toBe(false);
    const copy = openConnection(backup, { key: new Uint8Array(32).fill(7) });
    expect(copy.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 1 });
    copy.close();
    expect(openStore(storeOptions(folder))).toMatchObject({ refused: 'newerVersion' });
  });

  it('lays the tables down anew when the program folds differently than the one before', () => {
    withStore((store) => {
      receive(store, 'd1');
      store.read.run(sql`UPDATE meta SET value = '0' WHERE name = 'projectionVersion'`);
      store.read.run(sql`UPDATE dossiers SET code = 'old'`);
    });
    withStore((store) => expect(store.read.get(sql`SELECT code FROM dossiers`)).toEqual({ code: 'H02.15.20-261123-1001' }));
  });
});

describe('the log', () => {
  it('is never changed or deleted, not even by a replacing insert', () => {
    withStore((store) => {
      receive(store, 'd1');
      for (const statement of [
        "UPDATE events SET payload = '{}'",
        "UPDATE events SET dossier_id = 'x'",
        'DELETE FROM events',
        "INSERT OR REPLACE INTO events SELECT arrival, id, desk_id, desk_seq, entity, entity_id, type, '{}', blobs, actor_id, occurred_at, prev_hash, hash, dossier_id FROM events",
      ]) {
        expect(() => store.read.run(sql.raw(statement)), statement).toThrow(expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringMatching(/is never/) }) }));
      }
      expect(store.verifyLog()).toEqual({ isIntact: true, events: 1 });
    });
  });

  it('hashes what is stored as the domain hashes the event', () => {
    fc.assert(
      fc.property(histories('x'), fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), ({ events }, payload) => {
        for (const event of events) {
          expect(hashStored(event, canonicalPayload(event.payload))).toBe(event.hash);
          const odd = { ...event, payload, entityId: JSON.stringify(payload).slice(0, 100).toWellFormed() };
          expect(hashStored(odd, canonicalPayload(payload))).toBe(hashEvent(odd));
        }
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  it('chains gaplessly on a clock that never runs backwards', () => {
    let now = 1_790_000_000_000;
    withStore(
      (store) => {
        const made = [0, 5, -1_000_000, 0, 7].map((step, index) => {
          now += step;
          return receive(store, `d${index}`);
        });
        expect(made.map(({ deskSeq }) => deskSeq)).toEqual([1, 2, 3, 4, 5]);
        expect(made.map(({ occurredAt }) => occurredAt)).toEqual(made.map(({ occurredAt }) => occurredAt).toSorted());
        expect(new Set(made.map(({ occurredAt }) => occurredAt)).size).toBe(5);
        expect(made.slice(1).map(({ prevHash }) => prevHash)).toEqual(made.slice(0, -1).map(({ hash }) => hash));
        expect(store.ownEvents(2, 2)).toEqual([made[2], made[3]]);
        expect(store.head()).toEqual({ deskSeq: 5, hash: made[4]!.hash });
      },
      { clock: { now: () => now } },
    );
  });

  it('says which event somebody has altered behind the triggers', () => {
    withStore((store) => {
      receive(store, 'd1');
      receive(store, 'd2');
      store.read.run(sql`DROP TRIGGER events_are_never_changed`);
      store.read.run(sql`UPDATE events SET actor_id = 'ai đó' WHERE desk_seq = 2`);
      expect(store.verifyLog()).toEqual({ isIntact: false, deskId: store.deskId, deskSeq: 2 });
    });
  });
});

describe('write', () => {
  it('keeps nothing of a Problem, of an exception or of a promise', () => {
    withStore((store) => {
      receive(store, 'd1');
      const before = [dumpProjections(store), store.head()];
      const told = vi.fn();
      store.onCommit(told);
      const attempt = (end: () => unknown) => () =>
        store.write('hoa', (tx) => {
          tx.append(stepTaken('d1', 'accepted', 'processing'));
          tx.append(documentAttached('x1', 'd1', sha256Of(Buffer.from('x'))));
          tx.db.insert(drafts).values({ id: 'draft', officerId: 'hoa', form: '{}', updatedAt: 1 }).run();
          expect(tx.state('dossier', 'd1')?.status).toBe('processing');
          return end();
        });
      expect(attempt(() => problem('dossier.stepForbidden'))()).toMatchObject({ problem: 'dossier.stepForbidden' });
      expect(attempt(() => { throw new Error('hỏng'); })).toThrow('hỏng');
      expect(attempt(async () => 1)).toThrow(/does not wait/);
      expect(attempt(() => store.write('hoa', () => 1))).toThrow(/open already/);
      expect(() => store.write('hoa', (tx) => tx.append({ entity: 'dossier', entityId: 'd1', type: 'dossier.stepTaken', payload: { from: 'x' } }))).toThrow();
      expect(() => store.write('hoa', (tx) => tx.append({ entity: 'dossier', entityId: 'd1', type: 'dossier.exploded', payload: {} }))).toThrow(/no such event/);
      expect([dumpProjections(store), store.head()]).toEqual(before);
      expect(store.read.select().from(drafts).all()).toEqual([]);
      expect(store.read.get(sql`SELECT count(*) AS n FROM deliveries`)).toEqual({ n: 0 });
      expect(told).not.toHaveBeenCalled();
      expect(receive(store, 'd2').deskSeq).toBe(2);
      expect(store.verifyLog()).toEqual({ isIntact: true, events: 2 });
    });
  });

  it('tells listeners after commit what changed, and survives one that fails', () => {
    withStore((store) => {
      const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
      store.onCommit(() => { throw new Error('màn hình hỏng'); });
      const told: string[][] = [];
      const end = store.onCommit((entities) => void told.push([...entities, store.state('dossier', 'd1')!.code]));
      receive(store, 'd1');
      store.write('hoa', (tx) => void tx.db.insert(drafts).values({ id: 'x', officerId: 'hoa', form: '{}', updatedAt: 1 }).run());
      end();
      receive(store, 'd2');
      expect(told).toEqual([['dossier', 'H02.15.20-261123-1001']]);
      expect(warn).toHaveBeenCalledTimes(2);
      warn.mockRestore();
    });
  });

  it('notices what another connection wrote to the same file', () => {
    withStore((one) => {
      receive(one, 'd1');
      withStore((other) => {
        expect(receive(other, 'd2').deskSeq).toBe(2);
        expect(receive(one, 'd3').deskSeq).toBe(3);
        expect(receive(other, 'd4').deskSeq).toBe(4);
      });
      expect(one.verifyLog()).toEqual({ isIntact: true, events: 4 });
    });
  });

  it('forgets what it remembered when that changes, and when the change is undone', () => {
    withStore((store) => {
      const officer = (fullName: string) => ({ entity: 'officer' as const, entityId: 'o1', type: 'officer.added', payload: { username: 'hoa', fullName, title: '', roles: ['receiving'] } });
      const nameOf = () => store.state('officer', 'o1')?.fullName;
      expect(nameOf()).toBeUndefined();
      store.write('hoa', (tx) => tx.append(officer('Nguyễn Thị Hoa')));
      expect(nameOf()).toBe('Nguyễn Thị Hoa');
      store.write('hoa', (tx) => {
        tx.append(officer('Sai Tên'));
        expect([tx.state('officer', 'o1')?.fullName, nameOf()]).toEqual(['Sai Tên', 'Sai Tên']);
        return problem('input.malformed');
      });
      expect(nameOf()).toBe('Nguyễn Thị Hoa');
      store.merge([], 'c');
      withStore((other) => other.write('hoa', (tx) => tx.append(officer('Đổi Tên'))));
      store.write('hoa', (tx) => expect(tx.state('officer', 'o1')?.fullName).toBe('Đổi Tên'));
    });
  });

  it('takes half an emoji, as a cut text leaves it, rather than losing the reception', () => {
    withStore((store) => {
      store.write('hoa', (tx) => tx.append(citizenRegistered('c1', 'Nguyễn Văn A \ud83d')));
      expect(store.state('citizen', 'c1')?.fullName).toBe('Nguyễn Văn A \ufffd');
      expect(store.verifyLog()).toEqual({ isIntact: true, events: 1 });
    });
  });

  it('owes the district each file that an own event names, once', () => {
    withStore((store) => {
      const sha256 = sha256Of(Buffer.from('bản quét'));
      store.write('hoa', (tx) => (tx.append(documentAttached('x1', 'd1', sha256)), tx.append(documentAttached('x2', 'd1', sha256))));
      expect(store.read.all(sql`SELECT sha256, desk_seq, delivered_at FROM deliveries`)).toEqual([{ sha256, desk_seq: 1, delivered_at: null }]);
    });
  });
});

describe('merge', () => {
  const log = (): DomainEvent[] => fc.sample(histories('m', { desks: 1, minEvents: 20, maxEvents: 60 }), { numRuns: 1, seed: 5 })[0]!.events;

  it('is idempotent and keeps the cursor with the rows', () => {
    withStore((store) => {
      const events = log();
      expect(store.merge(events, 'c1')).toEqual({ applied: events.length, refused: [] });
      const before = dumpProjections(store);
      expect(store.merge(events, 'c2')).toEqual({ applied: 0, refused: [] });
      expect(dumpProjections(store)).toEqual(before);
      expect(store.read.get(sql`SELECT cursor FROM sync`)).toEqual({ cursor: 'c2' });
    });
  });

  it('keeps a bad event apart, reports it, and takes the rest', () => {
    withStore((store) => {
      const events = log();
      const altered = { ...events[5]!, actorId: 'kẻ lạ' };
      const resigned = { ...altered, hash: hashEvent(altered) };
      const strange = { ...events[7]!, deskSeq: -1 };
      const broken = { ...events[9]!, prevHash: 'e'.repeat(64) };
      const rehashed = { ...broken, hash: hashEvent(broken) };
      const sent = events.map((event, index) => (index === 5 ? altered : index === 7 ? strange : index === 9 ? rehashed : event));
      const { applied, refused } = store.merge(sent, 'c');
      expect(refused.map(({ event, reason }) => [event.deskSeq, reason])).toEqual([[6, 'hashMismatch'], [-1, 'malformed'], [10, 'chainBroken']]);
      expect(applied).toBe(events.length - 3);
      expect(store.read.get(sql`SELECT count(*) AS n FROM refused_events`)).toEqual({ n: 3 });
      // The right ones may still come.
      expect(store.merge(events, 'c')).toEqual({ applied: 3, refused: [] });
      expect(store.merge([resigned], 'c').refused.map(({ reason }) => reason)).toEqual(['forked']);
      expect(store.verifyLog()).toEqual({ isIntact: true, events: events.length });
    });
  });

  it('makes what is written afterwards later than what was seen', () => {
    withStore(
      (store) => {
        const events = log();
        store.merge(events, 'c');
        const latest = events.map(({ occurredAt }) => occurredAt).toSorted().at(-1)!;
        expect(receive(store, 'mine').occurredAt > latest).toBe(true);
      },
      { clock: { now: () => 1_000_000_000_000 } },
    );
    withStore((store) => expect(receive(store, 'again').occurredAt > '1790000000000').toBe(true), { clock: { now: () => 1_000_000_000_000 } });
  });

  it('takes the own log back on a desk that was restored from an old copy', () => {
    withStore((store) => {
      receive(store, 'd1');
      store.backUp(join(folder, 'copy.db'));
      receive(store, 'd2');
      const own = store.ownEvents(0, 10);
      mkdirSync(join(folder, 'old', 'store'), { recursive: true });
      copyFileSync(join(folder, 'copy.db'), join(folder, 'old', 'store', 'store.db'));
      const old = mustOpen(storeOptions(join(folder, 'old')));
      expect([old.deskId, old.head().deskSeq]).toEqual([store.deskId, 1]);
      expect(old.merge(own, 'c')).toEqual({ applied: 1, refused: [] });
      expect([old.head(), dumpProjections(old)]).toEqual([store.head(), dumpProjections(store)]);
      expect(receive(old, 'd3').deskSeq).toBe(3);
      old.close();
    });
  });
});

describe('damage', () => {
  /** Enough to fill many pages. */
  const fill = (store: Store): void => {
    for (let index = 0; index < 60; index += 1) {
      store.write('hoa', (tx) => {
        tx.append(citizenRegistered(`c${index}`, `Nguyễn Văn ${index}`));
        tx.append(dossierReceived(`d${index}`, `H02.15.20-261123-1${String(index + 1).padStart(3, '0')}`));
      });
    }
    store.write('hoa', (tx) => tx.db.insert(drafts).values({ id: 'nháp', officerId: 'hoa', form: '{}', updatedAt: 1 }).run());
  };
  const pagesOf = (name: string): number[] =>
    withStore((store) => store.read.all<{ pageno: number }>(sql`SELECT pageno FROM dbstat WHERE name = ${name} AND pagetype = 'leaf' ORDER BY pageno`).map(({ pageno }) => pageno));
  const spoil = (page: number): void => {
    const bytes = readFileSync(dbFile());
    bytes.fill(0xee, (page - 1) * 4096 + 100, (page - 1) * 4096 + 400);
    writeFileSync(dbFile(), bytes);
    afterCrash();
  };
  const recover = () => {
    const refusal = openStore(storeOptions(folder));
    expect(refusal).toMatchObject({ refused: 'damaged' });
    const recovered = recoverStore(storeOptions(folder));
    if ('refused' in recovered) throw new Error('not recovered');
    return recovered;
  };

  it('in a table that can be made again costs nothing', () => {
    const before = withStore((store) => (fill(store), { deskId: store.deskId, head: store.head(), dump: dumpProjections(store) }));
    spoil(pagesOf('dossiers')[3]!);
    const { store, report } = recover();
    expect({ deskId: store.deskId, head: store.head(), dump: dumpProjections(store) }).toEqual(before);
    expect(report).toMatchObject({ rescuedEvents: 120, rescuedUnsent: 120, lostOwn: [], lostTables: [], hasNewDeskId: false });
    expect(store.read.select().from(drafts).all()).toHaveLength(1);
    expect(receive(store, 'new').deskSeq).toBe(121);
    store.close();
    expect(existsSync(join(report.quarantineFolder, 'store.db'))).toBe(true);
  });

  it('in the log itself loses only what cannot be read, and says which', () => {
    const deskId = withStore((store) => (fill(store), store.deskId));
    spoil(pagesOf('events')[4]!);
    const { store, report } = recover();
    expect(report.lostOwn.length).toBeGreaterThan(0);
    expect(report.lostOwn.length).toBeLessThan(10);
    expect(report).toMatchObject({ rescuedEvents: 120 - report.lostOwn.length, hasNewDeskId: true });
    expect(store.deskId).not.toBe(deskId);
    expect(store.state('dossier', 'd59')?.code).toBe('H02.15.20-261123-1060');
    expect(store.verifyLog()).toMatchObject({ isIntact: true });
    expect(receive(store, 'new').deskSeq).toBe(1);
    store.close();
  });

  it('in the log is mended from a backup that still has the place', () => {
    const before = withStore((store) => {
      fill(store);
      store.backUp(join(folder, 'store', 'backups', 'daily.db'));
      receive(store, 'later', 900);
      return { deskId: store.deskId, head: store.head() };
    });
    spoil(pagesOf('events')[4]!);
    const { store, report } = recover();
    expect({ deskId: store.deskId, head: store.head() }).toEqual(before);
    expect(report).toMatchObject({ lostOwn: [], hasNewDeskId: false });
    store.close();
  });

  it('of the whole file is refused, quarantined, and whatever a backup has comes back', () => {
    withStore((store) => {
      fill(store);
      store.backUp(join(folder, 'store', 'backups', 'daily.db'));
    });
    writeFileSync(dbFile(), Buffer.alloc(8192, 1));
    const { store, report } = recover();
    expect([store.head().deskSeq, report.rescuedEvents]).toEqual([120, 120]);
    store.close();
  });
});

it('what was acknowledged before kill -9 is there after it', { timeout: 120_000 }, async () => {
  const script = join(import.meta.dirname, '..', 'fixtures', 'db-append-loop.ts');
  let acknowledged = 0;
  for (let round = 0; round < 8; round += 1) {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const wanted = acknowledged + 3 + round * 13;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged >= wanted) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    withStore((store) => {
      expect(store.head().deskSeq).toBeGreaterThanOrEqual(acknowledged);
      expect(store.verifyLog()).toEqual({ isIntact: true, events: store.head().deskSeq });
      const live = dumpProjections(store);
      store.rebuild();
      expect(dumpProjections(store)).toEqual(live);
      expect(live.dossiers).toHaveLength(store.head().deskSeq);
    });
  }
});
