import { type SQL, sql } from 'drizzle-orm';
import type { CitizenState } from '../../domain/citizen/citizen.ts';
import type { DossierState } from '../../domain/dossier/dossier.ts';
import type { ProcedureState } from '../../domain/procedure/procedure.ts';
import { foldVietnamese } from '../../domain/text.ts';
import type { Store } from '../store.ts';

export type Found = { dossiers: DossierState[]; citizens: CitizenState[]; procedures: ProcedureState[] };

/**
 * What begins with the words typed so far, each in any place, marks and đ/d ignored. Words that stand together as typed come
 * first; a hit in a code or a name counts more than one in a note.
 */
export const search = (store: Store, text: string, limit: number): Found => {
  const match = matchOf(text);
  if (match === undefined) return { dossiers: [], citizens: [], procedures: [] };
  store.levelSearch();
  return {
    dossiers: find(store, 'dossier_search', 'dossiers', sql`8.0, 4.0, 1.0`, match, limit),
    citizens: find(store, 'citizen_search', 'citizens', sql`4.0, 8.0, 1.0`, match, limit),
    procedures: find(store, 'procedure_search', 'procedures', sql`4.0, 2.0`, match, limit),
  };
};

/** A commune's commonest family name has tens of thousands of hits; only the newest of so many are worth ranking. */
const maxRanked = 500;

const find = <T>(store: Store, index: string, table: string, weights: SQL, match: string, limit: number): T[] => {
  const name = sql.raw(index);
  const rows = store.read.all<{ state: string }>(sql`
    SELECT state FROM (
      SELECT rowid AS found, bm25(${name}, ${weights}) AS score FROM ${name} WHERE ${name} MATCH ${match} ORDER BY rowid DESC LIMIT ${maxRanked}
    ) JOIN ${sql.raw(table)} ON row_id = found ORDER BY score, found DESC LIMIT ${limit}`);
  return rows.map(({ state }) => JSON.parse(state) as T);
};

const maxWords = 12;
const maxWordLength = 64;

/**
 * An FTS5 expression that is well formed whatever was typed: only letters and digits are left, each word in quotes.
 * @returns undefined when nothing is left to look for
 */
export const matchOf = (text: string): string | undefined => {
  const words = (foldVietnamese(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, maxWords).map((word) => `"${word.slice(0, maxWordLength)}"`);
  if (words.length === 0) return undefined;
  // The last word may still be half typed.
  const each = `${words.join(' AND ')} *`;
  if (words.length === 1) return each;
  return `(${words.join(' + ')} *) OR (${each})`;
};
