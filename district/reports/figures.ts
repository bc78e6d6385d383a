import { type SQL, sql } from 'drizzle-orm';
import type { Status } from '../../domain/dossier/status.ts';
import type { MeasureValues } from '../../domain/reports/indicators.ts';
import { type ListedPart, listPage, measuresListed } from '../../domain/reports/list-page.ts';
import type { Bounds, SqlText } from '../../domain/reports/predicate.ts';
import { type FigureGroup, labelled, type Summary, summaryOf } from '../../domain/reports/report.ts';
import {
  addFigures,
  boundsAt,
  type Dialect,
  type Dimension,
  figuresStatement,
  type Grouping,
  type ListPlace,
  listStatement,
  monthsOf,
  type Period,
  populationNames,
  type ReportFilter,
  totalOf,
} from '../../domain/reports/statements.ts';
import type { DistrictContext } from '../context.ts';
import { arrayOf, type Database, rowsOf } from '../database.ts';
import { bringLevel } from './level.ts';

/** `agencyCode`: of one commune only. */
type Asked = Period & { agencyCode?: string | undefined; filter?: Omit<ReportFilter, 'agency'> | undefined };
export type DistrictFiguresInput = Asked & { groupBy: Grouping | 'agency' };
export type DistrictDossiersInput = Asked & ListedPart & { cursor?: string | undefined };

/** As at the desk. */
export type DistrictFigures = Summary & {
  period: Period;
  /** When it was counted, UTC milliseconds. */
  at: number;
  groups: FigureGroup[];
};

/** One line of the list behind a number. It names a person: whoever shows it writes down who looked. Times in UTC milliseconds. */
export type DistrictDossierRow = {
  agencyCode: string;
  unitName: string;
  id: string;
  code: string;
  procedureName: string;
  field: string;
  applicantName: string;
  status: Status;
  acceptedAt: number;
  dueAt: number;
  finishedAt?: number;
};

const dialect: Dialect = { access: () => ({ hint: '', alias: 'f' }), isClustered: false, id: { columns: ['agency_code', 'dossier_id'], isNumber: false } };
const pageSize = 50;

/** All measures and indicators of all communes, or of one, in a period, and the measures by what is asked. */
export const districtFigures = async ({ db, clock }: DistrictContext, { from, to, groupBy, agencyCode, filter = {} }: DistrictFiguresInput): Promise<DistrictFigures> => {
  await bringLevel(db, agencyCode);
  const at = clock.now();
  const period = { from, to };
  const dimension = groupBy === 'month' ? 'none' : groupBy;
  const months = groupBy === 'month' ? monthsOf(period) : [];
  return ofOneMoment(db, async (tx) => {
    const count = (asked: Period, by: Dimension) => countBy(tx, by, { ...filter, agency: agencyCode }, boundsAt(asked, at));
    const whole = await count(period, dimension);
    const byMonth = new Map<string, MeasureValues>();
    for (const { key, period: month } of months) byMonth.set(key, totalOf((await count(month, 'none')).values()));
    const total = totalOf(whole.values());
    const groups = groupBy === 'none' ? new Map<string, MeasureValues>() : groupBy === 'month' ? byMonth : whole;
    const labels = await labelsOf(tx, groupBy, [...groups.keys()]);
    return { period, at, ...summaryOf(total), groups: labelled(groups, (key) => labels.get(key)) };
  });
};

/** The dossiers behind a number, by the day that it is about, a page at a time. */
export const districtDossiers = async (
  { db, clock }: DistrictContext,
  { from, to, agencyCode, filter = {}, cursor, ...listed }: DistrictDossiersInput,
): Promise<{ items: DistrictDossierRow[]; nextCursor: string | null }> => {
  await bringLevel(db, agencyCode);
  const bounds = boundsAt({ from, to }, clock.now());
  return ofOneMoment(db, async (tx) => {
    const { places, nextCursor } = await listPage({ measures: measuresListed(listed), cursor, limit: pageSize }, async (measure, after, limit): Promise<ListPlace[]> => {
      const rows = await rowsOf<{ agency_code: string; dossier_id: string; day: number }>(tx, asSql(listStatement(measure, { ...filter, agency: agencyCode }, bounds, dialect, { after, limit })));
      return rows.map((row) => ({ day: row.day, id: [row.agency_code, row.dossier_id] }));
    });
    return { items: await rowsAt(tx, places), nextCursor };
  });
};

/** All statements see the same moment, so that sums agree. */
const ofOneMoment = <T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> =>
  db.transaction(
    async (tx) => {
      // Compiling dozens of conditions takes longer than answering by them.
      await tx.execute(sql`set local jit = off`);
      return work(tx);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

const asSql = ({ strings, params }: SqlText): SQL => sql(strings as unknown as TemplateStringsArray, ...params);

const countBy = async (db: Database, dimension: Dimension, filter: ReportFilter, bounds: Bounds): Promise<Map<string, MeasureValues>> => {
  const groups = new Map<string, MeasureValues>();
  for (const population of populationNames) addFigures(groups, await rowsOf<Record<string, unknown>>(db, asSql(figuresStatement(population, dimension, filter, bounds, dialect))));
  return groups;
};

const labelsOf = async (db: Database, groupBy: DistrictFiguresInput['groupBy'], keys: readonly string[]): Promise<Map<string, string>> => {
  const asked = arrayOf(keys);
  const find = async (statement: SQL): Promise<Map<string, string>> => new Map((await rowsOf<{ key: string; label: string }>(db, statement)).map(({ key, label }) => [key, label]));
  switch (groupBy) {
    case 'agency':
      return find(sql`select agency_code as key, unit_name as label from agencies where agency_code = any(${asked}::text[])`);
    case 'procedure':
      return find(sql`select procedure_id as key, max(procedure_name) as label from fact_groups where procedure_id = any(${asked}::text[]) group by procedure_id`);
    case 'officer':
    case 'receiver':
      return find(sql`select distinct on (entity_id) entity_id as key, state ->> 'fullName' as label from states where entity = 'officer' and entity_id = any(${asked}::text[]) and state is not null order by entity_id, latest_at desc`);
    default:
      return new Map();
  }
};

const rowsAt = async (db: Database, places: readonly ListPlace[]): Promise<DistrictDossierRow[]> => {
  const found = await rowsOf<{ agency_code: string; unit_name: string | null; entity_id: string; code: string; procedure: string; field: string; applicant: string; status: Status; accepted_at: string; due_at: string; finished_at: string | null }>(
    db,
    sql`select s.agency_code, a.unit_name, s.entity_id, s.code, s.state #>> '{procedure,name}' as procedure, s.field, s.state #>> '{applicant,fullName}' as applicant, s.status,
          s.accepted_at, s.due_at, s.finished_at
        from unnest(${arrayOf(places.map(({ id }) => id[0]))}::text[], ${arrayOf(places.map(({ id }) => id[1]))}::text[]) with ordinality as p(agency_code, dossier_id, n)
        join states s on s.agency_code = p.agency_code and s.entity = 'dossier' and s.entity_id = p.dossier_id
        left join agencies a on a.agency_code = s.agency_code
        order by p.n`,
  );
  return found.map((row) => ({
    agencyCode: row.agency_code,
    unitName: row.unit_name ?? row.agency_code,
    id: row.entity_id,
    code: row.code,
    procedureName: row.procedure,
    field: row.field,
    applicantName: row.applicant,
    status: row.status,
    acceptedAt: Number(row.accepted_at),
    dueAt: Number(row.due_at),
    ...(row.finished_at !== null && { finishedAt: Number(row.finished_at) }),
  }));
};
