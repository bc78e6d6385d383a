import { createReadStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { v7 as uuidV7 } from 'uuid';
import { documentsFromFile, documentsWithBytes } from '../../../db/queries/scan-sources.ts';
import { blobs as blobTable } from '../../../db/schema.ts';
import type { ScanSource } from '../../../domain/document/document.ts';
import { isProblem, type ProblemCode } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { mediaTypes } from './file-kind.ts';
import type { Inspection } from './inspect-scan.ts';
import { isSameFile, lookAtFile, type ScannerFile } from './scanner-file.ts';
import type { ScanLimits } from './settings.ts';

/** Who takes files from the scanner's folder: no person does. */
export const ingestActor = 'desk';

/** Of a BigTIFF; a classic one has four. */
const tiffPointerBytes = 8;

export type Taken =
  /** The file is still there. `mayGrow`: the scanner may yet write more pages behind those that were taken. */
  | { state: 'taken'; documentId: string; mayGrow: boolean }
  /** It became another file meanwhile; the next look begins anew. */
  | { state: 'changed' }
  | { state: 'unfit'; reason: ProblemCode };

export type TakeOptions = {
  urgency: 'officer' | 'background';
  /** The document that was taken from this file before it changed. If the file has only grown, it takes that one's place in the inbox. */
  earlierPart?: string | undefined;
};

export type Ingest = {
  /**
   * Takes one complete file: inspected → bytes in the blob store (fsynced) → event (committed). Only then may the caller
   * `remove` it from the folder. A crash between any two steps leaves the file where it is; the next run finds its event.
   */
  take(file: ScannerFile, options: TakeOptions): Promise<Taken>;
  /** Records that a file was not taken, once for each state of the file. The file itself is not touched. */
  refuse(file: ScannerFile, reason: ProblemCode): void;
  /** Whether exactly this state of the file has been refused before, and not taken since. */
  isRefused(file: ScannerFile): boolean;
};

export const createIngest = (desk: Desk, limits: ScanLimits, onThumbnail: (inspection: Inspection) => void): Ingest => {
  const { store, blobs, workers, clock } = desk;

  const sourceOf = ({ folder, fileName, sizeBytes, modifiedAt }: ScannerFile): ScanSource => ({ folder, fileName, sizeBytes, modifiedAt });
  const isSourceOf = (source: ScanSource, file: ScannerFile): boolean =>
    source.folder === file.folder && source.fileName === file.fileName && source.sizeBytes === file.sizeBytes && source.modifiedAt === file.modifiedAt;
  const newId = (): string => uuidV7({ msecs: clock.now(), random: desk.randomBytes(16) });

  /** @returns the document's id */
  const record = (file: ScannerFile, { sha256, mediaType, pageCount, sizeBytes }: Inspection, { earlierPart, hasGrown }: { earlierPart: string | undefined; hasGrown: boolean }): string =>
    store.write(ingestActor, (tx) => {
      const same = documentsWithBytes(tx.db, sha256);
      // The very file; or the very bytes of a moment ago, and only the file's time was set anew.
      const already = same.find((document) => (document.deskId === store.deskId && isSourceOf(document.source, file)) || document.id === earlierPart);
      if (already) return already.id;
      const refused = documentsFromFile(tx.db, store.deskId, file.folder, file.fileName).find((document) => document.status === 'refused');
      const documentId = refused?.id ?? newId();
      const earlier = same.find((document) => document.status !== 'dismissed') ?? same[0];
      tx.db
        .insert(blobTable)
        .values({ sha256, sizeBytes, storedAt: clock.now(), isHere: 1 })
        .onConflictDoUpdate({ target: blobTable.sha256, set: { isHere: 1 } })
        .run();
      tx.append({
        entity: 'document',
        entityId: documentId,
        type: 'document.scanned',
        payload: { source: sourceOf(file), sha256, mediaType, sizeBytes, pageCount, ...(earlier && { duplicateOf: earlier.id }) },
      });
      if (hasGrown && earlierPart !== undefined && tx.state('document', earlierPart)?.status === 'inbox') {
        tx.append({ entity: 'document', entityId: earlierPart, type: 'document.dismissed', payload: { reason: '' } });
      }
      return documentId;
    });

  /**
   * Whether the file begins with that document's bytes, but for the pointer with which a TIFF's last page leads to the next.
   * A scanner that uses one name for everything has written another scan over it, and then both stay.
   */
  const hasGrownFrom = async (documentId: string, file: ScannerFile): Promise<boolean> => {
    const sha256 = store.state('document', documentId)?.sha256;
    if (sha256 === undefined || blobs.sizeOf(sha256) >= file.sizeBytes) return false;
    const handle = await open(file.path, 'r');
    try {
      let position = 0;
      let different = 0;
      for await (const before of blobs.read(sha256) as AsyncIterable<Buffer>) {
        const now = Buffer.alloc(before.length);
        await handle.read(now, 0, now.length, position);
        if (!now.equals(before)) different += before.reduce((sum, byte, index) => sum + (byte === now[index] ? 0 : 1), 0);
        if (different > tiffPointerBytes) return false;
        position += before.length;
      }
      return true;
    } finally {
      await handle.close();
    }
  };

  return {
    take: async (file, { urgency, earlierPart }) => {
      const inspection = await workers.run('inspectScan', { path: file.path, limits }, { urgency });
      if (isProblem(inspection)) {
        const now = await lookAtFile(file.folder, file.fileName);
        return now && isSameFile(file, now) ? { state: 'unfit', reason: inspection.problem } : { state: 'changed' };
      }
      const stored = await blobs.put(createReadStream(file.path));
      // The scanner wrote on while we read: what was stored is not what was inspected. Such bytes belong to no document.
      if (stored.sha256 !== inspection.sha256) return { state: 'changed' };
      onThumbnail(inspection);
      const hasGrown = earlierPart !== undefined && (await hasGrownFrom(earlierPart, file));
      return { state: 'taken', documentId: record(file, inspection, { earlierPart, hasGrown }), mayGrow: inspection.mediaType === mediaTypes.tiff };
    },

    refuse: (file, reason) => {
      store.write(ingestActor, (tx) => {
        const known = documentsFromFile(tx.db, store.deskId, file.folder, file.fileName);
        const same = known.findLast((document) => document.refusedFor !== undefined && isSourceOf(document.source, file));
        if (same?.refusedFor === reason || same?.status === 'dismissed') return;
        const refused = known.find((document) => document.status === 'refused');
        tx.append({
          entity: 'document',
          entityId: refused?.id ?? newId(),
          type: 'document.refused',
          payload: { source: sourceOf(file), reason },
        });
      });
    },

    isRefused: (file) =>
      documentsFromFile(store.read, store.deskId, file.folder, file.fileName).some(
        (document) => document.refusedFor !== undefined && isSourceOf(document.source, file),
      ),
  };
};

/** Only the very file that was taken; one that has changed in the meantime is another scan. @returns whether it is gone */
export const remove = async (file: ScannerFile): Promise<boolean> => {
  const now = await lookAtFile(file.folder, file.fileName);
  if (now === undefined || !isSameFile(file, now)) return true;
  try {
    await unlink(file.path);
    return true;
  } catch {
    return false;
  }
};
