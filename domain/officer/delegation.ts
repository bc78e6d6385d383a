import type { LocalDate } from '../time.ts';
import { delegateOf, type OfficerState } from './officer.ts';

export type FindOfficer = (id: string) => OfficerState | undefined;

/** Who does this officer's work on that day, the nearest first: the delegate, and while that one is away too, theirs. */
export const standInsOf = (id: string, find: FindOfficer, today: LocalDate): string[] => {
  const chain: string[] = [];
  const known = new Set([id]);
  for (let next = delegateIdOf(id, find, today); next !== undefined && !known.has(next); next = delegateIdOf(next, find, today)) {
    known.add(next);
    chain.push(next);
  }
  return chain;
};

const delegateIdOf = (id: string, find: FindOfficer, today: LocalDate): string | undefined => {
  const officer = find(id);
  return officer && delegateOf(officer, today);
};

/** Whether the work would come back, on some day of these, to the officer who gives it away. */
export const isCircle = (id: string, { toOfficerId, from, until }: { toOfficerId: string; from: LocalDate; until: LocalDate }, find: FindOfficer, passed: ReadonlySet<string> = new Set()): boolean => {
  if (toOfficerId === id) return true;
  if (passed.has(toOfficerId)) return false;
  const further = new Set([...passed, toOfficerId]);
  return (find(toOfficerId)?.delegations ?? []).some((delegation) => {
    const days = { from: delegation.from > from ? delegation.from : from, until: delegation.until < until ? delegation.until : until };
    return delegation.endedAt === undefined && days.from <= days.until && isCircle(id, { toOfficerId: delegation.toOfficerId, ...days }, find, further);
  });
};
