import { blobs as blobTable } from '../../../db/schema.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

/** A signature drawn on the screen, kept by its bytes until a hand-over names it. */
export const keepSignature = async ({ store, blobs, workers, clock, officer }: SignedInDesk, png: Uint8Array): Promise<{ sha256: string } | Problem> => {
  const drawn = await workers.run('readSignature', { png });
  if (drawn === undefined) return problem('signature.malformed');
  const { sha256, sizeBytes } = await blobs.put(drawn);
  return store.write(officer.id, (tx) => {
    const kept = { sha256, sizeBytes, storedAt: clock.now(), isHere: 1 };
    tx.db.insert(blobTable).values(kept).onConflictDoUpdate({ target: blobTable.sha256, set: { isHere: 1 } }).run();
    return { sha256 };
  });
};
