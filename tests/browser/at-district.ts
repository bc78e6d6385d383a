import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDistrict } from '../../district/district.ts';
import { type dossierResponseSchema, viewDossier } from '../../district/dossier.ts';
import { isProblem } from '../../domain/problem.ts';
import type { z } from 'zod';
import { demoCommune } from '../../build/start/district.ts';

export type DossierAtDistrict = z.infer<typeof dossierResponseSchema> & {
  /** Of the bytes as they lie on the district's disk, by document id. */
  sha256: Record<string, string>;
};

/** What the district has of a dossier, from its own database and files. Its server must be stopped. */
export const readAtDistrict = async (dataFolder: string, dossierId: string): Promise<DossierAtDistrict> => {
  const district = await createDistrict({ dataFolder, name: '', level: '', clock: { now: () => Date.now() }, randomBytes: (size) => randomBytes(size) });
  try {
    const desk = { deskId: '', agencyCode: demoCommune.agencyCode };
    const view = await viewDossier(district.context, desk, dossierId);
    if (isProblem(view)) throw new Error(`the district answers ${view.problem}`);
    const sha256 = view.documents.map(({ id, sha256: name }) => [id, createHash('sha256').update(readFileSync(district.context.blobs.pathOf(desk.agencyCode, name ?? ''))).digest('hex')]);
    return { ...view, sha256: Object.fromEntries(sha256) as Record<string, string> };
  } finally {
    await district.close();
  }
};
