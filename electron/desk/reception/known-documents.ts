import { documentsOfOwner } from '../../../db/queries/ownership.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import { groupByPaper } from '../../../domain/document/same-paper.ts';
import { validityOf } from '../../../domain/document/validity.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { fileHere } from '../digitisation/archive/file-here.ts';
import type { KnownDocument } from './types.ts';

/** Enough for whoever has been to this desk for years. */
const maxRead = 300;

/** The digitised papers of a person or an organisation, newest first, each once however often it was used again; none that a newer one stands for. */
export const knownDocumentsOf = (desk: Pick<Desk, 'store' | 'blobs' | 'clock'>, ownerId: string): KnownDocument[] => {
  const papers = groupByPaper(documentsOfOwner(desk.store, ownerId, maxRead)).filter((documents) => documents.every(({ supersededBy }) => supersededBy === undefined));
  // Where one paper is there several times, a scan stands for it: that is the one that gets described.
  const originals = papers.map((documents) => documents.find(({ reusedFrom }) => reusedFrom === undefined) ?? documents[0]!);
  const dossiers = new Map<string, DossierState | undefined>();
  const dossierOf = (id: string): DossierState | undefined => {
    if (!dossiers.has(id)) dossiers.set(id, desk.store.state('dossier', id));
    return dossiers.get(id);
  };
  return originals.flatMap((document) => {
    const dossier = document.dossierId === undefined ? undefined : dossierOf(document.dossierId);
    // Received in error: whose papers these are is not certain.
    return dossier === undefined || dossier.cancelled ? [] : [asKnownDocument(desk, document, dossier)];
  });
};

export const asKnownDocument = ({ blobs, clock }: Pick<Desk, 'blobs' | 'clock'>, document: DocumentState, dossier: DossierState): KnownDocument => {
  const { id, description = {}, source, createdAt } = document;
  const component = dossier.components.find(({ key }) => key === document.componentKey);
  const typeCode = description.typeCode || document.typeCode || component?.typeCode || '';
  return {
    documentId: id,
    typeCode,
    title: description.title || component?.name || source.fileName,
    number: description.number ?? '',
    issuedOn: description.issuedOn ?? '',
    ...validityOf({ typeCode, description, scannedOn: localDate(hybridTimeMs(createdAt)) }, localDate(clock.now())),
    dossierCode: dossier.code,
    isHere: fileHere({ blobs }, document) !== undefined,
    thumbnailUrl: `/files/document/${id}/page/1?width=320`,
  };
};
