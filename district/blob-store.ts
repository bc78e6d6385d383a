import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Whole files by commune and SHA-256. A file that has its name here is whole, verified and on disk, so the folder itself
 * is the record of what is present. Each commune has its own folder: to name a hash must not be enough to read another
 * commune's file, nor to learn that it exists.
 */
export type BlobStore = {
  /** Where tus keeps what is not whole yet. On the same file system, so that a rename moves it. */
  uploadsFolder: string;
  /** Bytes, or undefined if the file is not here. */
  sizeOf: (agencyCode: string, sha256: string) => Promise<number | undefined>;
  pathOf: (agencyCode: string, sha256: string) => string;
  /** Moves a finished file into place if its bytes have this hash, and says whether they did. */
  adopt: (agencyCode: string, sha256: string, path: string) => Promise<boolean>;
  /** Removes uploads to which nothing was added since this time, UTC milliseconds; returns how many. */
  removeUploadsBefore: (atMs: number) => Promise<number>;
};

export const openBlobStore = (folder: string): BlobStore => {
  const blobsFolder = join(folder, 'blobs');
  const uploadsFolder = join(folder, 'uploads');
  for (const path of [blobsFolder, uploadsFolder]) mkdirSync(path, { recursive: true });

  const pathOf: BlobStore['pathOf'] = (agencyCode, sha256) => join(blobsFolder, agencyCode, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    uploadsFolder,
    pathOf,
    sizeOf: async (agencyCode, sha256) => (await stat(pathOf(agencyCode, sha256)).catch(() => undefined))?.size,
    adopt: async (agencyCode, sha256, path) => {
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      if (hash.digest('hex') !== sha256) return false;
      const target = pathOf(agencyCode, sha256);
      await syncPath(path);
      await mkdir(dirname(target), { recursive: true });
      await rename(path, target);
      // Each folder on the way may be new; its entry in the one above has to be on disk too.
      for (let parent = dirname(target); parent.length >= blobsFolder.length; parent = dirname(parent)) await syncPath(parent);
      return true;
    },
    removeUploadsBefore: async (atMs) => {
      let removed = 0;
      for (const name of await readdir(uploadsFolder)) {
        if (name.endsWith('.json')) continue;
        const path = join(uploadsFolder, name);
        const file = await stat(path).catch(() => undefined);
        if (!file || file.mtimeMs >= atMs) continue;
        await rm(path, { force: true });
        await rm(`${path}.json`, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
};

const syncPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
