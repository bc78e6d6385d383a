import { open, unlink } from 'node:fs/promises';
import { documentsFromFile } from '../../../db/queries/scan-sources.ts';
import type { DocumentState, ScanSource } from '../../../domain/document/document.ts';
import { isProblem, type Problem, type ProblemCode } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { mediaTypes } from './file-kind.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import { newDocumentId, recordScans, type ScanToRecord } from './record-scans.ts';
import { isSameFile, lookAtFile, type ScannerFile } from './scanner-file.ts';
import type { ScanLimits } from './settings.ts';
import type { TakeScanInput, WrittenScan } from './take-scan.ts';
import { createTogether } from './together.ts';

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
  urgency: 'officer' | 'intake';
  /** Whoever asked for it; otherwise nobody did. */
  by?: string | undefined;
  /** The document that was taken from this file before it changed. If the file has only grown, it takes that one's place in the inbox. */
  earlierPart?: string | undefined;
  /** Of a PDF that is locked. Kept nowhere. */
  password?: string | undefined;
};

export type Ingest = {
  /**
   * Takes one complete file: inspected → bytes in the blob store (fsynced) → event (committed). Only then may the caller
   * `remove` it from the folder. A crash between any two steps leaves the file where it is; the next run finds its event.
   * Several may be asked for at once: the files of a folder come into the inbox in the order in which they were asked for.
   */
  take(file: ScannerFile, options: TakeOptions): Promise<Taken>;
  /**
   * Takes what is in the blob store already, because it came through the browser. The same file sent again is the same document
   * as long as that waits in the inbox. `refusedId`: it stands for that refused file, which stays where it is and is not asked for again.
   */
  takeStored(source: ScanSource, sha256: string, options: { by: string; password?: string | undefined; refusedId?: string | undefined }): Promise<{ documentId: string } | Problem>;
  /** Records that a file was not taken, once for each state of the file. The file itself is not touched. */
  refuse(file: ScannerFile, reason: ProblemCode): void;
  /** Whether exactly this state of the file has been refused before, and not taken since. */
  isRefused(file: ScannerFile): boolean;
};

type IngestPorts = { desk: Desk; limits: ScanLimits; onThumbnail: (scan: WrittenScan) => void };

export const createIngest = ({ desk, limits, onThumbnail }: IngestPorts): Ingest => {
  const { store, blobs, workers } = desk;
  const turns = new Map<string, InTurn>();

  const inTurnOf = (folder: string): InTurn => {
    const known = turns.get(folder) ?? createInTurn();
    turns.set(folder, known);
    return known;
  };
  const sourceOf = ({ folder, fileName, sizeBytes, modifiedAt }: ScannerFile): ScanSource => ({ folder, fileName, sizeBytes, modifiedAt });
  const isSourceOf = (source: ScanSource, file: ScanSource): boolean =>
    source.folder === file.folder && source.fileName === file.fileName && source.sizeBytes === file.sizeBytes && source.modifiedAt === file.modifiedAt;
  /** Everything that this desk has recorded of the file's name, inside a transaction too. */
  const knownOf = (file: ScannerFile): DocumentState[] => documentsFromFile(store.read, store.deskId, file.folder, file.fileName);
  const record = createTogether((scans: readonly ScanToRecord[]) => recordScans(desk, scans));

  /** Looked at and on disk, with no event yet. */
  const storedScan = async (input: Omit<TakeScanInput, 'blobs' | 'limits'>, urgency: TakeOptions['urgency']): Promise<WrittenScan | 'changed' | Problem> => {
    const scan = await workers.run('takeScan', { ...input, blobs: blobs.access, limits }, { urgency });
    if (scan === 'changed' || isProblem(scan)) return scan;
    const { temporary, sha256, sizeBytes } = scan;
    if (temporary !== undefined) await blobs.keep({ temporary, sha256, sizeBytes });
    return scan;
  };

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

  const unfit = async (file: ScannerFile, { problem: reason }: Problem): Promise<Taken> => {
    const now = await lookAtFile(file.folder, file.fileName);
    if (!now || !isSameFile(file, now)) return { state: 'changed' };
    // Unlocked and taken, and the power went before it was removed: its bytes are others now, so nothing else tells.
    const unlocked = reason === 'scan.passwordProtected' && knownOf(file).find((document) => document.sha256 !== undefined && isSourceOf(document.source, file));
    return unlocked ? { state: 'taken', documentId: unlocked.id, mayGrow: false } : { state: 'unfit', reason };
  };

  return {
    take: async (file, { urgency, by = ingestActor, earlierPart, password }) => {
      const from = { path: file.path, sizeBytes: file.sizeBytes, modifiedAt: file.modifiedAt };
      const storing = storedScan({ from, password }, urgency);
      // It is looked at when its turn comes.
      storing.catch(() => undefined);
      // Only the order is waited for here; those whose turn has come are recorded together.
      const { taken } = await inTurnOf(file.folder)(async (): Promise<{ taken: Taken | Promise<Taken> }> => {
        const scan = await storing;
        if (scan === 'changed') return { taken: { state: 'changed' } };
        if (isProblem(scan)) return { taken: unfit(file, scan) };
        onThumbnail(scan);
        const hasGrown = earlierPart !== undefined && (await hasGrownFrom(earlierPart, file));
        const recorded = record({
          by,
          source: sourceOf(file),
          scan,
          // The very file; or the very bytes of a moment ago, and only the file's time was set anew.
          isTaken: (document) => (document.deskId === store.deskId && isSourceOf(document.source, file)) || document.id === earlierPart,
          refusedId: knownOf(file).find((document) => document.status === 'refused')?.id,
          instead: hasGrown ? [earlierPart] : [],
        });
        return { taken: recorded.then((documentId) => ({ state: 'taken', documentId, mayGrow: scan.mediaType === mediaTypes.tiff })) };
      });
      return taken;
    },

    takeStored: async (source, sha256, { password, refusedId, by }) => {
      const scan = await storedScan({ from: { sha256 }, password }, 'officer');
      if (scan === 'changed') throw new Error('a stored file does not change');
      if (isProblem(scan)) return scan;
      onThumbnail(scan);
      const isTaken = (document: DocumentState): boolean => document.deskId === store.deskId && document.status === 'inbox' && isSourceOf(document.source, source);
      return { documentId: await record({ by, source, scan, isTaken, instead: [refusedId] }) };
    },

    refuse: (file, reason) => {
      store.write(ingestActor, (tx) => {
        const known = knownOf(file);
        const same = known.findLast((document) => document.refusedFor !== undefined && isSourceOf(document.source, file));
        if (same?.refusedFor === reason || same?.status === 'dismissed') return;
        const refused = known.find((document) => document.status === 'refused');
        tx.append({
          entity: 'document',
          entityId: refused?.id ?? newDocumentId(desk),
          type: 'document.refused',
          payload: { source: sourceOf(file), reason },
        });
      });
    },

    isRefused: (file) => knownOf(file).some((document) => document.refusedFor !== undefined && isSourceOf(document.source, file)),
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
