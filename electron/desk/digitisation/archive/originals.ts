import { eq } from 'drizzle-orm';
import { documentsWithBytes } from '../../../../db/queries/scan-sources.ts';
import { filesStoredBefore, outputsAfter } from '../../../../db/queries/stored-files.ts';
import { blobs as blobTable } from '../../../../db/schema.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { hybridTimeMs } from '../../../../domain/hybrid-clock.ts';
import { dayMs } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';

const filesAtOnce = 200;
const documentsAtOnce = 5000;
/** The rest has time until tomorrow. */
const mostInOneRun = 5000;

type Ports = { desk: Desk; /** Runs while no scan is being taken. */ alone: <T>(work: () => Promise<T>) => Promise<T>; signal: AbortSignal };

/**
 * Lets go of original scans from this desk's disk when the time that the desk keeps them is over: those that were put away, and
 * those whose document is signed, so that nothing is made of them any more. What is signed stays, and so does everything that the
 * district has not got yet or another document needs.
 * @returns how many
 */
export const dropOldOriginals = async ({ desk, alone, signal }: Ports): Promise<number> => {
  const { store, blobs, clock } = desk;
  const days = store.state('desk', store.deskId)?.settings.originalsKeptDays;
  if (days === undefined) return 0;
  const before = clock.now() - days * dayMs;
  const candidates = new Set<string>();
  for (let after = ''; candidates.size < mostInOneRun && !signal.aborted; ) {
    const files = filesStoredBefore(store, { after, before, limit: filesAtOnce });
    if (files.length === 0) break;
    after = files.at(-1)!;
    for (const sha256 of files) if (isDone(desk, sha256, before)) candidates.add(sha256);
    await breathe();
  }
  // Somebody may have scanned in again what the desk had made itself.
  for (let row = 0; candidates.size > 0 && !signal.aborted; ) {
    const page = outputsAfter(store, row, documentsAtOnce);
    if (page.length === 0) break;
    row = page.at(-1)!.row;
    for (const { output } of page) if (output !== null) candidates.delete(output);
    await breathe();
  }

  let dropped = 0;
  for (const sha256 of candidates) {
    if (signal.aborted) break;
    await alone(async () => {
      // Asked again, for an officer may have taken it back since. The file goes first: a row that says more than there is would be found by nobody.
      if (!isDone(desk, sha256, before)) return;
      blobs.remove(sha256);
      store.write('desk', ({ db }) => void db.update(blobTable).set({ isHere: 0 }).where(eq(blobTable.sha256, sha256)).run());
      dropped += 1;
    });
  }
  return dropped;
};

/** Long work must not hold up the desk. */
const breathe = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Whether every document of these bytes has had its time. A file without one is not an original. */
const isDone = ({ store }: Desk, sha256: string, before: number): boolean => {
  const seen = new Set<string>();
  const isOver = (document: DocumentState | undefined): boolean => {
    if (document === undefined || seen.has(document.id)) return true;
    seen.add(document.id);
    const signedAt = document.signatures?.at(-1)?.at;
    if (signedAt !== undefined) return hybridTimeMs(signedAt) < before;
    if (document.status !== 'dismissed' || hybridTimeMs(document.updatedAt) >= before) return false;
    // Its pages live on in these, which have originals of their own as well.
    return (document.replacedBy ?? []).every((id) => isOver(store.state('document', id)));
  };
  const documents = documentsWithBytes(store.read, sha256);
  return documents.length > 0 && documents.every(isOver);
};
