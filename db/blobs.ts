import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The file operations that `put` depends on, so that a test can let each of them fail. */
export type BlobFileOperations = {
  open(path: string, flags: string, mode: number): Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>>;
  rename(from: string, to: string): Promise<void>;
};

/** Plain data: may be handed to a worker thread, which calls `attachBlobs`. */
export type BlobAccess = { folder: string; key: Uint8Array };

export type BlobOptions = BlobAccess & { randomBytes: (size: number) => Uint8Array; files?: BlobFileOperations };

/** Encrypted already. Plain data. */
export type UnkeptBlob = { temporary: string; sha256: string; sizeBytes: number };

export type BlobRange = {
  /** First byte, from 0. */
  start?: number;
  /** The byte after the last. */
  end?: number;
};

/**
 * Files by the SHA-256 of their bytes. A blob that has a name is whole and on disk: it is written to a temporary file,
 * fsynced, renamed, and its folder fsynced.
 *
 * At rest each file is AES-256-CTR under its own key, derived from the store key and a random salt in the file's header,
 * so that any offset can be read without what comes before (tus resumes in the middle). CTR does not notice altered bytes;
 * the SHA-256 of the plaintext, which is the name, does, on every full read.
 */
export type Blobs = {
  readonly access: BlobAccess;
  put(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ sha256: string; sizeBytes: number }>;
  /** The first half of `put`, for a worker thread: nothing is on disk for certain, and nothing has a name, until it is kept. */
  write(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<UnkeptBlob>;
  /** The second half. It waits for the disk only, so the desk does it for several at a time while its threads go on. */
  keep(blob: UnkeptBlob): Promise<void>;
  discard(blob: Pick<UnkeptBlob, 'temporary'>): Promise<void>;
  has(sha256: string): boolean;
  /** Bytes of the plaintext. @throws if the blob is not here. */
  sizeOf(sha256: string): number;
  /** A stream of the plaintext. A full read ends in `BlobDamaged` if the bytes are not those that the name says. */
  read(sha256: string, range?: BlobRange): Readable;
  /** @throws BlobDamaged */
  readAll(sha256: string): Promise<Buffer>;
  /** The caller has made sure that nobody needs it. Does nothing where it is not here. */
  remove(sha256: string): void;
};

/** What a damaged or missing blob throws; told apart from other faults by `isBlobDamaged`. */
export type BlobDamaged = Error & { code: 'BLOB_DAMAGED'; sha256: string };

export const isBlobDamaged = (error: unknown): error is BlobDamaged =>
  error instanceof Error && 'code' in error && error.code === 'BLOB_DAMAGED';

const blobDamaged = (sha256: string, detail: string): BlobDamaged =>
  Object.assign(new Error(`blob ${sha256}: ${detail}`), { code: 'BLOB_DAMAGED' as const, sha256 });

const magic = Buffer.from('QMCB\u0001\0\0\0', 'latin1');
const saltBytes = 24;
const headerBytes = magic.length + saltBytes;
const namePattern = /^[0-9a-f]{64}$/;

/** Opens the blob folder for the desk process; temporaries that a crash left behind are removed. One owner per folder. */
export const openBlobs = (options: BlobOptions): Blobs => {
  mkdirSync(join(options.folder, 'incoming'), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(join(options.folder, 'incoming'))) rmSync(join(options.folder, 'incoming', name), { force: true });
  return blobsIn(options);
};

/** The same folder from a worker thread: nothing is cleaned up, because another thread may be writing. */
export const attachBlobs = (options: BlobOptions): Blobs => blobsIn(options);

const blobsIn = ({ folder, key, randomBytes, files = { open, rename } }: BlobOptions): Blobs => {
  const pathOf = (sha256: string): string => {
    // A hash arrives from other machines; it must never be able to name a file elsewhere.
    if (!namePattern.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`);
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };

  const sizeOf = (sha256: string): number => Math.max(0, statSync(pathOf(sha256)).size - headerBytes);

  const write: Blobs['write'] = async (source) => {
    const temporary = join(folder, 'incoming', Buffer.from(randomBytes(16)).toString('hex'));
    const salt = randomBytes(saltBytes);
    const { fileKey, iv } = fileKeyOf(key, salt);
    const cipher = createCipheriv('aes-256-ctr', fileKey, iv);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      const file = await files.open(temporary, 'wx', 0o600);
      try {
        await writeWhole(file, Buffer.concat([magic, salt]));
        for await (const chunk of source instanceof Uint8Array ? slicesOf(source) : source) {
          if (chunk.length === 0) continue;
          sizeBytes += chunk.length;
          hash.update(chunk);
          await writeWhole(file, cipher.update(chunk));
        }
      } finally {
        await file.close();
      }
      return { temporary, sha256: hash.digest('hex'), sizeBytes };
    } catch (error) {
      await discard({ temporary });
      throw error;
    }
  };

  const keep: Blobs['keep'] = async ({ temporary, sha256, sizeBytes }) => {
    try {
      const path = pathOf(sha256);
      if (existsSync(path) && sizeOf(sha256) === sizeBytes && (await isWhole(sha256))) return await discard({ temporary });
      const file = await files.open(temporary, 'r+', 0o600);
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      const parent = join(path, '..');
      await mkdir(parent, { recursive: true, mode: 0o700 });
      await files.rename(temporary, path);
      // The name itself must survive a power cut, and so must the folders that may just have been made.
      await Promise.all([parent, join(parent, '..'), folder].map(syncFolder));
    } catch (error) {
      await discard({ temporary });
      throw error;
    }
  };

  const discard: Blobs['discard'] = async ({ temporary }) => {
    await rm(temporary, { force: true }).catch(() => undefined);
  };

  const put: Blobs['put'] = async (source) => {
    const { temporary, sha256, sizeBytes } = await write(source);
    await keep({ temporary, sha256, sizeBytes });
    return { sha256, sizeBytes };
  };

  const isWhole = async (sha256: string): Promise<boolean> => {
    try {
      for await (const _ of chunksOf(sha256, {}));
      return true;
    } catch (error) {
      if (isBlobDamaged(error)) return false;
      throw error;
    }
  };

  async function* chunksOf(sha256: string, { start = 0, end }: BlobRange): AsyncGenerator<Buffer> {
    const file = await open(pathOf(sha256), 'r');
    try {
      const header = Buffer.alloc(headerBytes);
      const { bytesRead } = await file.read(header, 0, headerBytes, 0);
      if (bytesRead < headerBytes || !header.subarray(0, magic.length).equals(magic)) throw blobDamaged(sha256, 'the header is not ours');
      const size = (await file.stat()).size - headerBytes;
      const stop = Math.min(end ?? size, size);
      const isFull = start === 0 && stop === size;
      const { fileKey, iv } = fileKeyOf(key, header.subarray(magic.length));
      const firstBlock = Math.floor(start / 16);
      const decipher = createDecipheriv('aes-256-ctr', fileKey, advanced(iv, firstBlock));
      const hash = isFull ? createHash('sha256') : undefined;
      let position = firstBlock * 16;
      while (position < stop) {
        const chunk = Buffer.allocUnsafe(Math.min(256 * 1024, stop - position));
        const read = await file.read(chunk, 0, chunk.length, headerBytes + position);
        if (read.bytesRead === 0) throw blobDamaged(sha256, 'the file became shorter while it was read');
        const plain = decipher.update(chunk.subarray(0, read.bytesRead));
        const wanted = position < start ? plain.subarray(start - position) : plain;
        position += read.bytesRead;
        hash?.update(wanted);
        if (wanted.length > 0) yield wanted;
      }
      if (hash && hash.digest('hex') !== sha256) throw blobDamaged(sha256, 'the bytes are not those that were put');
    } finally {
      await file.close();
    }
  }

  return {
    access: { folder, key },
    put,
    write,
    keep,
    discard,
    has: (sha256) => namePattern.test(sha256) && existsSync(pathOf(sha256)),
    sizeOf,
    read: (sha256, range = {}) => Readable.from(chunksOf(sha256, range), { objectMode: false }),
    readAll: async (sha256) => {
      // In its place at once: joined from pieces a large file would be in memory twice.
      const whole = Buffer.allocUnsafe(sizeOf(sha256));
      let filled = 0;
      for await (const chunk of chunksOf(sha256, {})) filled += chunk.copy(whole, filled);
      return whole;
    },
    remove: (sha256) => rmSync(pathOf(sha256), { force: true }),
  };
};

/** Encrypting all of a large file at once would need its size in memory again. */
function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  const sliceBytes = 1 << 20;
  for (let offset = 0; offset < bytes.length; offset += sliceBytes) yield bytes.subarray(offset, offset + sliceBytes);
}

const writeWhole = async (file: Pick<FileHandle, 'write'>, bytes: Uint8Array): Promise<void> => {
  let offset = 0;
  while (offset < bytes.length) offset += (await file.write(bytes, offset, bytes.length - offset)).bytesWritten;
};

const fileKeyOf = (storeKey: Uint8Array, salt: Uint8Array): { fileKey: Buffer; iv: Buffer } => {
  const derived = Buffer.from(hkdfSync('sha256', storeKey, salt, 'quay-mot-cua/blob/1', 48));
  return { fileKey: derived.subarray(0, 32), iv: derived.subarray(32) };
};

/** The counter block `blocks` further on, so that decryption can begin in the middle of a file. */
const advanced = (iv: Buffer, blocks: number): Buffer => {
  const value = (BigInt(`0x${iv.toString('hex')}`) + BigInt(blocks)) & ((1n << 128n) - 1n);
  return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
};

/** Windows cannot open a folder to fsync it; there NTFS journals the rename. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
