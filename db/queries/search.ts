import type { CitizenState } from '../../domain/citizen/citizen.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import type { OrganisationState } from '../../domain/organisation/organisation.ts';
import { foldVietnamese } from '../../domain/text.ts';
import type { Store } from '../store.ts';
import { preparedColumn } from './prepared.ts';
import { type Asked, askedOf, tiersOf } from './search-tiers.ts';

export type Found = { dossiers: DossierState[]; citizens: CitizenState[]; organisations: OrganisationState[] };

/**
 * What begins with the words typed so far, marks and đ/d ignored. First where the words stand together in a code, name or
 * number, then where they are scattered, then in notes; among equals the newest dossier, and the person whose own name it is.
 */
export const search = (store: Store, text: string, limit: number): Found => {
  const asked = askedOf(text);
  if (asked === undefined) return { dossiers: [], citizens: [], organisations: [] };
  store.levelSearch();
  return {
    dossiers: findDossiers(store, asked, limit),
    citizens: closestNames(findCitizens(store, asked, Math.max(limit, peopleToCompare)), text).slice(0, limit),
    organisations: findOrganisations(store, asked, limit),
  };
};

/** Finds in one search table and reads what was found. */
const createFinder = <T>(index: string, table: string): ((store: Store, asked: Asked, limit: number) => T[]) => {
  // Newest first is the order in which the index is read backwards: it stops as soon as there are enough.
  const match = preparedColumn<[string, number], number>(`SELECT rowid FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ?`);
  const read = preparedColumn<[number], string>(`SELECT state FROM ${table} WHERE row_id = ?`);
  return (store, asked, limit) => {
    const found = new Set<number>();
    for (const expression of tiersOf(asked)) {
      // Those of the tiers before are found again, so that many more are asked for.
      for (const row of match(store.read).all(expression, limit + found.size)) if (found.size < limit) found.add(row);
      if (found.size >= limit) break;
    }
    return [...found].map((row) => JSON.parse(read(store.read).get(row)!) as T);
  };
};

const findDossiers = createFinder<DossierState>('dossier_search', 'dossiers');
const findCitizens = createFinder<CitizenState>('citizen_search', 'citizens');
const findOrganisations = createFinder<OrganisationState>('organisation_search', 'organisations');

const peopleToCompare = 32;

/**
 * «hùng» means people called Hùng before those whose middle name it is, and «hoà» people written with that mark before Hoa.
 * What was equal before stays in its order.
 */
const closestNames = (people: readonly CitizenState[], text: string): CitizenState[] => {
  const folded = foldVietnamese(text).trim();
  const marked = text.normalize('NFC').toLowerCase().trim();
  const closeness = ({ fullName }: CitizenState): number => {
    const name = foldVietnamese(fullName);
    const isWhole = name === folded ? 8 : 0;
    const ends = ` ${name}`.endsWith(` ${folded}`) ? 4 : 0;
    const isMarked = ` ${fullName.normalize('NFC').toLowerCase()}`.includes(` ${marked}`) ? 2 : 0;
    return isWhole + ends + isMarked;
  };
  return people.map((person) => ({ person, closeness: closeness(person) })).sort((a, b) => b.closeness - a.closeness).map(({ person }) => person);
};
