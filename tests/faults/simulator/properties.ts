import { sql } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import type { District } from '../../../district/district.ts';
import { rowsOf } from '../../../district/database.ts';
import { events as deskEvents, sync as syncTable } from '../../../db/schema.ts';
import type { Store } from '../../../db/store.ts';
import type { DomainEvent, EntityName } from '../../../domain/event.ts';
import { type SimulatedDesk, sha256Of } from './simulated-desk.ts';

type DistrictRow = { position: number; deskId: string; deskSeq: number; verdict: string; hash: string | null; body: string };

const districtLog = async (district: District, agencyCode: string): Promise<DistrictRow[]> => {
  const rows = await rowsOf<{ position: string; desk_id: string; desk_seq: string; verdict: string; hash: string | null; body: string }>(
    district.context.db,
    sql`select position, desk_id, desk_seq, verdict, hash, body from events where agency_code = ${agencyCode} order by position`,
  );
  return rows.map(({ position, desk_id, desk_seq, ...row }) => ({ ...row, position: Number(position), deskId: desk_id, deskSeq: Number(desk_seq) }));
};

const namesOf = (rows: readonly { deskId: string; deskSeq: number; hash: string | null }[]): string[] =>
  rows.map(({ deskId, deskSeq, hash }) => `${deskId} ${deskSeq} ${hash}`).sort();

const logOf = (store: Store): { deskId: string; deskSeq: number; hash: string; id: string }[] =>
  store.read.select({ deskId: deskEvents.deskId, deskSeq: deskEvents.deskSeq, hash: deskEvents.hash, id: deskEvents.id }).from(deskEvents).all();

/** May be asked at any moment: the cursor stands only for rows that are here. */
export const cursorFaults = async (district: District, agencyCode: string, desk: SimulatedDesk): Promise<string[]> => {
  const store = desk.store();
  const cursor = store.read.select().from(syncTable).get()!.cursor;
  if (cursor === '') return [];
  const position = Number(cursor.split('.')[1]);
  const here = new Set(namesOf(logOf(store)));
  const promised = (await districtLog(district, agencyCode)).filter(
    (row) => row.position <= position && row.deskId !== store.deskId && row.verdict !== 'rejected',
  );
  return namesOf(promised).flatMap((name) => (here.has(name) ? [] : [`${desk.name}: cursor ${cursor} is ahead of ${name}`]));
};

/** After quiescence; an empty list is what must come back. */
export const levelFaults = async (district: District, agencyCode: string, desks: readonly SimulatedDesk[]): Promise<string[]> => {
  const faults: string[] = [];
  const rows = await districtLog(district, agencyCode);
  const all = namesOf(rows);
  if (new Set(all).size !== all.length) faults.push('district: an event is there twice');
  for (const { deskId, deskSeq, verdict } of rows) if (verdict === 'rejected') faults.push(`district refused ${deskId} ${deskSeq}`);

  const entities = new Map<string, { entity: EntityName; id: string }>();
  for (const { body } of rows) {
    const { entity, entityId } = JSON.parse(body) as DomainEvent;
    entities.set(`${entity} ${entityId}`, { entity, id: entityId });
  }
  const states = new Map(
    (
      await rowsOf<{ entity: string; entity_id: string; state: unknown }>(
        district.context.db,
        sql`select entity, entity_id, state from states where agency_code = ${agencyCode}`,
      )
    ).map((row) => [`${row.entity} ${row.entity_id}`, row.state]),
  );

  for (const desk of desks) {
    const store = desk.store();
    const log = logOf(store);
    const intact = store.verifyLog();
    if (!intact.isIntact) faults.push(`${desk.name}: log broken at ${intact.deskId} ${intact.deskSeq}`);
    const mine = namesOf(log);
    for (const name of all.filter((name) => !mine.includes(name))) faults.push(`${desk.name}: lost ${name}`);
    for (const name of mine.filter((name) => !all.includes(name))) faults.push(`district: lost ${name} of ${desk.name}`);
    if (mine.length !== all.length) faults.push(`${desk.name}: ${mine.length} events, the district ${all.length}`);
    const ids = new Set(log.map(({ id }) => id));
    for (const id of desk.durable) if (!ids.has(id)) faults.push(`${desk.name}: lost its own ${id}, which was on disk`);
    const seqs = log.filter(({ deskId }) => deskId === store.deskId).map(({ deskSeq }) => deskSeq);
    if (Math.max(...seqs) !== seqs.length) faults.push(`${desk.name}: its own log has a gap`);

    for (const [name, { entity, id }] of entities) {
      const here = JSON.stringify(sorted(store.state(entity, id) ?? null));
      const there = JSON.stringify(sorted(states.get(name) ?? null));
      if (here !== there) faults.push(`${desk.name}: ${name} differs\n  desk     ${here}\n  district ${there}`);
    }
    for (const { entity, id } of [...entities.values()].filter(({ entity }) => entity === 'document')) {
      const document = store.state(entity as 'document', id);
      if (document?.status !== 'attached') continue;
      const bytes = desk.files.get(document.sha256!);
      if (bytes === undefined || sha256Of(bytes) !== document.sha256) faults.push(`${desk.name}: file of document ${id} is not here`);
      const there = await readFile(district.context.blobs.pathOf(agencyCode, document.sha256!)).catch(() => undefined);
      if (there === undefined || sha256Of(there) !== document.sha256) faults.push(`district: file of document ${id} is not there`);
    }
    const status = desk.sync().status();
    if (!status.isLevel) faults.push(`${desk.name}: does not say that it is level: ${JSON.stringify(status)}`);
    faults.push(...(await cursorFaults(district, agencyCode, desk)));
  }
  return faults;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};
