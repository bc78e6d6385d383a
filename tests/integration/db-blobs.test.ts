import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attachBlobs, type BlobFileOperations, type Blobs, isBlobDamaged, openBlobs } from '../../db/blobs.ts';
import { makeFolder, removeFolder } from '../fixtures/db-store.ts';

const key = new Uint8Array(32).fill(3);
const random = (size: number): Uint8Array => randomBytes(size);
let folder: string;
let blobs: Blobs;
beforeEach(() => {
  folder = join(makeFolder(), 'blobs');
  blobs = openBlobs({ folder, key, randomBytes: random });
});
afterEach(() => removeFolder(join(folder, '..')));

const bytes = Buffer.from('Giấy khai sinh bản chính, '.repeat(40_000));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
const files = (): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
async function* inChunks(whole: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}
const collect = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

it('keeps the same bytes once, whichever way they come, and never in the clear', async () => {
  expect(await blobs.put(bytes)).toEqual({ sha256, sizeBytes: bytes.length });
  expect(await blobs.put(inChunks(bytes, 4093))).toEqual({ sha256, sizeBytes: bytes.length });
  expect(await Promise.all([blobs.put(bytes), blobs.put(bytes)])).toHaveLength(2);
  expect(files()).toEqual([sha256]);
  expect([blobs.has(sha256), blobs.has('0'.repeat(64)), blobs.has('../x'), blobs.sizeOf(sha256)]).toEqual([true, false, false, bytes.length]);
  expect((await blobs.readAll(sha256)).equals(bytes)).toBe(true);
  expect(readFileSync(pathOf(sha256)).includes('khai sinh')).toBe(false);
  if (process.platform !== 'win32') expect(statSync(pathOf(sha256)).mode & 0o777).toBe(0o600);
  expect((await blobs.readAll((await blobs.put(new Uint8Array(0))).sha256)).length).toBe(0);
});

it('reads from any offset, as tus does when it resumes', async () => {
  await blobs.put(bytes);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length + 50), fc.nat(bytes.length + 50), async (start, end) => {
      expect((await collect(blobs.read(sha256, { start, end }))).equals(bytes.subarray(start, end))).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect((await collect(blobs.read(sha256, { start: 16 }))).equals(bytes.subarray(16))).toBe(true);
  expect((await collect(blobs.read(sha256))).equals(bytes)).toBe(true);
});

it('notices bytes that were altered or cut off, and takes the right ones again', async () => {
  const damages = [
    (path: string) => truncateSync(path, 1000),
    (path: string) => truncateSync(path, 5),
    (path: string) => {
      const stored = readFileSync(path);
      stored[500_000]! ^= 1;
      writeFileSync(path, stored);
    },
    (path: string) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('thêm')])),
  ];
  for (const damage of damages) {
    await blobs.put(bytes);
    damage(pathOf(sha256));
    await expect(blobs.readAll(sha256)).rejects.toSatisfy(isBlobDamaged);
    await expect(collect(blobs.read(sha256))).rejects.toSatisfy(isBlobDamaged);
    await blobs.put(bytes);
    expect((await blobs.readAll(sha256)).equals(bytes)).toBe(true);
  }
  await expect(attachBlobs({ folder, key: new Uint8Array(32).fill(4), randomBytes: random }).readAll(sha256)).rejects.toSatisfy(isBlobDamaged);
});

it('leaves nothing behind when any file operation or the source fails', async () => {
  const failing = (step: string): BlobFileOperations => {
    const fail = async (): Promise<never> => {
      throw Object.assign(new Error('đĩa đầy'), { code: 'ENOSPC' });
    };
    return {
      open: async (path, flags, mode) => {
        if (step === 'open') return fail();
        const file = await open(path, flags, mode);
        return {
          write: (step === 'write' ? fail : file.write.bind(file)) as typeof file.write,
          sync: step === 'sync' ? fail : () => file.sync(),
          close: () => file.close(),
        };
      },
      rename: step === 'rename' ? fail : rename,
    };
  };
  for (const step of ['open', 'write', 'sync', 'rename']) {
    const weak = openBlobs({ folder, key, randomBytes: random, files: failing(step) });
    await expect(weak.put(inChunks(bytes, 70_000)), step).rejects.toThrow('đĩa đầy');
    expect([weak.has(sha256), files()], step).toEqual([false, []]);
  }
  const source = async function* (): AsyncGenerator<Buffer> {
    yield bytes;
    throw new Error('máy quét tắt');
  };
  await expect(blobs.put(source())).rejects.toThrow('máy quét tắt');
  expect(files()).toEqual([]);
});

it('removes what a crash left, but not from a worker', async () => {
  const left = join(folder, 'incoming', 'dang-do');
  writeFileSync(left, 'dở dang');
  attachBlobs({ folder, key, randomBytes: random });
  expect(existsSync(left)).toBe(true);
  openBlobs({ folder, key, randomBytes: random });
  expect(existsSync(left)).toBe(false);
});

it('lets a hash from elsewhere name no other file', () => {
  for (const hash of ['../../etc/passwd', 'A'.repeat(64), '', `${'a'.repeat(63)}/`]) expect(() => blobs.sizeOf(hash)).toThrow('not a SHA-256');
});
