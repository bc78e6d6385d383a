import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startDistrict, demoCommune, issueEnrolmentCode } from '../../build/start/district.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { dayMs } from '../../domain/time.ts';
import { createSync } from '../../electron/desk/sync/sync.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { receiveSome, someApplicant } from '../fixtures/reception.ts';
import { type Figure, median, secondsOf } from './figures.ts';
import { replicateByPouch } from './pouchdb-peer.ts';

const receptions = 5000;
const batch = 500;
const rounds = 3;

/** A backlog of some weeks without a line, and the district that it goes to when the line is back. */
export const benchDrain = async (): Promise<Figure[]> => {
  const cluster = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'huyện '));
  const made = await makeDesk({ hasOfficers: true, now: Date.now() - 30 * dayMs });
  try {
    for (let person = 0; person < receptions; person += 1) {
      if (person % 900 === 899) made.clock.advance(dayMs);
      receiveSome(made.as('hoa'), { applicant: { ...someApplicant, number: `0240860${String(person).padStart(5, '0')}` } });
    }
    const events = made.store.ownEvents(0, 1_000_000);
    const raw: number[] = [];
    const pouch: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      raw.push(await insertRaw(await cluster.createDatabase(), events));
      pouch.push(await replicateByPouch(events.map((event) => ({ _id: event.id, ...event })), join(folder, `pouch ${round}`)));
    }
    made.clock.set(Date.now());
    const ours = await drain(made, folder, await cluster.createDatabase());
    const perSecond = (seconds: number): number => events.length / seconds;
    const againstRaw = median(raw) / ours;
    const againstPouch = median(pouch) / ours;
    return [
      {
        name: 'events drained to the district on PostgreSQL against batched raw inserts of the same rows',
        value: `${againstRaw.toFixed(2)} (${perSecond(ours).toFixed(0)}/s against ${perSecond(median(raw)).toFixed(0)}/s, ${events.length} events)`,
        goal: '≥ 0.3 now, ≥ 0.5 later',
        isMet: againstRaw >= 0.3,
      },
      {
        name: 'the same backlog by PouchDB (LevelDB) to express-pouchdb on disk, its time against ours',
        value: `${againstPouch.toFixed(1)} (${perSecond(median(pouch)).toFixed(0)} documents/s)`,
        goal: '≥ 5 now, ≥ 10 later',
        isMet: againstPouch >= 5,
      },
    ];
  } finally {
    made.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** From the first request to the last acknowledgement, both ends at work as always: signatures, hashes, chain, folds, projections. */
const drain = async (made: TestDesk, folder: string, databaseUrl: string): Promise<number> => {
  const dataFolder = join(folder, 'máy chủ');
  const district = startDistrict(dataFolder, 0, ['--database-url', databaseUrl]);
  try {
    const { url } = await district.ready;
    const code = await issueEnrolmentCode(dataFolder, { ...demoCommune, deskNumber: 1 });
    const sync = createSync(made.desk, { isLineWatched: false });
    must(await sync.enrol(made.as('quantri').officer.id, { url, enrolmentCode: code }));
    const seconds = await secondsOf(async () => {
      const level = new Promise<void>((resolve) => {
        const unsubscribe = made.desk.onChange(() => {
          if (sync.status().pendingEvents > 0) return;
          unsubscribe();
          resolve();
        });
      });
      sync.start();
      await level;
    });
    await sync.stop();
    return seconds;
  } finally {
    district.stop();
    await district.exited;
  }
};

/** The district's log rows and nothing else: the same columns and keys, one transaction a batch. */
const insertRaw = async (databaseUrl: string, events: readonly DomainEvent[]): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create table raw (
    position bigint primary key, desk_id text not null, desk_seq bigint not null, entity text, entity_id text, type text, occurred_at text, hash text, body text not null,
    unique (desk_id, desk_seq))`);
  await client.query('create index raw_of_entity on raw (entity_id)');
  const bodies = events.map((event) => JSON.stringify(event));
  const seconds = await secondsOf(async () => {
    for (let start = 0; start < events.length; start += batch) {
      const rows = events.slice(start, start + batch);
      await client.query('begin');
      await client.query(
        `insert into raw select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
        [
          rows.map((_, index) => start + index),
          rows.map((row) => row.deskId),
          rows.map((row) => row.deskSeq),
          rows.map((row) => row.entity),
          rows.map((row) => row.entityId),
          rows.map((row) => row.type),
          rows.map((row) => row.occurredAt),
          rows.map((row) => row.hash),
          bodies.slice(start, start + batch),
        ],
      );
      await client.query('commit');
    }
  });
  await client.end();
  return seconds;
};
