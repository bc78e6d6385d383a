import { inbox, refusedScans } from '../../../db/queries/documents.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import { effectivePages } from '../../../domain/document/pages.ts';
import { given } from '../../../domain/given.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { Desk } from '../desk.ts';
import { type UnfiledSheet, unfiledSheet } from './routing/unfiled-sheet.ts';

export type InboxItem = {
  id: string;
  fileName: string;
  mediaType: string;
  pageCount: number;
  sizeBytes: number;
  /** UTC milliseconds. */
  createdAt: number;
  /** An earlier document with the same bytes, and where it is now. */
  duplicate?: { fileName: string; at: number; status: DocumentState['status']; dossier?: { id: string; code: string } };
  /** Made at the desk of the pages of other scans. */
  isComposed: boolean;
  /** A receipt or code sheet on it that has not filed it. */
  sheet?: UnfiledSheet;
  thumbnailUrl: string;
};

/** Scans of this desk that belong to no dossier yet, oldest first. */
export const listInbox = (desk: Desk, { cursor }: { cursor?: string | undefined }): { items: InboxItem[]; nextCursor: string | null } => {
  const { rows, nextCursor } = inbox(desk.store, { cursor });
  return {
    items: rows.map((document) => ({ ...itemOf(document), ...given({ duplicate: duplicateAt(desk, document), sheet: unfiledSheet(desk, document) }) })),
    nextCursor,
  };
};

const itemOf = (document: DocumentState): InboxItem => ({
  id: document.id,
  fileName: document.source.fileName,
  mediaType: document.mediaType ?? '',
  pageCount: effectivePages(document).filter(({ isDropped }) => !isDropped).length,
  sizeBytes: document.sizeBytes ?? 0,
  createdAt: hybridTimeMs(document.createdAt),
  isComposed: document.composedFrom !== undefined,
  thumbnailUrl: `/files/document/${document.id}/page/1?width=320`,
});

const duplicateAt = ({ store }: Desk, { duplicateOf }: DocumentState): InboxItem['duplicate'] => {
  const earlier = duplicateOf === undefined ? undefined : store.state('document', duplicateOf);
  if (earlier === undefined) return undefined;
  const dossier = earlier.dossierId === undefined ? undefined : store.state('dossier', earlier.dossierId);
  return { fileName: earlier.source.fileName, at: hybridTimeMs(earlier.createdAt), status: earlier.status, ...(dossier && { dossier: { id: dossier.id, code: dossier.code } }) };
};

export type RefusedScan = {
  id: string;
  fileName: string;
  folder: string;
  /** A problem code. */
  reason: string;
  sizeBytes: number;
  at: number;
};

/** Files that could not be taken and still lie in the scanner's folder, newest first. */
export const listRefused = ({ store }: Desk): RefusedScan[] =>
  refusedScans(store).map(({ id, source, refusedFor = '', updatedAt }) => ({
    id,
    fileName: source.fileName,
    folder: source.folder,
    reason: refusedFor,
    sizeBytes: source.sizeBytes,
    at: hybridTimeMs(updatedAt),
  }));
