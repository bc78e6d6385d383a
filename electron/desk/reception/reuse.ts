import type { WriteTransaction } from '../../../db/store.ts';
import { citizenByNumber } from '../../../db/queries/citizens.ts';
import { isReusableKind } from '../../../domain/document/reuse.ts';
import type { Component } from '../../../domain/dossier/events.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { organisationIdOf } from '../../../domain/organisation/organisation.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { RequiredDocument } from '../../../domain/procedure/procedure.ts';
import type { Desk } from '../desk.ts';
import { fileHere } from '../digitisation/archive/file-here.ts';
import { asKnownDocument, knownDocumentsOf } from './known-documents.ts';
import { reusedDocumentIdOf } from './draft-id.ts';
import type { KnownDocument, Reusable } from './types.ts';

export type OwnerKey = { number?: string | undefined; taxCode?: string | undefined };

/** Under which id the desk knows a person by number, or an organisation by tax code. An organisation goes first: a person speaks for it. */
export const ownerIdOf = ({ store }: Pick<Desk, 'store'>, { number = '', taxCode = '' }: OwnerKey): string | undefined => {
  if (taxCode.trim() !== '') {
    const read = parseTaxCode(taxCode);
    return isProblem(read) ? undefined : store.state('organisation', organisationIdOf(read.taxCode))?.id;
  }
  return citizenByNumber(store, number.replace(/[\s.]/g, ''))?.id;
};

/** For each paper that the procedure asks for: those of the same kind that its owner has digitised already and that still hold. */
export const reusableDocuments = (desk: Desk, { procedureId, ...owner }: OwnerKey & { procedureId: string }): Reusable | Problem => {
  const procedure = desk.store.state('procedure', procedureId);
  if (!procedure) return problem('procedure.unknown');
  const ownerId = ownerIdOf(desk, owner);
  if (ownerId === undefined) return {};
  const known = knownDocumentsOf(desk, ownerId);
  const found = procedure.documents.map((document) => [document.key, known.filter((paper) => canStandFor(paper, document))] as const);
  return Object.fromEntries(found.filter(([, papers]) => papers.length > 0));
};

const canStandFor = (paper: KnownDocument, { typeCode }: Pick<RequiredDocument, 'typeCode'>): boolean =>
  typeCode !== undefined && isReusableKind(typeCode) && paper.typeCode === typeCode && paper.isHere && paper.state !== 'expired';

type ReuseInto = {
  dossierId: string;
  code: string;
  procedureName: string;
  ownerId: string;
  components: readonly Component[];
  reuse: readonly { componentKey: string; documentId: string }[];
};

/** Writes down that papers of the owner serve this dossier too, and what for. Inside the reception's own transaction. */
export const reuseDocuments = (desk: Desk, tx: WriteTransaction, { dossierId, code, procedureName, ownerId, components, reuse }: ReuseInto): Problem | undefined => {
  for (const component of components) {
    const chosen = reuse.find(({ componentKey }) => componentKey === component.key);
    if (chosen === undefined || component.source !== 'reused') continue;
    const document = tx.state('document', chosen.documentId);
    const lentBy = document?.dossierId === undefined ? undefined : tx.state('dossier', document.dossierId);
    if (document?.status !== 'attached' || document.supersededBy !== undefined || lentBy === undefined || lentBy.cancelled) return problem('document.notReusable');
    const paper = asKnownDocument(desk, document, lentBy);
    const { source, pages, description } = document;
    const here = fileHere(desk, document);
    if (here === undefined || (lentBy.ownerId ?? lentBy.citizenId) !== ownerId || !canStandFor(paper, component)) return problem('document.notReusable');

    const entityId = reusedDocumentIdOf(dossierId, component.key);
    const purpose = `${code} · ${procedureName}`.slice(0, 1000);
    const { isOriginal, sha256, ...rest } = here;
    const file = { source, sha256, ...rest };
    const payload = { ...file, fromDocumentId: document.id, dossierId, componentKey: component.key, typeCode: component.typeCode, ownerId, purpose };
    tx.append({ entity: 'document', entityId, type: 'document.reused', payload, blobs: [sha256] });
    // The same originals would be another paper without the pages that this one has of them.
    if (pages && isOriginal) tx.append({ entity: 'document', entityId, type: 'document.pagesChanged', payload: { pages }, blobs: [...new Set(pages.map((page) => page.sha256))] });
    // By itself it would not know until when it holds, once the first scan is taken off.
    if (description) tx.append({ entity: 'document', entityId, type: 'document.described', payload: { description } });
  }
  return undefined;
};
