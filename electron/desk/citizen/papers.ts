import { documentsOfOwner } from '../../../db/queries/ownership.ts';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import { validityOf } from '../../../domain/document/validity.ts';
import type { DossierState } from '../../../domain/dossier/dossier.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import type { Paper } from './types.ts';

/** More than anybody's papers fill in a lifetime. */
const maxRead = 500;

type Use = { document: DocumentState; dossier: DossierState };

/** Whose papers those in a dossier are: its owner's, and the applicant's where there is no other. */
export const holderOf = ({ ownerId, citizenId }: DossierState): string => ownerId ?? citizenId;

/** The digitised papers of a person or an organisation, newest first. The same bytes in several dossiers are one paper. */
export const papersOf = (desk: Desk, id: string): Paper[] => {
  const papers = new Map<string, Use[]>();
  for (const document of documentsOfOwner(desk.store, id, maxRead)) {
    const dossier = document.dossierId === undefined ? undefined : desk.store.state('dossier', document.dossierId);
    // Received in error: whose papers these are is not certain.
    if (!dossier || dossier.cancelled) continue;
    const key = document.sha256 ?? document.id;
    papers.set(key, [...(papers.get(key) ?? []), { document, dossier }]);
  }
  return [...papers.values()].map((uses) => asPaper(desk, uses)).sort((a, b) => b.scannedAt - a.scannedAt);
};

/** @param uses of the same bytes, newest first, at least one */
const asPaper = ({ blobs, clock }: Desk, uses: readonly Use[]): Paper => {
  // The first scan stands for it: that is the one that was described, and what was reused took its description along.
  const { document, dossier } = uses.findLast(({ document: { reusedFrom } }) => reusedFrom === undefined) ?? uses.at(-1)!;
  const { id, sha256, source, description = {}, pageCount = 1, sizeBytes = 0, createdAt } = document;
  const scannedAt = hybridTimeMs(createdAt);
  const component = dossier.components.find(({ key }) => key === document.componentKey);
  const typeCode = description.typeCode || document.typeCode || component?.typeCode || '';
  return {
    documentId: id,
    typeCode,
    title: description.title || documentTypeOf(typeCode)?.name || component?.name || source.fileName,
    number: description.number ?? '',
    issuedBy: description.issuedBy ?? '',
    issuedOn: description.issuedOn ?? '',
    validity: validityOf({ typeCode, description, scannedOn: localDate(scannedAt) }, localDate(clock.now())),
    isDescribed: document.description !== undefined,
    description,
    fileName: source.fileName,
    pageCount,
    sizeBytes,
    scannedAt,
    isHere: sha256 !== undefined && blobs.has(sha256),
    thumbnailUrl: `/files/document/${id}/page/1?width=320`,
    usedIn: uses.map(({ document: used, dossier: whole }) => ({
      dossierId: whole.id,
      code: whole.code,
      procedureName: whole.procedure.name,
      componentName: whole.components.find(({ key }) => key === used.componentKey)?.name ?? '',
      ...(used.purpose !== undefined && { purpose: used.purpose }),
    })),
  };
};
