import type { Facts, FactGroup, Phase, ProcedureFacts } from './facts.ts';
import type { Day } from './day.ts';

/** What a period is reckoned by. Days are included. */
export type Bounds = {
  from: Day;
  /** The last day, or today where that has not come yet: what is open is open on it. */
  end: Day;
  /** The day before `from`. */
  before: Day;
  /** In minutes since 1970: what waits since before then is sent late. */
  lateSince: number;
};

/** A dossier's row, and where it is about what was open, one of its phases. */
export type FactRow = Facts & Phase;
export type GroupRow = FactGroup & ProcedureFacts;

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
type Operand<Row> = number | string | { column: keyof Row & string } | { bound: keyof Bounds };

/**
 * The smallest language in which a measure can be said once and asked of SQLite, of PostgreSQL and of a row in memory. There is no
 * «not»: where nothing is known (null) a comparison fails, in all three.
 */
export type Test<Row> =
  | { column: keyof Row & string; is: Comparison; than: Operand<Row> }
  | { column: keyof Row & string; isKnown: boolean }
  | { any: readonly Test<Row>[] };

export type RowTest = Test<FactRow>;
export type GroupTest = Test<GroupRow>;

/** `receivedDay` as the tables have it, `received_day`. */
export const columnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A statement in pieces: between two of them stands a parameter. Numbers and names are our own and stand in the text. */
export type SqlText = { strings: string[]; params: string[] };

export const sqlOf = <Row>(tests: readonly Test<Row>[], alias: string, bounds: Bounds): SqlText => join(tests.map((test) => sqlOfTest(test, alias, bounds)), ' AND ', 'TRUE');

const sqlOfTest = <Row>(test: Test<Row>, alias: string, bounds: Bounds): SqlText => {
  if ('any' in test) {
    const any = join(test.any.map((one) => sqlOfTest(one, alias, bounds)), ' OR ', 'FALSE');
    return concat([text('('), any, text(')')]);
  }
  const column = `${alias}.${columnName(test.column)}`;
  if ('isKnown' in test) return text(`${column} IS ${test.isKnown ? 'NOT ' : ''}NULL`);
  const { than } = test;
  if (typeof than === 'string') return { strings: [`${column} ${test.is} `, ''], params: [than] };
  const other = typeof than === 'number' ? than : 'bound' in than ? bounds[than.bound] : `${alias}.${columnName(than.column)}`;
  return text(`${column} ${test.is} ${other}`);
};

export const text = (piece: string): SqlText => ({ strings: [piece], params: [] });

export const concat = (parts: readonly SqlText[]): SqlText =>
  parts.reduce(
    (whole, { strings, params }) => ({
      strings: [...whole.strings.slice(0, -1), `${whole.strings.at(-1)!}${strings[0]!}`, ...strings.slice(1)],
      params: [...whole.params, ...params],
    }),
    text(''),
  );

export const join = (parts: readonly SqlText[], between: string, none: string): SqlText =>
  parts.length === 0 ? text(none) : concat(parts.flatMap((part, index) => (index === 0 ? [part] : [text(between), part])));

