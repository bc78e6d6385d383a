import { addMonths, type LocalDate } from '../time.ts';
import { type Day, dateOf, dayBefore, dayOf } from './day.ts';
import type { MeasureValues } from './indicators.ts';
import { type MeasureId, measureIds, measureOf, type PopulationName, populations } from './measures.ts';
import { type Bounds, columnName, concat, join, type RowTest, sqlOf, type SqlText, text } from './predicate.ts';

/** `month` is not a column of a group: each month of the period is a period of its own. */
export const groupings = ['none', 'field', 'procedure', 'officer', 'receiver', 'channel', 'month'] as const;
export type Grouping = (typeof groupings)[number];
/** `agency`: of the district alone. */
export type Dimension = Exclude<Grouping, 'month'> | 'agency';

const dimensionColumns: Record<Exclude<Dimension, 'none'>, string> = {
  field: 'field',
  procedure: 'procedure_id',
  officer: 'officer_id',
  receiver: 'receiver_id',
  channel: 'channel',
  agency: 'agency_code',
};

export type ReportFilter = { [K in Exclude<Dimension, 'none'>]?: string | undefined };

/** Vietnam days, both included. */
export type Period = { from: LocalDate; to: LocalDate };

/** How one database is best asked. */
export type Dialect = {
  /** What stands between the name of the table and its alias' conditions, and the alias by which its columns are tested. */
  access: (population: PopulationName) => { hint: string; alias: string };
  /** The columns that name a dossier, and whether they are numbers. */
  id: { columns: readonly string[]; isNumber: boolean };
};

/**
 * @param today in Vietnam; what is open is counted on it where the period ends later
 * @param nowMinutes since 1970
 */
export const boundsOf = ({ from, to }: Period, today: LocalDate, nowMinutes: number, syncWithinMinutes: number): Bounds => {
  const before = dayBefore(dayOf(from));
  return { from: dayOf(from), end: Math.max(before, Math.min(dayOf(to), dayOf(today))), before, lateSince: nowMinutes - syncWithinMinutes };
};

/** The months that the period touches, cut off where it begins and ends. */
export const monthsOf = ({ from, to }: Period): { key: string; period: Period }[] => {
  const months: { key: string; period: Period }[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const last = dateOf(dayBefore(dayOf(addMonths(first, 1))));
    months.push({ key: first.slice(0, 7), period: { from: first < from ? from : first, to: last > to ? to : last } });
  }
  return months;
};

/**
 * All measures of one population by one dimension, in one statement. The rows of a group stand together, so they are counted as
 * they are read, without a sort, and what a group's dossiers have in common is looked at once for each group.
 */
export const figuresStatement = (population: PopulationName, dimension: Dimension, filter: ReportFilter, bounds: Bounds, dialect: Dialect, wanted: readonly MeasureId[] = measureIds): SqlText => {
  const { table, tests } = populations[population];
  const { hint, alias } = dialect.access(population);
  const inner = new Map<string, string>();
  const columns = measuresOf(population, wanted).map((id) => {
    const { where = [], of = [], sum } = measureOf(id);
    const counted = sum === undefined ? 'count(*)' : `sum(f.${columnName(sum)})`;
    const condition = where.length === 0 ? '' : ` FILTER (WHERE ${plain(sqlOf(where, 'f', bounds))})`;
    const expression = `${counted}${condition}`;
    const name = inner.get(expression) ?? `x${inner.size}`;
    inner.set(expression, name);
    return of.length === 0 ? text(`sum(t.${name}) AS "${id}"`) : concat([text(`sum(t.${name}) FILTER (WHERE `), sqlOf(of, 'g', bounds), text(`) AS "${id}"`)]);
  });
  const key = dimension === 'none' ? `''` : `g.${dimensionColumns[dimension]}`;
  const counts = [...inner].map(([expression, name]) => `${expression} AS ${name}`).join(', ');
  return concat([
    text(`SELECT ${key} AS "key", `),
    join(columns, ', ', 'count(*)'),
    text(` FROM (SELECT f.group_key, ${counts} FROM ${tableNames[table]} AS f${hint} WHERE ${plain(sqlOf<RowTest>(tests as never, alias, bounds))}`),
    inGroups(filter),
    text(' GROUP BY f.group_key) AS t JOIN fact_groups AS g ON g.group_key = t.group_key'),
    text(dimension === 'none' ? '' : ` GROUP BY ${key}`),
  ]);
};

/** Where a page of a list begins: the day and the id of the last dossier before it. */
export type ListPlace = { day: Day; id: readonly string[] };

/** The dossiers that a measure counts, by the day that it is about, from early to late. `after`: the last one before this page. */
export const listStatement = (id: MeasureId, filter: ReportFilter, bounds: Bounds, dialect: Dialect, { after, limit }: { after?: ListPlace | undefined; limit: number }): SqlText => {
  const { population, where = [], of = [], sum } = measureOf(id);
  const { table, tests, day } = populations[population];
  const ids = dialect.id.columns.map((column) => `f.${column}`).join(', ');
  const dayColumn = `f.${columnName(day)}`;
  const counted = [...tests, ...where, ...(sum === undefined ? [] : [{ column: sum, is: '>', than: 0 } as const])] as readonly RowTest[];
  return concat([
    text(`SELECT ${ids}, ${dayColumn} AS "day" FROM ${tableNames[table]} AS f JOIN fact_groups AS g ON g.group_key = f.group_key WHERE ${plain(sqlOf(counted, 'f', bounds))} AND `),
    sqlOf(of, 'g', bounds),
    inGroups(filter),
    after === undefined ? text('') : beyond(dayColumn, dialect.id, after),
    text(` ORDER BY ${dayColumn}, ${ids} LIMIT ${limit}`),
  ]);
};

/** What the rows of `figuresStatement` say, added to what others have said. Numbers come as text from PostgreSQL. */
export const addFigures = (groups: Map<string, MeasureValues>, rows: readonly Record<string, unknown>[]): void => {
  for (const { key, ...counts } of rows) {
    const values = groups.get(String(key)) ?? noFigures();
    for (const [id, count] of Object.entries(counts)) values[id as MeasureId] += Number(count ?? 0);
    groups.set(String(key), values);
  }
};

export const noFigures = (): MeasureValues => Object.fromEntries(measureIds.map((id) => [id, 0])) as MeasureValues;

export const totalOf = (groups: Iterable<MeasureValues>): MeasureValues => {
  const total = noFigures();
  for (const values of groups) for (const id of measureIds) total[id] += values[id];
  return total;
};

export const populationNames = Object.keys(populations) as PopulationName[];

const tableNames = { facts: 'dossier_facts', phases: 'dossier_phases' } as const;

const measuresOf = (population: PopulationName, wanted: readonly MeasureId[]): MeasureId[] => wanted.filter((id) => measureOf(id).population === population);

const inGroups = (filter: ReportFilter): SqlText => {
  const tests = Object.entries(filter).flatMap(([dimension, value]): SqlText[] =>
    value === undefined ? [] : [{ strings: [`${dimensionColumns[dimension as keyof ReportFilter]} = `, ''], params: [value] }],
  );
  return tests.length === 0 ? text('') : concat([text(' AND f.group_key IN (SELECT group_key FROM fact_groups WHERE '), join(tests, ' AND ', 'TRUE'), text(')')]);
};

const beyond = (dayColumn: string, { columns, isNumber }: Dialect['id'], { day, id }: ListPlace): SqlText => {
  const values = id.map((value): SqlText => (isNumber ? text(String(Number.parseInt(value, 10) || 0)) : { strings: ['', ''], params: [value] }));
  return concat([text(` AND (${[dayColumn, ...columns.map((column) => `f.${column}`)].join(', ')}) > (${day}, `), join(values, ', ', ''), text(')')]);
};

/** The tests of rows name columns, bounds and numbers only. */
const plain = ({ strings, params }: SqlText): string => {
  if (params.length > 0) throw new Error('a test of a row has no text');
  return strings[0]!;
};
