import { and, eq, sql } from 'drizzle-orm';
import { citizenIdOf, type CitizenState } from '../../domain/citizen/citizen.ts';
import { citizens } from '../schema.ts';
import type { Store } from '../store.ts';

/** A person by the 12-digit number, or by the old nine-digit one. */
export const citizenByNumber = (store: Store, number: string): CitizenState | undefined => {
  if (number === '') return undefined;
  const known = store.state('citizen', citizenIdOf(number));
  // The id is made from the number that was first known; a correction may have changed it since.
  if (known?.number === number) return known;
  const row =
    store.read.select({ state: citizens.state }).from(citizens).where(and(eq(citizens.otherNumber, number), sql`${citizens.otherNumber} <> ''`)).get() ??
    store.read.select({ state: citizens.state }).from(citizens).where(and(eq(citizens.oldNumber, number), sql`${citizens.oldNumber} <> ''`)).get();
  return row && (JSON.parse(row.state) as CitizenState);
};
