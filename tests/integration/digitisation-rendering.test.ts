import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentState, PageEdit } from '../../domain/document/document.ts';
import type { PageText } from '../../domain/document/page-text.ts';
import { effectivePages } from '../../domain/document/pages.ts';
import { describeDocument } from '../../electron/desk/citizen/describe-document.ts';
import { outputFile } from '../../electron/desk/digitisation/document-file.ts';
import { detach } from '../../electron/desk/digitisation/inbox.ts';
import { changePages } from '../../electron/desk/digitisation/pages/change-pages.ts';
import { createRendering, type RenderingControl, type RenderingOptions } from '../../electron/desk/digitisation/rendering/control.ts';
import { createSigning } from '../../electron/desk/signing/control.ts';
import { changeSigningSettings } from '../../electron/desk/signing/settings.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier, type MadeDossier } from '../fixtures/dossiers.ts';
import { judgePdfA } from '../fixtures/pdf-a.ts';
import { marriage } from '../fixtures/reception.ts';
import { jpegScan, lockedPdf, textPdf, tiffScan } from '../fixtures/scans.ts';
import { attachScan, type Authority, makeAuthority, pdfsig } from '../fixtures/signing.ts';

let workers: Workers;
let authority: Authority;
let made: TestDesk;
let dossier: MadeDossier;
let rendering: RenderingControl;
/** Which pages were read, in order. */
let read: string[];

beforeAll(() => {
  workers = createWorkers();
  authority = makeAuthority();
});
afterAll(async () => {
  await workers.close();
  authority.remove();
});
beforeEach(async () => {
  made = await makeDesk({ workers });
  dossier = makeDossier(made.as('hoa'), { procedureId: marriage });
  read = [];
});
afterEach(async () => {
  await rendering.stop();
  made.close();
});

/** A reader of pages that always finds the same line. */
const readPageText = async ({ sha256, page }: PageEdit): Promise<PageText> => {
  read.push(`${sha256.slice(0, 4)}/${page}`);
  return { widthPx: 827, heightPx: 1169, words: ['Giấy', 'khai', 'sinh'].map((text, at) => ({ text, left: 80 + at * 100, top: 200, right: 160 + at * 100, bottom: 230, confidence: 90, line: 0 })), text: 'Giấy khai sinh' };
};

const open = async (options: RenderingOptions = {}): Promise<void> => {
  rendering = createRendering(made.desk, { readPageText, restMs: 0, ...options });
  rendering.start();
  await rendering.settled();
};
const scan = (bytes: Uint8Array, options: Partial<Parameters<typeof attachScan>[2]> = {}): Promise<string> => attachScan(made.as('hoa'), bytes, { dossierId: dossier.id, mediaType: 'image/jpeg', ...options });
const stateOf = (id: string): DocumentState => made.store.state('document', id)!;
const output = (id: string): Promise<Buffer> => made.desk.blobs.readAll(stateOf(id).output!.sha256);
const renderedEvents = (id: string) => made.store.eventsOf('document', id).filter(({ type }) => type === 'document.rendered');

describe('in the background', () => {
  test('what is attached becomes PDF/A with its words, and its bytes are on their way to the district', async () => {
    await open();
    const id = await scan(await tiffScan('lzw', 2), { mediaType: 'image/tiff', pageCount: 2, fileName: 'quét 1.tif' });
    await rendering.settled();
    const { output: file, sha256 } = stateOf(id);
    expect(file).toMatchObject({ pageCount: 2, hasText: true });
    expect(read).toEqual([`${sha256!.slice(0, 4)}/1`, `${sha256!.slice(0, 4)}/2`]);
    expect(judgePdfA(await output(id))).toEqual([]);
    expect(renderedEvents(id).map(({ blobs, actorId }) => [blobs, actorId])).toEqual([[[file!.sha256], 'desk']]);
    expect(rendering.stateOf(stateOf(id))).toEqual({ state: 'ready' });
  });

  test('it is made again when it is described or its pages change, and not when nothing has', async () => {
    await open();
    const id = await scan(await tiffScan('lzw', 3), { mediaType: 'image/tiff', pageCount: 3 });
    await rendering.settled();
    const first = stateOf(id).output!.sha256;
    must(describeDocument(made.as('hoa'), { documentId: id, description: { number: '12/2026', typeCode: 'KQ.G15.000031', title: 'Trích lục khai sinh' } }));
    expect(rendering.stateOf(stateOf(id)).state).not.toBe('ready');
    await rendering.settled();
    const second = stateOf(id).output!.sha256;
    expect(second).not.toBe(first);
    expect((await output(id)).includes('<giayto:number>12/2026<')).toBe(true);
    expect(must(outputFile(made.desk, { documentId: id })).fileName).toBe('024186001234_KQ.G15.000031_12-2026.pdf');

    const [one, two, three] = effectivePages(stateOf(id));
    must(changePages(made.as('hoa'), { documentId: id, pages: [three!, { ...one!, quarterTurns: 1 }, { ...two!, isDropped: true }] }));
    expect(stateOf(id).output).toBeUndefined();
    await rendering.settled();
    expect(stateOf(id).output).toMatchObject({ pageCount: 2 });
    const count = renderedEvents(id).length;
    await rendering.settled();
    expect(renderedEvents(id)).toHaveLength(count);
  });

  test('somebody who is still at work on it is left alone', async () => {
    await open({ restMs: 15_000 });
    const id = await scan(await jpegScan());
    made.clock.advance(14_000);
    await rendering.settled();
    expect([stateOf(id).output, rendering.stateOf(stateOf(id)).state]).toEqual([undefined, 'waiting']);
    made.clock.advance(1_000);
    await rendering.settled();
    expect(stateOf(id).output).toBeDefined();
  });

  test('a restart goes on where it was, the newest first; what is in the inbox is nobody’s yet', async () => {
    const ids = [await scan(await jpegScan(1)), await scan(await jpegScan(2)), await scan(await jpegScan(3))];
    must(detach(made.as('hoa'), { documentId: ids[1]!, reason: 'nhầm hồ sơ' }));
    await open();
    expect(read).toEqual([ids[2]!, ids[0]!].map((id) => `${stateOf(id).sha256!.slice(0, 4)}/1`));
    expect(rendering.stateOf(stateOf(ids[1]!))).toEqual({ state: 'notWanted' });
    await rendering.stop();
    made = made.reopen();
    read = [];
    await open();
    expect(read).toEqual([]);
    expect(rendering.stateOf(stateOf(ids[0]!))).toEqual({ state: 'ready' });
  });

  test('a page whose words cannot be read is made without them; one that cannot be made says why, and is tried again when it changes', async () => {
    await open({ readPageText: () => Promise.reject(new Error('the reader has gone')) });
    const id = await scan(await jpegScan());
    const broken = await scan(Buffer.from('không phải ảnh'));
    await rendering.settled();
    expect(stateOf(id).output).toMatchObject({ hasText: false });
    expect(rendering.stateOf(stateOf(broken))).toEqual({ state: 'failed', problem: { problem: 'scan.unreadable', data: {} } });
    must(describeDocument(made.as('hoa'), { documentId: broken, description: { number: '1' } }));
    expect(rendering.stateOf(stateOf(broken)).state).not.toBe('failed');
    await rendering.settled();
    expect(rendering.stateOf(stateOf(broken)).state).toBe('failed');
    expect(renderedEvents(broken)).toEqual([]);
  });

  test('a full disk stops the work with a sentence, and it goes on by itself once there is room', async () => {
    let isFull = true;
    const full: Workers = { ...workers, run: (task, ...rest) => (task === 'buildPdf' && isFull ? Promise.reject(new Error('ENOSPC: no space left on device, write')) : workers.run(task, ...rest)) };
    rendering = createRendering({ ...made.desk, workers: full }, { readPageText, restMs: 0 });
    rendering.start();
    const [first, second] = [await scan(await jpegScan(1)), await scan(await jpegScan(2))];
    await rendering.settled();
    for (const id of [first, second]) expect(rendering.stateOf(stateOf(id))).toEqual({ state: 'failed', problem: { problem: 'store.diskFull', data: {} } });
    isFull = false;
    await rendering.settled();
    for (const id of [first, second]) expect(rendering.stateOf(stateOf(id))).toEqual({ state: 'ready' });
  });

  test('what changes while it is being made is made again of what it has become', async () => {
    const pages: (() => void)[] = [];
    await open({
      restMs: 1000,
      readPageText: async (edit) => {
        pages.shift()?.();
        return readPageText(edit);
      },
    });
    const id = await scan(await jpegScan());
    pages.push(() => must(changePages(made.as('hoa'), { documentId: id, pages: [{ ...effectivePages(stateOf(id))[0]!, quarterTurns: 1 }] })));
    made.clock.advance(1000);
    await rendering.settled();
    expect([pages, renderedEvents(id)]).toEqual([[], []]);
    made.clock.advance(1000);
    await rendering.settled();
    expect(renderedEvents(id)).toHaveLength(1);
    const [, width, height] = /\/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+)/.exec((await output(id)).toString('latin1'))!;
    expect(Number(width)).toBeGreaterThan(Number(height));
  });
});

describe('a PDF that came as one', () => {
  test('is made PDF/A too; with a signature of somebody else’s in it, it is handed on as it is', async () => {
    await open();
    const plain = await scan(await textPdf(1), { mediaType: 'application/pdf' });
    await rendering.settled();
    expect(judgePdfA(await output(plain))).toEqual([]);

    const keyFile = authority.pkcs12(authority.issue('Sở Tư pháp', { notBefore: '20200101000000Z', notAfter: '20310101000000Z' }), 'mật khẩu');
    const signed = await signedWith(keyFile, 'mật khẩu', await scan(await textPdf(1), { mediaType: 'application/pdf', fileName: 'bản gốc.pdf' }));
    const incoming = await scan(signed, { mediaType: 'application/pdf' });
    await rendering.settled();
    expect(stateOf(incoming).output).toMatchObject({ sha256: stateOf(incoming).sha256, hasText: true });
    expect(pdfsig(await output(incoming))).toMatchObject([{ isValid: true }]);

    const locked = await scan(await lockedPdf(), { mediaType: 'application/pdf' });
    await rendering.settled();
    expect(rendering.stateOf(stateOf(locked))).toMatchObject({ state: 'failed', problem: { problem: 'scan.passwordProtected' } });
  });

  const signedWith = async (keyFile: string, pin: string, documentId: string): Promise<Buffer> => {
    must(await changeSigningSettings(made.as('quantri'), { keyFiles: [keyFile] }));
    const signing = createSigning(made.desk, { renderDocument: rendering.renderDocument });
    try {
      const token = (await signing.tokens(made.as('hoa').officer)).tokens[0]!;
      must(await signing.sign(made.as('hoa'), { documentIds: [documentId], kind: 'personal', tokenId: token.id, pin }));
      await signing.idle();
      expect(signing.queue(made.as('hoa').officer).batch!.items).toMatchObject([{ state: 'signed' }]);
      return await output(documentId);
    } finally {
      await signing.stop();
    }
  };

  test('who signs gets the file as it is to be at that moment; afterwards its pages stay as they were signed', async () => {
    await open({ restMs: 60_000 });
    const id = await scan(await jpegScan());
    must(describeDocument(made.as('hoa'), { documentId: id, description: { number: '7/2026' } }));
    expect(stateOf(id).output).toBeUndefined();
    const keyFile = authority.pkcs12(authority.issue('Nguyễn Thị Hoa', { notBefore: '20200101000000Z', notAfter: '20310101000000Z' }), 'mật khẩu');
    const bytes = await signedWith(keyFile, 'mật khẩu', id);
    expect(pdfsig(bytes)).toMatchObject([{ isValid: true, isWhole: true }]);
    expect(bytes.includes('<giayto:number>7/2026<')).toBe(true);
    const before = stateOf(id).output!.sha256;
    expect(changePages(made.as('hoa'), { documentId: id, pages: effectivePages(stateOf(id)) })).toMatchObject({ problem: 'document.signed' });
    must(describeDocument(made.as('hoa'), { documentId: id, description: { number: '8/2026' } }));
    made.clock.advance(120_000);
    await rendering.settled();
    expect(stateOf(id).output!.sha256).toBe(before);
    expect(rendering.stateOf(stateOf(id))).toEqual({ state: 'ready' });
  });
});

test('the original is never touched', async () => {
  const original = await jpegScan();
  await open();
  const id = await scan(original);
  must(changePages(made.as('hoa'), { documentId: id, pages: [{ ...effectivePages(stateOf(id))[0]!, brightness: -40, deskewDegrees: 2 }] }));
  await rendering.settled();
  expect((await made.desk.blobs.readAll(stateOf(id).sha256!)).equals(original)).toBe(true);
  expect(stateOf(id).output!.sha256).not.toBe(stateOf(id).sha256);
});
