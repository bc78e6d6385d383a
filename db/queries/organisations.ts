import { and, eq, sql } from 'drizzle-orm';
import { organisationIdOf, type OrganisationState } from '../../domain/organisation/organisation.ts';
import { organisations } from '../schema.ts';
import type { Store } from '../store.ts';

export const organisationByTaxCode = (store: Store, taxCode: string): OrganisationState | undefined => {
  if (taxCode === '') return undefined;
  const known = store.state('organisation', organisationIdOf(taxCode));
  // The id is made from the tax code that was first known; a correction may have changed it since.
  if (known?.taxCode === taxCode) return known;
  const row = store.read
    .select({ state: organisations.state })
    .from(organisations)
    .where(and(eq(organisations.otherTaxCode, taxCode), sql`${organisations.otherTaxCode} <> ''`))
    .get();
  return row && (JSON.parse(row.state) as OrganisationState);
};
