import { sql } from 'drizzle-orm';
import type { CalendarState, WorkingCalendar } from '../../domain/calendar/calendar.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { foldVersion } from '../../domain/entities.ts';
import type { DomainEvent, EntityName } from '../../domain/event.ts';
import { type ProcedureFields, procedureFieldsSchema, type ProcedureState } from '../../domain/procedure/procedure.ts';
import { dayOf } from '../../domain/reports/day.ts';
import { type DossierFacts, type FactGroup, factNames, factsOf, factsVersion, procedureFactsOf } from '../../domain/reports/facts.ts';
import { columnName } from '../../domain/reports/predicate.ts';
import { arrayOf, type Database, rowsOf } from '../database.ts';

const eventsAtOnce = 1000;
const dossiersAtOnce = 500;
/** Facts are of states, so they are made anew with them. */
const version = `${foldVersion}.${factsVersion}`;

/** Brings the facts of all communes, or of one, level with the log. Each step is a transaction of its own; cut off, it goes on where it was. */
export const bringLevel = async (db: Database, agencyCode?: string): Promise<void> => {
  for (const agency of await agenciesBehind(db, agencyCode)) while (!(await levelStep(db, agency)));
};

/** Found in one question: of a province's hundreds of communes few have written since the last report. */
const agenciesBehind = async (db: Database, agencyCode: string | undefined): Promise<string[]> => {
  const rows = await rowsOf<{ agency_code: string }>(
    db,
    sql`select d.agency_code from (select distinct agency_code from desks where agency_code <> '') d left join facts_progress p using (agency_code)
        where (${agencyCode ?? null}::text is null or d.agency_code = ${agencyCode ?? null}) and (p.version is distinct from ${version}
          or exists (select from events e where e.agency_code = d.agency_code and e.position > p.position and e.verdict <> 'rejected')
          or exists (select from events e where e.agency_code = '' and e.position > p.position))`,
  );
  return rows.map((row) => row.agency_code);
};

type Seen = { position: string; entity: EntityName; entity_id: string; hash: string };

/** @returns whether the end of the log was reached */
const levelStep = async (db: Database, agency: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    // Two who ask for a report at once must not lay down the same dossier at once.
    await tx.execute(sql`select pg_advisory_xact_lock(7301003, hashtext(${agency}))`);
    const position = await positionOf(tx, agency);
    const events = await rowsOf<Seen>(
      tx,
      sql`select position, entity, entity_id, hash from events
          where agency_code in (${agency}, '') and position > ${position}::bigint and verdict <> 'rejected' order by position limit ${eventsAtOnce}`,
    );
    const last = events.at(-1);
    if (last === undefined) return true;
    const touched = await touchedBy(tx, agency, events);
    const sources = createSources(tx, agency);
    for (let from = 0; from < touched.length; from += dossiersAtOnce) await layDown(tx, agency, touched.slice(from, from + dossiersAtOnce), sources);
    await tx.execute(sql`
      insert into facts_progress (agency_code, version, position) values (${agency}, ${version}, ${last.position}::bigint)
      on conflict (agency_code) do update set version = excluded.version, position = excluded.position`);
    return events.length < eventsAtOnce;
  });

const positionOf = async (db: Database, agency: string): Promise<string> => {
  const [known] = await rowsOf<{ version: string; position: string }>(db, sql`select version, position from facts_progress where agency_code = ${agency}`);
  if (known?.version === version) return known.position;
  if (known) for (const table of ['dossier_facts', 'dossier_phases', 'fact_groups', 'facts_progress']) await db.execute(sql`delete from ${sql.identifier(table)} where agency_code = ${agency}`);
  return '0';
};

/** The dossiers that these events may have changed the facts of. */
const touchedBy = async (db: Database, agency: string, events: readonly Seen[]): Promise<string[]> => {
  const idsOf = (entity: EntityName): string[] => [...new Set(events.filter((event) => event.entity === entity).map((event) => event.entity_id))];
  const found = new Set(idsOf('dossier'));
  const [documents, procedures, calendars] = [idsOf('document'), idsOf('procedure'), idsOf('calendar')];
  const add = (rows: readonly { dossier_id: string }[]): void => rows.forEach((row) => found.add(row.dossier_id));
  if (documents.length > 0) {
    add(
      await rowsOf<{ dossier_id: string }>(
        db,
        sql`select distinct body::jsonb #>> '{payload,dossierId}' as dossier_id from events
            where entity_id = any(${arrayOf(documents)}::text[]) and type in ('document.attached', 'document.reused') and agency_code = ${agency} and verdict <> 'rejected'`,
      ),
    );
  }
  if (procedures.length > 0) {
    const versions = events.filter(({ entity }) => entity === 'procedure').map(({ hash }) => hash);
    add(
      await rowsOf<{ dossier_id: string }>(
        db,
        sql`select dossier_id from dossier_facts where agency_code = ${agency} and group_key in (
              select group_key from fact_groups where agency_code = ${agency} and procedure_version = any(${arrayOf(versions)}::text[]))`,
      ),
    );
    await regroup(db, agency, procedures);
  }
  for (const { year } of await calendarsOf(db, agency, calendars)) {
    const [last, first] = year === undefined ? [dayOf('9999-12-31'), 0] : [dayOf(`${year.year}-12-31`), dayOf(`${year.year}-01-01`)];
    add(
      await rowsOf<{ dossier_id: string }>(
        db,
        sql`select dossier_id from dossier_facts where agency_code = ${agency} and submitted_day <= ${last} and left_day >= ${first}`,
      ),
    );
  }
  return [...found];
};

/** What facts are made of beside the dossier; read once for each step. */
type Sources = {
  calendar: () => Promise<WorkingCalendar>;
  /** Versions of procedures by the hash of the event that published them. */
  versionsOf: (procedureIds: readonly string[]) => Promise<Map<string, ProcedureFields>>;
  proceduresNow: (procedureIds: readonly string[]) => Promise<Map<string, ProcedureState>>;
};

const createSources = (db: Database, agency: string): Sources => {
  let calendar: Promise<WorkingCalendar> | undefined;
  return {
    calendar: () => (calendar ??= calendarOf(db, agency)),
    versionsOf: (procedureIds) => versionsOf(db, agency, procedureIds),
    proceduresNow: (procedureIds) => statesOf<ProcedureState>(db, agency, 'procedure', procedureIds),
  };
};

const calendarOf = async (db: Database, agency: string): Promise<WorkingCalendar> => {
  const ids = await rowsOf<{ entity_id: string }>(db, sql`select distinct entity_id from states where agency_code in (${agency}, '') and entity = 'calendar'`);
  const calendars = await calendarsOf(db, agency, ids.map((row) => row.entity_id).sort());
  return { years: calendars.flatMap(({ year }) => year ?? []), hours: calendars.flatMap(({ hours }) => hours ?? []) };
};

const calendarsOf = async (db: Database, agency: string, ids: readonly string[]): Promise<CalendarState[]> => [...(await statesOf<CalendarState>(db, agency, 'calendar', ids)).values()];

/** The commune's own state of each, else the district's. */
const statesOf = async <S>(db: Database, agency: string, entity: EntityName, ids: readonly string[]): Promise<Map<string, S>> => {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<{ entity_id: string; state: S }>(
    db,
    sql`select distinct on (entity_id) entity_id, state from states
        where agency_code in (${agency}, '') and entity = ${entity} and entity_id = any(${arrayOf(ids)}::text[]) and state is not null
        order by entity_id, agency_code desc`,
  );
  return new Map(rows.map((row) => [row.entity_id, row.state]));
};

const versionsOf = async (db: Database, agency: string, procedureIds: readonly string[]): Promise<Map<string, ProcedureFields>> => {
  const rows = await rowsOf<{ hash: string; body: string }>(
    db,
    sql`select hash, body from events where entity_id = any(${arrayOf(procedureIds)}::text[]) and entity = 'procedure' and agency_code in (${agency}, '') and verdict <> 'rejected'`,
  );
  return new Map(
    rows.flatMap(({ hash, body }) => {
      const parsed = procedureFieldsSchema.safeParse((JSON.parse(body) as DomainEvent).payload);
      return parsed.success ? [[hash, parsed.data] as const] : [];
    }),
  );
};

const layDown = async (db: Database, agency: string, ids: readonly string[], sources: Sources): Promise<void> => {
  for (const table of ['dossier_facts', 'dossier_phases']) {
    await db.execute(sql`delete from ${sql.identifier(table)} where agency_code = ${agency} and dossier_id = any(${arrayOf(ids)}::text[])`);
  }
  const found = await factsOfDossiers(db, agency, ids, sources);
  if (found.length === 0) return;
  const keys = await groupKeysOf(db, agency, found.map(({ group }) => group), sources);
  const facts = found.map(({ id, group, facts: row }) => ({ dossier_id: id, group_key: keys.get(contentOf(group)), ...inColumns(row) }));
  const columns = factNames.map(columnName);
  await db.execute(sql`
    insert into dossier_facts (agency_code, dossier_id, group_key, ${sql.raw(columns.join(', '))})
    select ${agency}, r.* from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r(dossier_id text, group_key int, ${sql.raw(columns.map((column) => `${column} int`).join(', '))})`);
  const phases = found.flatMap(({ id, group, phases: rows }) => rows.map((row) => ({ dossier_id: id, group_key: keys.get(contentOf(group)), ...inColumns(row) })));
  await db.execute(sql`
    insert into dossier_phases (agency_code, dossier_id, group_key, from_day, to_day, due_day, is_paused)
    select ${agency}, r.* from jsonb_to_recordset(${JSON.stringify(phases)}::jsonb) as r(dossier_id text, group_key int, from_day int, to_day int, due_day int, is_paused int)`);
};

const inColumns = (row: object): Record<string, unknown> => Object.fromEntries(Object.entries(row).map(([name, value]) => [columnName(name), value]));

const factsOfDossiers = async (db: Database, agency: string, ids: readonly string[], { calendar, versionsOf: versions }: Sources): Promise<({ id: string } & DossierFacts)[]> => {
  const dossiers = await statesOf<DossierState>(db, agency, 'dossier', ids);
  if (dossiers.size === 0) return [];
  const attached = await rowsOf<{ dossier_id: string; state: DocumentState }>(
    db,
    sql`select dossier_id, state from states
        where agency_code = ${agency} and entity = 'document' and dossier_id is not null and dossier_id = any(${arrayOf(ids)}::text[]) and status = 'attached'`,
  );
  const documents = Map.groupBy(attached, (row) => row.dossier_id);
  const procedures = await versions([...new Set([...dossiers.values()].map(({ procedure }) => procedure.id))]);
  const longest = await longestDelays(db, agency, ids);
  const workingCalendar = await calendar();
  return [...dossiers].flatMap(([id, dossier]) => {
    const facts = factsOf({
      dossier,
      documents: documents.get(id)?.map(({ state }) => state) ?? [],
      procedure: procedures.get(dossier.procedure.version),
      calendar: workingCalendar,
      delivery: { longestMs: longest.get(id) ?? null, unsentSinceMs: null },
    });
    return facts ? [{ id, ...facts }] : [];
  });
};

/** How long the slowest of a dossier's events was on its way, by the desk's clock and ours; not counted from before the desk was enrolled. */
const longestDelays = async (db: Database, agency: string, ids: readonly string[]): Promise<Map<string, number>> => {
  const rows = await rowsOf<{ entity_id: string; longest: string }>(
    db,
    sql`select e.entity_id, max(e.received_at - greatest(substr(e.occurred_at, 1, 13)::bigint, d.enrolled_at)) as longest
        from events e join desks d using (desk_id)
        where e.entity_id = any(${arrayOf(ids)}::text[]) and e.entity = 'dossier' and e.agency_code = ${agency} and e.verdict <> 'rejected'
        group by e.entity_id`,
  );
  return new Map(rows.map((row) => [row.entity_id, Math.max(0, Number(row.longest))]));
};

const contentColumns = ['procedureId', 'procedureVersion', 'procedureName', 'field', 'channel', 'receiverId', 'officerId'] as const satisfies (keyof FactGroup)[];
const contentOf = (group: FactGroup): string => JSON.stringify(contentColumns.map((column) => group[column]));

const groupKeysOf = async (db: Database, agency: string, all: readonly FactGroup[], { versionsOf: versions, proceduresNow }: Sources): Promise<Map<string, number>> => {
  const groups = [...new Map(all.map((group) => [contentOf(group), group])).values()];
  const procedureIds = [...new Set(groups.map(({ procedureId }) => procedureId))];
  const [known, now] = [await versions(procedureIds), await proceduresNow(procedureIds)];
  const rows = groups.map((group) => ({ ...inColumns(group), ...inColumns(procedureFactsOf(known.get(group.procedureVersion), now.get(group.procedureId))) }));
  const names = sql.raw(contentColumns.map(columnName).join(', '));
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(contentColumns.map((column) => `${columnName(column)} text`).join(', '))}, online_level text, has_result_paper int)`;
  await db.execute(sql`
    insert into fact_groups (agency_code, ${names}, online_level, has_result_paper) select ${agency}, r.* from ${given} on conflict do nothing`);
  const keys = await rowsOf<Record<string, string> & { group_key: number }>(
    db,
    sql`select g.group_key, ${sql.raw(contentColumns.map((column) => `g.${columnName(column)}`).join(', '))} from fact_groups g join ${given}
        on ${sql.raw(contentColumns.map((column) => `g.${columnName(column)} = r.${columnName(column)}`).join(' and '))} where g.agency_code = ${agency}`,
  );
  return new Map(keys.map((row) => [JSON.stringify(contentColumns.map((column) => row[columnName(column)])), row.group_key]));
};

/** Procedures were published: what earlier versions left unsaid is as they say now. */
const regroup = async (db: Database, agency: string, procedureIds: readonly string[]): Promise<void> => {
  const groups = await rowsOf<{ procedure_id: string; procedure_version: string }>(
    db,
    sql`select distinct procedure_id, procedure_version from fact_groups where agency_code = ${agency} and procedure_id = any(${arrayOf(procedureIds)}::text[])`,
  );
  if (groups.length === 0) return;
  const known = await versionsOf(db, agency, procedureIds);
  const now = await statesOf<ProcedureState>(db, agency, 'procedure', procedureIds);
  for (const { procedure_id: procedureId, procedure_version: hash } of groups) {
    const { onlineLevel, hasResultPaper } = procedureFactsOf(known.get(hash), now.get(procedureId));
    await db.execute(sql`
      update fact_groups set online_level = ${onlineLevel}, has_result_paper = ${hasResultPaper}
      where agency_code = ${agency} and procedure_id = ${procedureId} and procedure_version = ${hash}`);
  }
};
