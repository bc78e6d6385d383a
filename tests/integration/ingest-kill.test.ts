import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PageEdit } from '../../domain/document/document.ts';
import { ingestLoop } from '../faults/ingest-loop.ts';
import { type DroppedFile, judgePages } from '../faults/ingest-verdict.ts';
import { makeDesk, type TestDesk } from '../fixtures/desk.ts';
import { receiveSome } from '../fixtures/reception.ts';

/** A short form of `npm run faults -- ingest`. */
test('a desk that is killed ten times while it takes in scans and divides stacks has every page once, where it belongs', { timeout: 300_000 }, async () => {
  const seed = Math.floor(Math.random() * 900_000);
  console.log(`seed ${seed}`);
  const { lost, duplicated, pages } = await ingestLoop({ rounds: 10, seed, say: console.log });
  expect({ lost, duplicated }).toEqual({ lost: [], duplicated: [] });
  // A loop in which nothing was scanned has nothing to lose.
  expect(pages).toBeGreaterThanOrEqual(10);
});

describe('the verdict says', () => {
  let made: TestDesk;
  let dossierId: string;
  let file: DroppedFile;
  beforeEach(async () => {
    made = await makeDesk({ hasOfficers: false });
    dossierId = receiveSome(made.as('quantri')).dossierId;
    const { sha256 } = await made.desk.blobs.put(Buffer.from('một chồng'));
    file = { name: 'chồng', sha256, pageCount: 3, filed: [{ dossierId, componentKey: 'd01', pages: [2, 3] }] };
  });
  afterEach(() => made.close());

  const document = (pages: PageEdit[], attachedTo?: { dossierId: string; componentKey: string }): void => {
    const entityId = randomUUID();
    const { sha256 } = file;
    const source = { folder: '/quét', fileName: 'chồng.pdf', sizeBytes: 1, modifiedAt: 0 };
    made.store.write('desk', (tx) => {
      tx.append({ entity: 'document', entityId, type: 'document.composed', payload: { from: ['x'], cause: 'codeSheet', source, sha256, mediaType: 'application/pdf', sizeBytes: 1, pageCount: 3, pages } });
      if (attachedTo) tx.append({ entity: 'document', entityId, type: 'document.attached', payload: { ...attachedTo, sha256 } });
    });
  };
  const pages = (...numbers: number[]): PageEdit[] => numbers.map((page) => ({ sha256: file.sha256, page: Math.abs(page), ...(page < 0 && { isDropped: true }) }));
  const verdict = () => judgePages({ store: made.store, blobs: made.desk.blobs, files: [file] });

  test('nothing where all is well', async () => {
    document(pages(-1, 2, 3), { dossierId, componentKey: 'd01' });
    expect(await verdict()).toEqual({ lost: [], duplicated: [] });
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a page that is nowhere', () => document(pages(-1, 2), { dossierId, componentKey: 'd01' }), /^page 3 of chồng is in no document$/],
    ['a page that is left out', () => document(pages(-1, 2, -3), { dossierId, componentKey: 'd01' }), /^page 3 of chồng is left out/],
    ['a page in another paper', () => document(pages(-1, 2, 3), { dossierId, componentKey: 'd02' }), /^page 2 of chồng is not in its dossier$/],
    ['a page that was not filed', () => document(pages(1, 2, 3)), /^page 2 of chồng is not in its dossier$/],
    ['bytes that are gone', () => (document(pages(-1, 2, 3), { dossierId, componentKey: 'd01' }), made.desk.blobs.remove(file.sha256)), /^the bytes of chồng$/],
  ])('%s', async (_, spoil, said) => {
    spoil();
    expect((await verdict()).lost).toContainEqual(expect.stringMatching(said));
  });

  test('a page that is there twice, and a document of nothing', async () => {
    document(pages(-1, 2, 3), { dossierId, componentKey: 'd01' });
    document(pages(3));
    expect((await verdict()).duplicated).toEqual(['page 3 of chồng is in 2 documents']);
    file = { ...file, sha256: 'a'.repeat(64), pageCount: 0, filed: [] };
    expect((await verdict()).duplicated).toContainEqual(expect.stringMatching(/is of no file$/));
  });
});
