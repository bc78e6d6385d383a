import { type Day, dateOf, never } from '../../domain/reports/day.ts';
import type { MeasureValues } from '../../domain/reports/indicators.ts';
import { listPage } from '../../domain/reports/list-page.ts';
import type { MeasureId, PopulationName } from '../../domain/reports/measures.ts';
import type { Bounds, SqlText } from '../../domain/reports/predicate.ts';
import { addFigures, type Dialect, type Dimension, figuresStatement, type ListPlace, listStatement, populationNames, type ReportFilter } from '../../domain/reports/statements.ts';
import { dayMs } from '../../domain/time.ts';
import type { Connection } from '../connection.ts';

type Asked = { filter: ReportFilter; bounds: Bounds };

/** Every measure by one dimension; the key of the only group is empty where there is none. The facts have to be level. */
export const figuresOf = (connection: Connection, { dimension, filter, bounds }: Asked & { dimension: Dimension }): Map<string, MeasureValues> => {
  const dialect = dialectOf(connection, bounds);
  const groups = new Map<string, MeasureValues>();
  for (const population of populationNames) addFigures(groups, run<Record<string, unknown>>(connection, figuresStatement(population, dimension, filter, bounds, dialect)));
  return groups;
};

type Listed = Asked & { measures: readonly MeasureId[]; cursor: string | undefined; limit: number };

/** Ids of the dossiers that these measures count, a page at a time. */
export const dossiersCounted = async (connection: Connection, { measures, filter, bounds, cursor, limit }: Listed): Promise<{ ids: string[]; nextCursor: string | null }> => {
  const dialect = dialectOf(connection, bounds);
  const { places, nextCursor } = await listPage({ measures, cursor, limit }, (measure, after, most): ListPlace[] =>
    run<{ row_id: number; day: Day }>(connection, listStatement(measure, filter, bounds, dialect, { after, limit: most })).map(({ row_id: rowId, day }) => ({ day, id: [String(rowId)] })),
  );
  const idOf = connection.prepare<[number], string>('SELECT id FROM dossiers WHERE row_id = ?').pluck();
  return { ids: places.flatMap(({ id: [rowId] }) => idOf.get(Number(rowId)) ?? []), nextCursor };
};

const run = <R>(connection: Connection, { strings, params }: SqlText): R[] => connection.prepare<string[], R>(strings.join('?')).all(...params);

/** Of all days, so many have to be asked for until reading every row in order is quicker than fetching some and sorting them. */
const worthScanning = 0.1;

/** By which index a population is found when few dossiers are asked for: those of a short period, or what had not happened by its end. */
const ofShort: Partial<Record<PopulationName, string>> = { received: 'dossier_facts_received', solved: 'dossier_facts_finished', returned: 'dossier_facts_returned' };
const ofRecent: Partial<Record<PopulationName, string>> = { unanswered: 'dossier_facts_received', uncollected: 'dossier_facts_returned' };
/** Few were never received. */
const always: Partial<Record<PopulationName, string>> = { refused: 'dossier_facts_received' };

export const dialectOf = (connection: Connection, { from, end }: Bounds): Dialect => {
  const { first, last } = daysOf(connection);
  const shareOf = (a: Day, b: Day): number => (first === null || last === null || first === last ? 1 : (dayNumber(b) - dayNumber(a)) / (dayNumber(last) - dayNumber(first)));
  const isShort = shareOf(from, end) <= worthScanning;
  const isRecent = last !== null && shareOf(end, last) <= worthScanning;
  const access: Dialect['access'] = (population) => {
    const index = always[population] ?? (isShort ? ofShort[population] : undefined) ?? (isRecent ? ofRecent[population] : undefined);
    // The plus keeps SQLite from an index by which it would have to sort; NOT INDEXED would hide the rows' own order from it too.
    return index === undefined ? { hint: '', alias: '+f' } : { hint: ` INDEXED BY ${index}`, alias: 'f' };
  };
  return { access, isClustered: true, id: { columns: ['row_id'], isNumber: true } };
};

const daysOf = (connection: Connection): { first: Day | null; last: Day | null } =>
  connection
    .prepare<[], { first: Day | null; last: Day | null }>(`SELECT (SELECT min(received_day) FROM dossier_facts) AS first, (SELECT max(received_day) FROM dossier_facts WHERE received_day < ${never}) AS last`)
    .get()!;
const dayNumber = (day: Day): number => Date.parse(dateOf(day)) / dayMs;
