import { addMonths, type LocalDate } from '../time.ts';
import { type Day, dateOf, dayAt, dayBefore, dayOf } from './day.ts';
import type { MeasureValues } from './indicators.ts';
import { type MeasureId, measureIds, measureOf, type PopulationName, populations, syncWithinMinutes } from './measures.ts';
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
  /** Whether the rows of a group stand together in their tables. */
  isClustered: boolean;
  /** The columns that name a dossier, and whether they are numbers. */
  id: { columns: readonly string[]; isNumber: boolean };
};

/** @param now UTC milliseconds; where the period ends later, what is open is counted today */
export const boundsAt = ({ from, to }: Period, now: number): Bounds => {
  const before = dayBefore(dayOf(from));
  return { from: dayOf(from), end: Math.max(before, Math.min(dayOf(to), dayAt(now))), before, lateSince: Math.floor(now / 60_000) - syncWithinMinutes };
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

/** All measures of one population by one dimension, in one statement. What all of them ask for is asked of the rows at once. */
export const figuresStatement = (population: PopulationName, dimension: Dimension, filter: ReportFilter, bounds: Bounds, dialect: Dialect, wanted: readonly MeasureId[] = measureIds): SqlText => {
  const { table, tests } = populations[population];
  const { hint, alias } = dialect.access(population);
  const definitions = wanted.map((id) => ({ id, where: [], of: [], ...measureOf(id) })).filter((measure) => measure.population === population);
  const [always, alwaysOf] = [sharedBy(definitions.map(({ where }) => where)), sharedBy(definitions.map(({ of }) => of))];
  const counts = definitions.map(({ id, where, of, sum }): Count => ({
    id,
    counted: sum === undefined ? 'count(*)' : `sum(f.${columnName(sum)})`,
    where: plain(sqlOf(without(where, always), 'f', bounds)),
    of: sqlOf(without(of, alwaysOf), 'g', bounds),
  }));
  const key = dimension === 'none' ? `''` : `g.${dimensionColumns[dimension]}`;
  const from = text(` FROM ${tableNames[table]} AS f${hint}`);
  const rows = text(`${plain(sqlOf<RowTest>(tests as never, alias, bounds))} AND ${plain(sqlOf(always, 'f', bounds))}`);
  const groups = concat([sqlOf(alwaysOf, 'g', bounds), text(dimension === 'none' ? '' : ` GROUP BY ${key}`)]);
  return concat([text(`SELECT ${key} AS "key", `), ...(dialect.isClustered ? groupFirst(counts, from, concat([rows, inGroups(filter)]), groups) : joinFirst(counts, from, concat([rows, inGroups(filter)]), groups))]);
};

type Count = { id: MeasureId; counted: string; where: string; of: SqlText };

/**
 * The rows of a group stand together, so they are counted as they are read, without a sort, and what a group's dossiers have in
 * common is looked at once for each group.
 */
const groupFirst = (counts: readonly Count[], from: SqlText, rows: SqlText, groups: SqlText): SqlText[] => {
  const inner = new Map<string, string>();
  const columns = counts.map(({ id, counted, where, of }) => {
    const expression = `${counted}${filterOf(where)}`;
    const name = inner.get(expression) ?? `x${inner.size}`;
    inner.set(expression, name);
    return concat([text(`sum(t.${name})`), filtered(of), text(` AS "${id}"`)]);
  });
  const all = [...inner].map(([expression, name]) => `${expression} AS ${name}`).join(', ');
  return [join(columns, ', ', ''), text(` FROM (SELECT f.group_key, ${all}`), from, text(' WHERE '), rows, text(' GROUP BY f.group_key) AS t JOIN fact_groups AS g ON g.group_key = t.group_key WHERE '), groups];
};

/** Where groups are gathered by hashing, fewer and larger ones are quicker. */
const joinFirst = (counts: readonly Count[], from: SqlText, rows: SqlText, groups: SqlText): SqlText[] => {
  const columns = counts.map(({ id, counted, where, of }) => concat([text(counted), filtered(join([text(where), of].filter(isTest), ' AND ', 'TRUE')), text(` AS "${id}"`)]));
  return [join(columns, ', ', ''), from, text(' JOIN fact_groups AS g ON g.group_key = f.group_key WHERE '), rows, text(' AND '), groups];
};

const isTest = ({ strings }: SqlText): boolean => strings[0] !== 'TRUE';
const filterOf = (where: string): string => (where === 'TRUE' ? '' : ` FILTER (WHERE ${where})`);
const filtered = (tests: SqlText): SqlText => (isTest(tests) ? concat([text(' FILTER (WHERE '), tests, text(')')]) : text(''));

const sharedBy = <T>(lists: readonly (readonly T[])[]): T[] => (lists[0] ?? []).filter((one) => lists.every((list) => list.includes(one)));
const without = <T>(list: readonly T[], some: readonly T[]): T[] => list.filter((one) => !some.includes(one));

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
