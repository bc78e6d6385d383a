import { isBlobDamaged, type Blobs } from '../../../db/blobs.ts';
import type { SyncBlobs } from './runner.ts';

/** The blob store as sync uses it. */
export const blobAccess = (blobs: Blobs): SyncBlobs => ({
  sizeOf: blobs.sizeOf,
  put: blobs.put,
  readRange: async (sha256, start, end) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blobs.read(sha256, { start, end })) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
  isWhole: async (sha256) => {
    if (!blobs.has(sha256)) return false;
    try {
      for await (const _ of blobs.read(sha256));
      return true;
    } catch (error) {
      if (isBlobDamaged(error)) return false;
      throw error;
    }
  },
});
