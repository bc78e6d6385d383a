import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blobs as blobTable, deliveries } from '../../db/schema.ts';
import type { PageEdit } from '../../domain/document/document.ts';
import { dayMs } from '../../domain/time.ts';
import type { SignedInDesk } from '../../electron/desk/desk.ts';
import { createDigitisation, type DigitisationControl } from '../../electron/desk/digitisation/control.ts';
import { attach, dismiss, restore } from '../../electron/desk/digitisation/inbox.ts';
import { changeSettings } from '../../electron/desk/setup/settings.ts';
import { localStore } from '../../electron/desk/sync/local-store.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { receiveSome } from '../fixtures/reception.ts';

let made: TestDesk;
let officer: SignedInDesk;
let digitisation: DigitisationControl;

beforeEach(async () => {
  made = await makeDesk({ hasOfficers: false });
  officer = made.as('quantri');
  digitisation = createDigitisation(made.desk, { isWatching: false });
  must(await changeSettings(officer, { originalsKeptDays: 90 }));
});
afterEach(() => made.close());

const store = async (text: string): Promise<{ sha256: string; sizeBytes: number }> => {
  const stored = await made.desk.blobs.put(Buffer.from(text));
  made.store.write('desk', ({ db }) => void db.insert(blobTable).values({ ...stored, storedAt: made.clock.now(), isHere: 1 }).onConflictDoNothing().run());
  return stored;
};

const original = async (text: string) => {
  const stored = await store(text);
  return { ...stored, mediaType: 'image/jpeg', pageCount: 1, source: { folder: '/quét', fileName: `${text}.jpg`, sizeBytes: stored.sizeBytes, modifiedAt: 0 } };
};

const scan = async (text: string): Promise<{ id: string; sha256: string }> => {
  const payload = await original(text);
  const id = randomUUID();
  made.store.write('desk', (tx) => tx.append({ entity: 'document', entityId: id, type: 'document.scanned', payload }));
  return { id, sha256: payload.sha256 };
};

const compose = async (from: string[], pages: PageEdit[]): Promise<string> => {
  const id = randomUUID();
  const { source, mediaType, sizeBytes, pageCount } = made.store.state('document', from[0]!)!;
  made.store.write('hoa', (tx) => {
    tx.append({ entity: 'document', entityId: id, type: 'document.composed', payload: { from, cause: 'merge', source, sha256: pages[0]!.sha256, mediaType, sizeBytes, pageCount, pages } });
    for (const one of from) tx.append({ entity: 'document', entityId: one, type: 'document.dismissed', payload: { reason: '', replacedBy: [id] } });
  });
  return id;
};

/** Put to a paper, rendered and signed. */
const sign = async (id: string, dossierId: string): Promise<string> => {
  must(attach(officer, { documentId: id, dossierId, componentKey: made.store.state('dossier', dossierId)!.components[0]!.key }));
  const { sha256, sizeBytes } = await store(`đã ký ${id}`);
  const signer = { name: 'Nguyễn Thị Hoa', organisation: '', issuer: '', serial: '01' };
  made.store.write('hoa', (tx) => {
    tx.append({ entity: 'document', entityId: id, type: 'document.rendered', payload: { sha256, sizeBytes, pageCount: 1, hasText: true } });
    tx.append({ entity: 'document', entityId: id, type: 'document.signed', payload: { sha256, sizeBytes, kind: 'seal', signer, hasTimestamp: false }, blobs: [sha256] });
  });
  return sha256;
};

const deliver = (): void => made.store.write('sync', ({ db }) => void db.update(deliveries).set({ deliveredAt: made.clock.now() }).run());
const isHere = (sha256: string): [file: boolean, row: boolean] => [made.desk.blobs.has(sha256), made.store.read.select().from(blobTable).where(eq(blobTable.sha256, sha256)).get()?.isHere === 1];
const whole: [boolean, boolean] = [true, true];
const gone: [boolean, boolean] = [false, false];

describe('an original is kept', () => {
  test('for as long as the desk’s settings say after it was put away, and then let go', async () => {
    const { id, sha256 } = await scan('tờ mờ');
    made.clock.advance(200 * dayMs);
    expect(await digitisation.tidy()).toBe(0);
    must(dismiss(officer, { documentId: id, reason: 'mờ' }));
    made.clock.advance(89 * dayMs);
    expect([await digitisation.tidy(), isHere(sha256)]).toEqual([0, whole]);
    made.clock.advance(2 * dayMs);
    expect([await digitisation.tidy(), isHere(sha256)]).toEqual([1, gone]);
    expect(await digitisation.tidy()).toBe(0);
    expect(restore(officer, { documentId: id })).toMatchObject({ problem: 'document.originalGone' });
    expect(await digitisation.pagePicture({ documentId: id, page: 1, width: 320 })).toMatchObject({ problem: 'document.originalGone' });
    // The same paper scanned again is here again.
    await store('tờ mờ');
    made.store.write('desk', ({ db }) => void db.update(blobTable).set({ isHere: 1 }).where(eq(blobTable.sha256, sha256)).run());
    must(restore(officer, { documentId: id }));
  });

  test('where it is signed, until the district has it; what was signed stays, and is what is shown', async () => {
    const { dossierId } = receiveSome(officer);
    const { id, sha256 } = await scan('giấy khai sinh');
    const signed = await sign(id, dossierId);
    made.clock.advance(100 * dayMs);
    expect([await digitisation.tidy(), isHere(sha256)]).toEqual([0, whole]);
    deliver();
    expect([await digitisation.tidy(), isHere(sha256), isHere(signed)]).toEqual([1, gone, whole]);
    expect(must(viewDossier(officer, { id: dossierId })).documents).toMatchObject([{ id, isHere: true }]);
    // Sync does not fetch it back.
    expect(localStore(made.store, () => true).see().missing).toEqual([]);
  });

  test('while another document needs it', async () => {
    const { dossierId } = receiveSome(officer);
    const [a, b, c] = [await scan('một'), await scan('hai'), await scan('ba')];
    const merged = await compose([a.id, b.id], [{ sha256: a.sha256, page: 1 }, { sha256: b.sha256, page: 1 }]);
    // The same bytes again, in the inbox.
    const again = randomUUID();
    const { source, mediaType, sizeBytes, pageCount } = made.store.state('document', c.id)!;
    made.store.write('desk', (tx) => tx.append({ entity: 'document', entityId: again, type: 'document.scanned', payload: { source, sha256: c.sha256, mediaType, sizeBytes, pageCount, duplicateOf: c.id } }));
    must(dismiss(officer, { documentId: c.id, reason: 'trùng' }));
    made.clock.advance(100 * dayMs);
    expect([await digitisation.tidy(), ...[a, b, c].map(({ sha256 }) => isHere(sha256))]).toEqual([0, whole, whole, whole]);
    await sign(merged, dossierId);
    must(dismiss(officer, { documentId: again, reason: 'trùng' }));
    deliver();
    made.clock.advance(100 * dayMs);
    expect([await digitisation.tidy(), ...[a, b, c].map(({ sha256 }) => isHere(sha256))]).toEqual([3, gone, gone, gone]);
  });

  test('where it is what the desk itself has made of another', async () => {
    const { dossierId } = receiveSome(officer);
    const signed = await sign((await scan('một')).id, dossierId);
    const copy = randomUUID();
    made.store.write('desk', (tx) => {
      const source = { folder: '/quét', fileName: 'tải về.pdf', sizeBytes: 1, modifiedAt: 0 };
      tx.append({ entity: 'document', entityId: copy, type: 'document.scanned', payload: { source, sha256: signed, mediaType: 'application/pdf', sizeBytes: 1, pageCount: 1 } });
    });
    must(dismiss(officer, { documentId: copy, reason: 'tải nhầm' }));
    deliver();
    made.clock.advance(100 * dayMs);
    await digitisation.tidy();
    expect(isHere(signed)).toEqual(whole);
  });
});
