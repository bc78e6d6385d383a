import { type SQL, sql } from 'drizzle-orm';
import type { DocumentState } from '../domain/document/document.ts';
import type { DossierState } from '../domain/dossier/state.ts';
import { fold, reducers } from '../domain/entities.ts';
import { byClock, type DomainEvent, type EntityName } from '../domain/event.ts';
import { arrayOf, type Database, jsonTexts, rowsOf } from './database.ts';

type State = Record<string, unknown>;
type Touched = {
  entity: EntityName;
  entityId: string;
  state: State | undefined;
  latestAt: string;
  events: DomainEvent[];
  isLate: boolean;
  /** Whether the commune itself has a row; the state may come from the district's. */
  isKnown: boolean;
};

/** Of one commune's entities after a batch; `stateOf` answers for those that the batch touched. */
export type Projection = { stateOf: (event: DomainEvent) => State | undefined };

/**
 * Brings the states of all touched entities up to date: one query to load them, one for the logs of those that got an
 * event from before their latest, one to write. The district's own events (agency '') belong to every commune's fold.
 * Call it before the events are inserted.
 */
export const project = async (db: Database, agencyCode: string, events: readonly DomainEvent[]): Promise<Projection> => {
  const touched = new Map<string, Touched>();
  for (const event of events) {
    const key = keyOf(event);
    const entry = touched.get(key);
    if (entry) entry.events.push(event);
    else touched.set(key, { entity: event.entity, entityId: event.entityId, state: undefined, latestAt: '', events: [event], isLate: false, isKnown: false });
  }
  if (touched.size === 0) return { stateOf: () => undefined };
  const all = [...touched.values()];

  const stored = await rowsOf<{ agency_code: string; entity: EntityName; entity_id: string; state: State | null; latest_at: string }>(
    db,
    // `lateral … limit 1`: the commune's own row, else the district's, found by the primary key however many rows there are.
    sql`select s.agency_code, t.entity, t.entity_id, s.state, s.latest_at
        from unnest(${arrayOf(all.map((entry) => entry.entity))}::text[], ${arrayOf(all.map((entry) => entry.entityId))}::text[]) as t(entity, entity_id)
        cross join lateral (
          select agency_code, state, latest_at from states
          where agency_code in (${agencyCode}, '') and entity = t.entity and entity_id = t.entity_id
          order by agency_code desc limit 1
        ) s`,
  );
  for (const row of stored) {
    const entry = touched.get(keyOf({ entity: row.entity, entityId: row.entity_id }))!;
    entry.state = row.state ?? undefined;
    entry.latestAt = row.latest_at;
    entry.isKnown = row.agency_code === agencyCode;
  }

  for (const entry of all) {
    for (const event of entry.events) {
      if (event.occurredAt <= entry.latestAt) entry.isLate = true;
      else entry.latestAt = event.occurredAt;
      if (!entry.isLate) entry.state = reducers[entry.entity](entry.state as never, event) as State | undefined;
    }
  }
  const late = all.filter((entry) => entry.isLate);
  if (late.length > 0) await foldAgain(db, agencyCode, late);

  await write(db, agencyCode, all);
  return { stateOf: (event) => touched.get(keyOf(event))?.state };
};

/** States that are there already, from all their events. */
export const projectAgain = async (db: Database, agencyCode: string, entities: readonly Pick<Touched, 'entity' | 'entityId'>[]): Promise<void> => {
  const all = entities.map((entry): Touched => ({ ...entry, state: undefined, latestAt: '', events: [], isLate: true, isKnown: true }));
  await foldAgain(db, agencyCode, all);
  await write(db, agencyCode, all);
};

const foldAgain = async (db: Database, agencyCode: string, late: Touched[]): Promise<void> => {
  const rows = await rowsOf<{ body: string }>(
    db,
    sql`select body from events
        where entity_id = any(${arrayOf(late.map((entry) => entry.entityId))}::text[])
          and agency_code in (${agencyCode}, '') and verdict <> 'rejected'`,
  );
  const byEntity = Map.groupBy(rows.map(({ body }) => JSON.parse(body) as DomainEvent), keyOf);
  for (const entry of late) {
    const events = [...(byEntity.get(keyOf(entry)) ?? []), ...entry.events].sort(byClock);
    entry.state = fold(entry.entity, events) as State | undefined;
    entry.latestAt = events.at(-1)!.occurredAt;
  }
};

/** The district published something that communes have already: each of those folds it again. */
export const projectForAll = async (db: Database, events: readonly DomainEvent[]): Promise<void> => {
  const entityIds = [...new Set(events.map((event) => event.entityId))];
  const agencies = await rowsOf<{ agency_code: string }>(
    db,
    sql`select distinct agency_code from states where entity_id = any(${arrayOf(entityIds)}::text[]) and agency_code <> ''`,
  );
  await project(db, '', events);
  for (const { agency_code: agencyCode } of agencies) {
    const known = await rowsOf<{ entity: EntityName; entity_id: string }>(
      db,
      sql`select entity, entity_id from states where agency_code = ${agencyCode} and entity_id = any(${arrayOf(entityIds)}::text[])`,
    );
    const keys = new Set(known.map((row) => keyOf({ entity: row.entity, entityId: row.entity_id })));
    await project(db, agencyCode, events.filter((event) => keys.has(keyOf(event))));
  }
};

const write = async (db: Database, agencyCode: string, entries: readonly Touched[]): Promise<void> => {
  // Nobody else writes while the log is locked, so what was not found is not there: a plain insert is enough, and cheaper.
  const [known, fresh] = [entries.filter((entry) => entry.isKnown), entries.filter((entry) => !entry.isKnown)];
  if (fresh.length > 0) {
    await db.execute(sql`
      insert into states (agency_code, entity, entity_id, state, latest_at, code, status, procedure_code, field, channel, accepted_at, due_at, finished_at, dossier_id)
      select ${agencyCode}, * from ${rowsFrom(fresh)}`);
  }
  if (known.length > 0) {
    await db.execute(sql`
      update states s set
        state = r.state, latest_at = r.latest_at, code = r.code, status = r.status, procedure_code = r.procedure_code, field = r.field,
        channel = r.channel, accepted_at = r.accepted_at, due_at = r.due_at, finished_at = r.finished_at, dossier_id = r.dossier_id
      from (select * from ${rowsFrom(known)}) r
      where s.agency_code = ${agencyCode} and s.entity = r.entity and s.entity_id = r.entity_id`);
  }
};

const rowsFrom = (entries: readonly Touched[]): SQL => {
  const columns = entries.map(columnsOf);
  const column = <K extends keyof Columns>(name: K) => arrayOf(columns.map((row) => row[name]));
  return sql`(
    select entity, entity_id, state::jsonb, latest_at, code, status, procedure_code, field, channel, accepted_at, due_at, finished_at, dossier_id
    from unnest(
      ${arrayOf(entries.map((entry) => entry.entity))}::text[], ${arrayOf(entries.map((entry) => entry.entityId))}::text[],
      ${jsonTexts(entries.map((entry) => (entry.state === undefined ? null : JSON.stringify(entry.state))))},
      ${arrayOf(entries.map((entry) => entry.latestAt))}::text[],
      ${column('code')}::text[], ${column('status')}::text[], ${column('procedureCode')}::text[], ${column('field')}::text[],
      ${column('channel')}::text[], ${column('acceptedAt')}::bigint[], ${column('dueAt')}::bigint[], ${column('finishedAt')}::bigint[],
      ${column('dossierId')}::text[]
    ) as u(entity, entity_id, state, latest_at, code, status, procedure_code, field, channel, accepted_at, due_at, finished_at, dossier_id)) as r0`;
};

type Columns = {
  code: string | null;
  status: string | null;
  procedureCode: string | null;
  field: string | null;
  channel: string | null;
  acceptedAt: number | null;
  dueAt: number | null;
  finishedAt: number | null;
  dossierId: string | null;
};
const noColumns: Columns = {
  code: null,
  status: null,
  procedureCode: null,
  field: null,
  channel: null,
  acceptedAt: null,
  dueAt: null,
  finishedAt: null,
  dossierId: null,
};

const columnsOf = ({ entity, state }: Touched): Columns => {
  if (state === undefined) return noColumns;
  if (entity === 'document') {
    const document = state as unknown as DocumentState;
    return { ...noColumns, status: document.status, dossierId: document.dossierId ?? null };
  }
  if (entity !== 'dossier') return noColumns;
  const dossier = state as unknown as DossierState;
  return {
    code: dossier.code,
    status: dossier.status,
    procedureCode: dossier.procedure.code,
    field: dossier.procedure.field,
    channel: dossier.channel,
    acceptedAt: dossier.acceptedAt,
    dueAt: dossier.dueAt,
    finishedAt: dossier.finishedAt ?? null,
    dossierId: null,
  };
};

const keyOf = ({ entity, entityId }: { entity: EntityName; entityId: string }): string => `${entity}\n${entityId}`;
