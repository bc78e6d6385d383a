import { inbox, refusedScans } from '../../../db/queries/documents.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { Desk } from '../desk.ts';

export type InboxItem = {
  id: string;
  fileName: string;
  mediaType: string;
  pageCount: number;
  sizeBytes: number;
  /** UTC milliseconds. */
  createdAt: number;
  /** An earlier document with the same bytes. */
  duplicateOf?: string;
  thumbnailUrl: string;
};

/** Scans of this desk that belong to no dossier yet, oldest first. */
export const listInbox = ({ store }: Desk, { cursor }: { cursor?: string | undefined }): { items: InboxItem[]; nextCursor: string | null } => {
  const { rows, nextCursor } = inbox(store, { cursor });
  return {
    items: rows.map(({ id, source, mediaType = '', pageCount = 0, sizeBytes = 0, createdAt, duplicateOf }) => ({
      id,
      fileName: source.fileName,
      mediaType,
      pageCount,
      sizeBytes,
      createdAt: hybridTimeMs(createdAt),
      ...(duplicateOf !== undefined && { duplicateOf }),
      thumbnailUrl: `/files/document/${id}/page/1?width=320`,
    })),
    nextCursor,
  };
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
