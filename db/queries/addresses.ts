import { asAbout, wordsOf } from '../search-words.ts';
import type { Store } from '../store.ts';
import { preparedColumn } from './prepared.ts';
import { askedOf, begun, togetherOf } from './search-tiers.ts';

/** The newest of those that have the words; enough to see what is common. */
const maxRead = 200;

const addressesOfRows = preparedColumn<[string, number], string>(`
  SELECT json_extract(state, '$.address') FROM (
    SELECT rowid AS found FROM citizen_search WHERE citizen_search MATCH ? ORDER BY rowid DESC LIMIT ?
  ) JOIN citizens ON row_id = found`);

/** Addresses of people met before in which these words stand one after the other, the last perhaps half typed: the commonest first. */
export const addressesWith = (store: Store, text: string, limit: number): string[] => {
  const asked = askedOf(text);
  if (asked === undefined) return [];
  store.levelSearch();
  const counts = new Map<string, number>();
  for (const address of addressesOfRows(store.read).all(begun(togetherOf(asked.words.map(asAbout))), maxRead)) {
    if (address !== '') counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  const typed = asked.words.join(' ');
  const begins = (address: string): boolean => wordsOf(address).join(' ').startsWith(typed);
  return [...counts]
    .toSorted(([a, timesA], [b, timesB]) => Number(begins(b)) - Number(begins(a)) || timesB - timesA || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([address]) => address);
};
