import { procedures } from '../../../db/queries/procedures.ts';
import type { Store } from '../../../db/store.ts';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { linkedProcedureOf, settledTogether } from '../../../domain/procedure/linked.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { scoreSearch, type SearchQuery, searchQueryOf, type SearchText, searchTextOf } from '../../../domain/text.ts';
import type { Desk } from '../desk.ts';
import { procedureVersionOf } from '../workflow/procedure-version.ts';
import type { ListedProcedure, ProcedureRow, ProcedureView } from './types.ts';

export const asProcedureRow = ({ id, code, name, field, feeVnd, timeLimit, project06, linkedGroup, linkedCodes = [] }: ProcedureState): ProcedureRow => ({
  id,
  code,
  name,
  field,
  feeVnd,
  timeLimit,
  project06,
  linkedGroup,
  isLinked: linkedCodes.length > 0,
});

type ListInput = {
  query?: string | undefined;
  /** Those that are no longer in force, instead of those that are. */
  isRetired?: boolean | undefined;
  /** False where most queries are names of people, in which typing errors of procedures would be found. */
  mayGuess?: boolean | undefined;
};

/**
 * The procedures in force. With a query the best answer first: by code, name, what citizens call it, or field. Without one the
 * officer's favourites in the officer's own order, then the others by name.
 */
export const listProcedures = ({ store, officer }: Pick<Desk, 'store'> & { officer?: OfficerState }, { query = '', isRetired = false, mayGuess: wantsGuesses = true }: ListInput): ListedProcedure[] => {
  const favourites = new Map(officer?.favourites.map((id, index) => [id, index]));
  const entries = searchable(store).filter((entry) => entry.isRetired === isRetired);
  const listed = ({ row }: Entry, alias: string | null): ListedProcedure => ({ ...row, isFavourite: favourites.has(row.id), alias });
  const asked = query.trim();
  if (asked === '') {
    const place = ({ row }: Entry): number => favourites.get(row.id) ?? favourites.size;
    return entries.toSorted((a, b) => place(a) - place(b)).map((entry) => listed(entry, null));
  }
  const digits = /^[\d.\s]+$/.test(asked) ? asked.replace(/\D/g, '') : '';
  const search = (text: string, among: readonly Entry[], mayGuess: boolean): Hit[] => {
    const prepared = searchQueryOf(text);
    return (
      among
        .map((entry) => ({ entry, ...(digits === '' ? scoreOf(prepared, entry, mayGuess) : scoreOfCode(digits, entry)) }))
        .filter(({ score }) => score > 0)
        // «ks» is in many names; the shortest is the plain case, which is asked for most.
        .sort((a, b) => b.score - a.score || a.entry.name.joined.length - b.entry.name.joined.length)
    );
  };
  const asTyped = search(asked, entries, false);
  const isSure = (asTyped[0]?.score ?? 0) >= sureScore;
  const known = new Set(asTyped.map(({ entry }) => entry));
  const guesses = isSure || !wantsGuesses ? [] : search(asked, entries.filter((entry) => !known.has(entry)), true);
  const found = [...asTyped, ...guesses];
  if (found.length === 0 && wantsGuesses) found.push(...answersOfBeginning(asked, (beginning) => search(beginning, entries, false)));
  return found.map(({ entry, alias }) => listed(entry, alias));
};

type Hit = Scored & { entry: Entry };

const mostOfBeginning = 8;

/**
 * A long question that no procedure answers whole («kết hôn có yếu tố nước ngoài»): what is asked for comes first, its
 * circumstances after, so the longest beginning that some name has whole is taken.
 */
const answersOfBeginning = (asked: string, search: (beginning: string) => Hit[]): Hit[] => {
  const words = asked.split(/\s+/);
  let best: Hit[] = [];
  // Halving, not word by word: each try goes through the catalogue.
  let answered = 1;
  let unanswered = words.length;
  while (unanswered - answered > 1) {
    const length = Math.floor((answered + unanswered) / 2);
    const hits = search(words.slice(0, length).join(' '));
    if ((hits[0]?.score ?? 0) < sureScore) unanswered = length;
    else {
      best = hits;
      answered = length;
    }
  }
  return best.slice(0, mostOfBeginning);
};

/** Some name has all that was typed: then nobody needs guesses at a typing error. */
const sureScore = 40;

type Entry = { row: ProcedureRow; isRetired: boolean; codeDigits: string; /** Codes that it had before, which citizens and old papers still have. */ formerCodes: string[]; name: SearchText; field: SearchText; aliases: SearchText[]; aliasTexts: string[]; everything: SearchText };

/** Folding the catalogue anew for each letter that is typed would take longer than the search. */
const searchable = (store: Store): Entry[] =>
  store.remember('procedure', 'procedure search', () =>
    procedures(store).map((procedure): Entry => {
      const { code, name, field, aliases = [], isRetired } = procedure;
      return {
        row: asProcedureRow(procedure),
        isRetired,
        codeDigits: code?.replace(/\D/g, '') ?? '',
        formerCodes: aliases.filter((alias) => /^\d\.\d{6}$/.test(alias)),
        name: searchTextOf(name),
        field: searchTextOf(field),
        aliases: aliases.map(searchTextOf),
        aliasTexts: aliases,
        everything: searchTextOf([name, field, code ?? '', ...aliases].join(' ')),
      };
    }),
  );

/** «1.001193», «1001193», «001193», «1193»; of several in the order of the codes. */
const scoreOfCode = (digits: string, { codeDigits, formerCodes }: Entry): Scored => {
  const at = codeDigits.indexOf(digits);
  if (at >= 0) return { score: 1000 - at - Number(codeDigits) / 1e8, alias: null };
  const former = formerCodes.find((code) => code.replace('.', '').includes(digits));
  return former === undefined ? { score: 0, alias: null } : { score: 500, alias: former };
};

/** A citizen's word counts a little less than the official name, unless it is just what was typed. */
const aliasWeight = 0.9;

type Scored = { score: number; alias: string | null };

const scoreOf = (query: SearchQuery, { name, field, aliases, aliasTexts, everything }: Entry, mayGuess: boolean): Scored => {
  // Most procedures have nothing of what was typed: one look instead of one at each name that citizens have for it.
  const anywhere = scoreSearch(query, everything, mayGuess);
  if (anywhere === 0) return { score: 0, alias: null };
  let best: Scored = { score: scoreSearch(query, name, mayGuess), alias: null };
  for (const [index, alias] of aliases.entries()) {
    const score = scoreSearch(query, alias, mayGuess) * (alias.joined === query.joined ? 1 : aliasWeight);
    if (score > best.score) best = { score, alias: aliasTexts[index]! };
  }
  const byField = scoreSearch(query, field, mayGuess) / 4;
  if (byField > best.score) best = { score: byField, alias: null };
  // «tư pháp khai sinh»: each word from another place.
  if (best.score === 0 && query.words.length > 1) best = { score: Math.min(anywhere, 10), alias: null };
  return best;
};

/** Everything of one procedure, with what is settled together with it. */
/** @param input.version that a dossier was received under; the one in force where it is missing */
export const getProcedure = ({ store }: Pick<Desk, 'store'>, { id, version }: { id: string; version?: string | undefined }): ProcedureView | Problem => {
  const inForce = store.state('procedure', id);
  if (!inForce) return problem('procedure.unknown');
  const kept = version === undefined ? undefined : procedureVersionOf(store, { procedure: { id, version } });
  const { isRetired, updatedAt } = inForce;
  const state: ProcedureState = kept ? { ...kept, id, isRetired, updatedAt, version: inForce.version } : inForce;
  const all = procedures(store);
  return { ...state, settles: settledTogether(state, all), linkedProcedure: linkedProcedureOf(state, all), isEarlierVersion: kept !== undefined && canonicalJson(state) !== canonicalJson(inForce) };
};
