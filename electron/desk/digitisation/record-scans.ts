import { v7 as uuidV7 } from 'uuid';
import { documentsWithBytes } from '../../../db/queries/scan-sources.ts';
import { blobs as blobTable } from '../../../db/schema.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import type { DocumentState, ScanSource } from '../../../domain/document/document.ts';
import type { Desk } from '../desk.ts';
import type { WrittenScan } from './take-scan.ts';

export type ScanToRecord = {
  by: string;
  source: ScanSource;
  scan: WrittenScan;
  /** Whether this document is the scan, taken before. */
  isTaken: (document: DocumentState) => boolean;
  /** The document that the scan becomes, where it was refused before. */
  refusedId?: string | undefined;
  /** Documents that this one stands for from now on. */
  instead?: (string | undefined)[];
};

export const newDocumentId = ({ clock, randomBytes }: Pick<Desk, 'clock' | 'randomBytes'>): string => uuidV7({ msecs: clock.now(), random: randomBytes(16) });

/** Scans whose bytes are durable come into the inbox, in order, in one transaction for each who brought them. @returns the documents' ids */
export const recordScans = (desk: Desk, scans: readonly ScanToRecord[]): string[] => {
  const ids: string[] = [];
  for (let from = 0; from < scans.length; from = ids.length) {
    const { by } = scans[from]!;
    const until = scans.findIndex((scan, index) => index > from && scan.by !== by);
    const some = scans.slice(from, until < 0 ? undefined : until);
    ids.push(...desk.store.write(by, (tx) => some.map((scan) => recordScan(desk, tx, scan))));
  }
  return ids;
};

const recordScan = (desk: Desk, tx: WriteTransaction, { source, scan, isTaken, refusedId, instead = [] }: ScanToRecord): string => {
  const { sha256, mediaType, pageCount, sizeBytes } = scan;
  const same = documentsWithBytes(tx.db, sha256);
  const already = same.find(isTaken);
  if (already) return already.id;
  const documentId = refusedId ?? newDocumentId(desk);
  const earlier = same.find((document) => document.status !== 'dismissed') ?? same[0];
  const row = { isHere: 1, storedAt: desk.clock.now() };
  tx.db.insert(blobTable).values({ sha256, sizeBytes, ...row }).onConflictDoUpdate({ target: blobTable.sha256, set: row }).run();
  tx.append({
    entity: 'document',
    entityId: documentId,
    type: 'document.scanned',
    payload: { source, sha256, mediaType, sizeBytes, pageCount, ...(earlier && { duplicateOf: earlier.id }) },
  });
  for (const other of instead) {
    const status = other === undefined ? undefined : tx.state('document', other)?.status;
    if (other === undefined || (status !== 'inbox' && status !== 'refused')) continue;
    tx.append({ entity: 'document', entityId: other, type: 'document.dismissed', payload: { reason: '', replacedBy: [documentId] } });
  }
  return documentId;
};
