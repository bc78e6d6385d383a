import { mayInConsole } from '../../domain/console/permissions.ts';
import { type DistrictDossierRow, type DistrictDossiersInput, districtDossiers } from '../reports/figures.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

export type DossierRow = Omit<DistrictDossierRow, 'applicantName'> & { /** Null for whoever has no need to know it. */ applicantName: string | null };

/** The dossiers behind a number of the overview. Whoever was shown names in it is on record, a row for each list and not for each page. */
export const listDossiers = async (console: Console, input: DistrictDossiersInput): Promise<{ items: DossierRow[]; nextCursor: string | null }> => {
  const { items, nextCursor } = await districtDossiers(console.district, input);
  if (!mayInConsole(console.user.roles, 'dossiers.person')) return { items: items.map((row) => ({ ...row, applicantName: null })), nextCursor };
  if (input.cursor === undefined) {
    const { agencyCode, from, to, filter } = input;
    const listed = 'measure' in input ? input.measure : `${input.indicator}.${input.part}`;
    await audit(console.district.db, console, { action: 'dossiers.list', agencyCode, subject: listed, detail: { from, to, ...filter } });
  }
  return { items, nextCursor };
};
