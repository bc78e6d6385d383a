import { documentsWithBytes } from '../../../db/queries/scan-sources.ts';
import { isStored } from '../../../db/queries/stored-files.ts';
import type { ScanSource } from '../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { type Ingest, remove } from './ingest.ts';
import { completenessAt, lookAtFile } from './scanner-file.ts';
import type { ScanLimits } from './settings.ts';
import type { Slots } from './slots.ts';

export type Upload = {
  body: AsyncIterable<Uint8Array>;
  fileName: string;
  /** The file's own time, UTC milliseconds. */
  modifiedAt: number;
  /** Of a PDF that is locked. */
  password?: string | undefined;
  /** The refused document that this file is for. */
  documentId?: string | undefined;
};

/** What the watcher could not take, or never saw, taken by an officer. */
export type ByHand = {
  /** Takes a refused file again at once, without waiting for it to change. The reason where it is refused again. */
  retry(documentId: string): Promise<{ documentId: string } | Problem>;
  /** Takes a refused PDF without its lock. The password is kept nowhere. */
  unlock(officerId: string, input: { documentId: string; password: string }): Promise<{ documentId: string } | Problem>;
  /** Takes a file that comes through the browser. What is not taken leaves nothing behind. */
  upload(officerId: string, upload: Upload): Promise<{ documentId: string } | Problem>;
};

type Ports = { desk: Desk; ingest: Ingest; slots: Slots; limits: ScanLimits; forget: (folder: string, fileName: string) => void };

/** Where a file came from that lay in no folder. */
const noFolder = '';

export const createByHand = ({ desk, ingest, slots, limits, forget }: Ports): ByHand => {
  const { store, blobs } = desk;

  const takeRefused = async (documentId: string, { by, password }: { by?: string; password?: string }): Promise<{ documentId: string } | Problem> => {
    const document = store.state('document', documentId);
    if (document?.status !== 'refused' || document.deskId !== store.deskId) return problem('document.unknown');
    const { folder, fileName } = document.source;
    const leave = await slots.enter();
    try {
      const file = await lookAtFile(folder, fileName).catch(() => undefined);
      if (file === undefined) return problem('scan.fileGone', { fileName });
      const no = (reason: Problem['problem']): Problem => {
        // A wrong password says nothing new of the file.
        if (reason !== 'scan.wrongPassword') ingest.refuse(file, reason);
        return problem(reason, { fileName });
      };
      if (file.sizeBytes > limits.maxSizeBytes) return no('scan.tooLarge');
      const { state } = await completenessAt(file);
      if (state === 'gone') return problem('scan.fileGone', { fileName });
      if (state !== 'whole') return no(reasonOf[state]);
      const taken = await ingest.take(file, { urgency: 'officer', by, password });
      if (taken.state === 'unfit') return no(taken.reason);
      if (taken.state === 'changed') return problem('scan.truncated', { fileName });
      await remove(file);
      forget(folder, fileName);
      return { documentId: taken.documentId };
    } finally {
      leave();
    }
  };

  /** Alone, because a scanner may have brought the same bytes at this very moment, and they are not in the log yet. */
  const dropUnlessUsed = (sha256: string): Promise<void> =>
    slots.alone(async () => {
      if (documentsWithBytes(store.read, sha256).length === 0 && !isStored(store, sha256)) blobs.remove(sha256);
    });

  return {
    retry: (documentId) => takeRefused(documentId, {}),

    unlock: (officerId, { documentId, password }) => takeRefused(documentId, { by: officerId, password }),

    upload: async (officerId, { body, fileName, modifiedAt, password, documentId }) => {
      const refused = documentId === undefined ? undefined : store.state('document', documentId);
      if (documentId !== undefined && (refused?.status !== 'refused' || refused.deskId !== store.deskId)) return problem('document.unknown');
      // Into the blob store at once: nowhere else on the disk is a paper unencrypted.
      const stored = await blobs.put(upTo(limits.maxSizeBytes, body)).catch((error: unknown) => (error === tooLarge ? problem('scan.tooLarge') : Promise.reject(error)));
      if (isProblem(stored)) return stored;
      const { sha256, sizeBytes } = stored;
      const source: ScanSource = { folder: noFolder, fileName, sizeBytes, modifiedAt };
      const leave = await slots.enter();
      try {
        return await ingest.takeStored(source, sha256, { by: officerId, password, refusedId: documentId });
      } finally {
        leave();
        await dropUnlessUsed(sha256);
      }
    },
  };
};

const tooLarge = new Error('larger than a scan may be');

async function* upTo(maxBytes: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLarge;
    yield chunk;
  }
}

const reasonOf = {
  empty: 'scan.empty',
  partial: 'scan.truncated',
  unsupported: 'scan.unsupportedType',
  locked: 'scan.unreadable',
} as const;
