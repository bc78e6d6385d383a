import { documentsOfOwner } from '../../../db/queries/ownership.ts';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { type DocumentState, resultComponentKey } from '../../../domain/document/document.ts';
import { shownPages } from '../../../domain/document/pages.ts';
import { groupByPaper } from '../../../domain/document/same-paper.ts';
import { validityOf } from '../../../domain/document/validity.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { fileHere } from '../digitisation/archive/file-here.ts';
import type { Paper } from './types.ts';

/** More than anybody's papers fill in a lifetime. */
const maxRead = 500;

export type Use = { document: DocumentState; dossier: DossierState };

/** Whose papers those in a dossier are: its owner's, and the applicant's where there is no other. */
export const holderOf = ({ ownerId, citizenId }: DossierState): string => ownerId ?? citizenId;

/** Each digitised paper of a person or an organisation with every dossier that it serves, newest first. */
export const usesOf = ({ store }: Pick<Desk, 'store'>, ownerId: string): Use[][] =>
  groupByPaper(documentsOfOwner(store, ownerId, maxRead))
    .map((documents) =>
      documents.flatMap((document) => {
        const dossier = document.dossierId === undefined ? undefined : store.state('dossier', document.dossierId);
        // Received in error: whose papers these are is not certain.
        return dossier === undefined || dossier.cancelled ? [] : [{ document, dossier }];
      }),
    )
    .filter((uses) => uses.length > 0);

/** The first scan stands for the paper: that is the one that was described, and what was reused took its description along. */
export const standingFor = (uses: readonly Use[]): Use => uses.findLast(({ document: { reusedFrom } }) => reusedFrom === undefined) ?? uses.at(-1)!;

/** What kind of paper it is: as described, else by the component that it was put to. Empty where nobody knows. */
export const kindOf = ({ document, dossier }: Use): string =>
  document.description?.typeCode || document.typeCode || dossier.components.find(({ key }) => key === document.componentKey)?.typeCode || '';

/** The document that stands in this paper's place. */
export const supersededByOf = (uses: readonly Use[]): string | undefined => uses.find(({ document }) => document.supersededBy !== undefined)?.document.supersededBy;

export type PaperFile = { sha256: string; sizeBytes: number; mediaType: string };

/**
 * The file to hand out: signed before unsigned, made out before as scanned. Undefined while there is none here. Of a paper with pages
 * of its own the scan is none: a stack that was split holds other people's papers too.
 */
export const fileOf = ({ blobs }: Pick<Desk, 'blobs'>, uses: readonly Use[]): PaperFile | undefined => {
  const outputs = uses.flatMap(({ document: { output, signatures = [] } }) => (output && blobs.has(output.sha256) ? [{ ...output, signatures }] : []));
  const best = outputs.sort((a, b) => b.signatures.length - a.signatures.length)[0];
  if (best) return { sha256: best.sha256, sizeBytes: best.sizeBytes, mediaType: 'application/pdf' };
  const { sha256, mediaType = '', sizeBytes = 0, pages } = standingFor(uses).document;
  return sha256 !== undefined && pages === undefined && blobs.has(sha256) ? { sha256, sizeBytes, mediaType } : undefined;
};

/** The digitised papers of a person or an organisation, newest first. */
export const papersOf = (desk: Desk, id: string): Paper[] => {
  const papers = usesOf(desk, id);
  const paperIdOf = new Map(papers.flatMap((uses) => uses.map(({ document }) => [document.id, standingFor(uses).document.id] as const)));
  return papers.map((uses) => asPaper(desk, uses, paperIdOf)).sort((a, b) => b.scannedAt - a.scannedAt);
};

/** @param uses of one paper, newest first, at least one */
const asPaper = (desk: Desk, uses: readonly Use[], paperIdOf: ReadonlyMap<string, string>): Paper => {
  const { document, dossier } = standingFor(uses);
  const { id, source, description = {}, sizeBytes = 0, createdAt } = document;
  const scannedAt = hybridTimeMs(createdAt);
  const component = dossier.components.find(({ key }) => key === document.componentKey);
  const typeCode = kindOf({ document, dossier });
  const supersededBy = supersededByOf(uses);
  const signed = uses.flatMap((use) => use.document.signatures ?? []);
  return {
    documentId: id,
    typeCode,
    title: description.title || documentTypeOf(typeCode)?.name || component?.name || source.fileName,
    number: description.number ?? '',
    issuedBy: description.issuedBy ?? '',
    issuedOn: description.issuedOn ?? '',
    validity: validityOf({ typeCode, description, scannedOn: localDate(scannedAt) }, localDate(desk.clock.now())),
    isDescribed: document.description !== undefined,
    description,
    isResult: document.componentKey === resultComponentKey,
    isSigned: signed.some(({ kind }) => kind === 'personal'),
    isSealed: signed.some(({ kind }) => kind === 'seal'),
    ...(supersededBy !== undefined && { supersededBy: paperIdOf.get(supersededBy) ?? supersededBy }),
    fileName: source.fileName,
    pageCount: shownPages(document).length,
    sizeBytes,
    scannedAt,
    isHere: fileHere(desk, document) !== undefined,
    canExport: fileOf(desk, uses) !== undefined,
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
