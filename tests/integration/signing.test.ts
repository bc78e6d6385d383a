import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SigningSettings } from '../../domain/desk/signing-settings.ts';
import { isProblem } from '../../domain/problem.ts';
import { createLog } from '../../electron/desk/log.ts';
import { createSigning, type SigningControl, type SigningOptions } from '../../electron/desk/signing/control.ts';
import { cancelRequest, requestSignatures } from '../../electron/desk/signing/requests.ts';
import { changeSigningSettings } from '../../electron/desk/signing/settings.ts';
import type { SignInput } from '../../electron/desk/signing/types.ts';
import { verifyDocument } from '../../electron/desk/signing/verify.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { readPdf } from '../fixtures/read-pdf.ts';
import { marriage } from '../fixtures/reception.ts';
import { imagePdf, jpegScan, lockedPdf, textPdf } from '../fixtures/scans.ts';
import { attachScan, type Authority, makeAuthority, makeSoftHsm, pdfsig, type SoftHsm, type SoftToken, startTimestampAuthority } from '../fixtures/signing.ts';

let workers: Workers;
let authority: Authority;
let hsm: SoftHsm;
let hoaToken: SoftToken;
let sealFile: string;
let made: TestDesk;
let signing: SigningControl;
let dossierId: string;

const hoaPin = '246810';
const sealPassword = 'mật khẩu con dấu';
/** Around the desk's clock, which stands in November 2026, and the machine's own. */
const years = { notBefore: '20200101000000Z', notAfter: '20310101000000Z' };

beforeAll(() => {
  workers = createWorkers();
  authority = makeAuthority();
  hsm = makeSoftHsm();
  hoaToken = hsm.makeToken('Nguyễn Thị Hoa'.normalize('NFD').replace(/\p{M}/gu, ''), hoaPin);
  hoaToken.add(authority.issue('Nguyễn Thị Hoa', years));
  sealFile = authority.pkcs12(authority.issue('Ủy ban nhân dân xã Lục Sơn', { ...years, kind: 'ec' }), sealPassword);
});
afterAll(async () => {
  await workers.close();
  hsm.remove();
  authority.remove();
});

beforeEach(async () => {
  made = await makeDesk({ workers });
  dossierId = makeDossier(made.as('hoa'), { procedureId: marriage }).id;
  await set({ modules: [hsm.module], keyFiles: [sealFile] });
  open();
});
afterEach(async () => {
  await signing.stop();
  made.close();
});

const set = async (change: Partial<SigningSettings>) => must(await changeSigningSettings(made.as('quantri'), change));
const open = (options: SigningOptions = {}): void => {
  signing = createSigning(made.desk, options);
};
const scan = (bytes: Uint8Array, options: Partial<Parameters<typeof attachScan>[2]> = {}) => attachScan(made.as('hoa'), bytes, { dossierId, ...options });

type Sign = Partial<Omit<SignInput, 'documentIds'>> & { as?: string };
/** Chooses the device and signs; comes back when the batch has ended. */
const sign = async (documentIds: string[], { as = 'hoa', kind = 'personal', pin = kind === 'seal' ? sealPassword : hoaPin, ...input }: Sign = {}) => {
  const { tokens } = await signing.tokens(made.as(as).officer);
  const token = tokens.find((one) => one.kind === (kind === 'seal' ? 'pkcs12' : 'pkcs11'));
  const begun = await signing.sign(made.as(as), { documentIds, kind, tokenId: token?.id ?? 'không có', pin, ...input });
  await signing.idle();
  return begun;
};
const batch = (as = 'hoa') => signing.queue(made.as(as).officer).batch!;
const stateOf = (documentId: string) => made.store.state('document', documentId)!;
const output = (documentId: string) => made.desk.blobs.readAll(stateOf(documentId).output!.sha256);

test('an officer signs a scanned PDF: valid for Poppler, the mark at the top right of the first page, the scan untouched', async () => {
  const original = await imagePdf(2);
  const id = await scan(original, { pageCount: 2 });
  must(await sign([id]));
  const signed = await output(id);

  expect(pdfsig(signed)).toEqual([{ signer: 'Nguyễn Thị Hoa', form: 'ETSI.CAdES.detached', isValid: true, isWhole: true, verdict: 'Signature is Valid.' }]);
  expect(signed.subarray(0, original.length).equals(original)).toBe(true);
  const printed = await readPdf(signed);
  expect(printed.pages[0]!.split('\n').map((line) => line.trim()).filter(Boolean)).toEqual([
    'Người ký: Nguyễn Thị Hoa',
    'Cơ quan: UBND xã Lục Sơn',
    'Thời gian ký: 2026-11-23T08:00:00+07:00',
  ]);
  expect(printed.pages[1]!.trim()).toBe('');
  expect(printed.fonts.join('\n')).toMatch(/Tinos-Regular.*yes yes yes/);
  expect(stateOf(id)).toMatchObject({
    output: { sizeBytes: signed.length, pageCount: 2, hasText: false },
    signatures: [{ kind: 'personal', signer: { name: 'Nguyễn Thị Hoa', organisation: 'UBND xã Lục Sơn', issuer: 'CA thử nghiệm' }, hasTimestamp: false, by: made.as('hoa').officer.id }],
  });
  expect(made.store.eventsOf('document', id).at(-1)).toMatchObject({ type: 'document.signed', blobs: [stateOf(id).output!.sha256] });
});

test('the seal of the clerk comes under the officer’s mark and keeps the first signature valid', async () => {
  await set({ sealTitle: 'BẢN SỐ HÓA' });
  const id = await scan(await textPdf(1));
  must(await sign([id]));
  made.clock.advance(60_000);
  must(await sign([id], { as: 'dung', kind: 'seal' }));
  const signed = await output(id);
  expect(pdfsig(signed)).toMatchObject([
    { signer: 'Nguyễn Thị Hoa', isValid: true, isWhole: false },
    { signer: 'Ủy ban nhân dân xã Lục Sơn', isValid: true, isWhole: true },
  ]);
  const lines = (await readPdf(signed)).pages[0]!.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('Trang'));
  expect(lines).toEqual([
    'Người ký: Nguyễn Thị Hoa',
    'Cơ quan: UBND xã Lục Sơn',
    'Thời gian ký: 2026-11-23T08:00:00+07:00',
    'BẢN SỐ HÓA',
    'Cơ quan: UBND xã Lục Sơn',
    'Thời gian ký: 2026-11-23T08:01:00+07:00',
  ]);
  expect(stateOf(id)).toMatchObject({ output: { hasText: true }, signatures: [{ kind: 'personal' }, { kind: 'seal' }] });
  expect(must(await verifyDocument(made.desk, { documentId: id })).signatures).toMatchObject([
    { signer: { name: 'Nguyễn Thị Hoa' }, claimedAt: made.clock.now() - 60_000, integrity: 'intact', later: 'signatures', changed: [], chain: 'notChecked' },
    { signer: { name: 'Ủy ban nhân dân xã Lục Sơn' }, claimedAt: made.clock.now(), integrity: 'intact', later: 'nothing', changed: [], chain: 'notChecked' },
  ]);
});

test('one altered byte, anywhere that is signed, is seen by Poppler and by the desk', async () => {
  const id = await scan(await textPdf(1));
  must(await sign([id]));
  const signed = await output(id);
  for (const at of [200, Math.floor(signed.length / 20), signed.length - 400]) {
    const altered = Buffer.from(signed);
    altered[at] = altered[at]! ^ 1;
    const [verdict] = pdfsigOrBroken(altered);
    expect(verdict?.isValid ?? false, `byte ${at}`).toBe(false);
    const other = await scan(altered, { fileName: `sửa ${at}.pdf` });
    const verified = await verifyDocument(made.desk, { documentId: other });
    expect(isProblem(verified) ? 'unreadable' : verified.signatures.map(({ integrity }) => integrity), `byte ${at}`).not.toEqual(['intact']);
  }
});

const pdfsigOrBroken = (bytes: Uint8Array) => {
  try {
    return pdfsig(bytes);
  } catch {
    // qpdf does not even read it.
    return [];
  }
};

test('a file with a cross-reference stream, a turned page and a form is signed as it is', async () => {
  const pdf = await PDFDocument.load(await textPdf(1));
  pdf.getForm().createTextField('họ tên').addToPage(pdf.getPage(0), { x: 100, y: 100, width: 100, height: 20 });
  pdf.getPage(0).node.set(PDFName.of('Rotate'), pdf.context.obj(90));
  const original = Buffer.from(await pdf.save({ useObjectStreams: true }));
  expect(original.includes('/XRef')).toBe(true);
  const id = await scan(original);
  must(await sign([id]));
  must(await sign([id], { as: 'dung', kind: 'seal' }));
  const signed = await output(id);
  expect(pdfsig(signed).map(({ isValid }) => isValid)).toEqual([true, true]);
  expect(signed.subarray(0, original.length).equals(original)).toBe(true);
  expect(signed.subarray(original.length).includes('\ntrailer')).toBe(false);
});

test('a picture waits to be made a PDF; once it is, it is signed', async () => {
  const id = await scan(await jpegScan(1), { mediaType: 'image/jpeg', fileName: 'ảnh.jpg' });
  must(await sign([id]));
  expect(batch()).toMatchObject({ isRunning: false, items: [{ state: 'failed', problem: { problem: 'signing.notRendered' } }] });
  expect(signing.queue(made.as('hoa').officer).waiting).toMatchObject([{ documentId: id, problem: { problem: 'signing.notRendered' } }]);
  await signing.stop();
  open({
    renderDocument: async (desk, { documentId }) => {
      const { sha256, sizeBytes } = await desk.blobs.put(await textPdf(1));
      return desk.store.write(desk.officer.id, (tx) => tx.append({ entity: 'document', entityId: documentId, type: 'document.rendered', payload: { sha256, sizeBytes, pageCount: 1, hasText: true } }));
    },
  });
  must(await sign([id]));
  expect(batch().items).toMatchObject([{ state: 'signed' }]);
  expect(signing.queue(made.as('hoa').officer).waiting).toEqual([]);
});

test('a protected file, and one that its first signer has closed, are not signed and stay as they are', async () => {
  const closed = await PDFDocument.load(await textPdf(1));
  const { context, catalog } = closed;
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: { Type: 'Sig', Reference: [{ TransformMethod: 'DocMDP', TransformParams: { P: 1 } }] } }));
  const ids = [await scan(await lockedPdf(), { fileName: 'khóa.pdf' }), await scan(await closed.save(), { fileName: 'đóng.pdf' }), await scan(await textPdf(1))];
  must(await sign(ids));
  expect(batch().items.map(({ state, problem }) => problem?.problem ?? state)).toEqual(['signing.documentUnreadable', 'signing.documentClosed', 'signed']);
  expect(ids.map((id) => stateOf(id).output !== undefined)).toEqual([false, false, true]);
});

test('nobody signs the same paper twice by mistake; the clerk alone has the seal', async () => {
  const id = await scan(await textPdf(1));
  must(await sign([id, id]));
  expect(batch().items).toHaveLength(1);
  const once = stateOf(id).output!.sha256;
  must(await sign([id]));
  expect(batch().items).toMatchObject([{ state: 'failed', problem: { problem: 'signing.alreadySigned', data: { name: 'Nguyễn Thị Hoa' } } }]);
  expect([stateOf(id).output!.sha256, signing.queue(made.as('hoa').officer).waiting]).toEqual([once, []]);
  expect(await sign([id], { kind: 'seal' })).toMatchObject({ problem: 'permission.denied' });
  expect(requestSignatures(made.as('hoa'), { documentIds: [id], kind: 'seal' })).toMatchObject({ problem: 'permission.denied' });
});

test('a token pulled out in the middle of a batch: what is signed stays signed, the rest waits, and one PIN finishes it', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(async (number) => scan(await textPdf(1), { fileName: `tờ ${number}.pdf` })));
  const pulled = new Promise<void>((resolve) => {
    const stop = made.desk.onChange(() => {
      if (stateOf(ids[1]!).output === undefined) return;
      stop();
      hoaToken.pull();
      resolve();
    });
  });
  try {
    must(await sign(ids));
    await pulled;
    expect(batch().items.map(({ state }) => state)).toEqual(['signed', 'signed', 'waiting', 'waiting']);
    expect(batch()).toMatchObject({ isRunning: false, problem: { problem: 'signing.tokenGone' } });
    for (const id of ids.slice(0, 2)) expect(pdfsig(await output(id))).toMatchObject([{ isValid: true }]);
    const officer = made.as('hoa').officer;
    expect(await signing.tokens(officer)).toMatchObject({ state: 'present', tokens: [{ kind: 'pkcs12' }] });
    expect(await sign(ids.slice(2))).toMatchObject({ problem: 'signing.tokenGone' });
    // After a restart it waits as well.
    made = made.reopen();
    open();
    expect(signing.queue(made.as('hoa').officer).waiting.map(({ documentId }) => documentId).toSorted()).toEqual(ids.slice(2).toSorted());
  } finally {
    hoaToken.plugIn();
  }
  const { waiting } = signing.queue(made.as('hoa').officer);
  must(await sign(waiting.map(({ documentId }) => documentId)));
  expect(batch().items.map(({ state }) => state)).toEqual(['signed', 'signed']);
  expect(signing.queue(made.as('hoa').officer).waiting).toEqual([]);
  for (const id of ids) expect(stateOf(id).signatures).toHaveLength(1);
});

test('papers wait for a token that is not there, each officer sees their own, and the screens hear when it is back', async () => {
  await set({ keyFiles: [] });
  const [mine, other] = [await scan(await textPdf(1)), await scan(await textPdf(2))];
  hoaToken.pull();
  try {
    must(requestSignatures(made.as('hoa'), { documentIds: [mine], kind: 'personal' }));
    must(requestSignatures(made.as('hoa'), { documentIds: [mine], kind: 'personal' }));
    must(requestSignatures(made.as('binh'), { documentIds: [other], kind: 'personal' }));
    await signing.look();
    expect(signing.queue(made.as('hoa').officer)).toMatchObject({ token: 'absent', waiting: [{ documentId: mine, kind: 'personal', requestedByName: 'Nguyễn Thị Hoa', dossierId }] });
    expect(cancelRequest(made.as('hoa'), { documentId: other, kind: 'personal' })).toMatchObject({ problem: 'permission.denied' });
    expect(cancelRequest(made.as('binh'), { documentId: other, kind: 'personal' })).toEqual({ documentId: other });
    expect(cancelRequest(made.as('binh'), { documentId: other, kind: 'personal' })).toMatchObject({ problem: 'signing.requestUnknown' });
  } finally {
    hoaToken.plugIn();
  }
  const heard: string[][] = [];
  made.desk.onChange((topics) => void heard.push(topics));
  await signing.look();
  expect([heard, signing.queue(made.as('hoa').officer).token]).toEqual([[['signing']], 'present']);
});

test('a desk with a list of papers looks for the token by itself', async () => {
  await signing.stop();
  open({ times: { lookEveryMs: 20 } });
  const id = await scan(await textPdf(1));
  hoaToken.pull();
  signing.start();
  try {
    await set({ keyFiles: [] });
    const becomes = (token: string): Promise<void> =>
      new Promise((resolve) => {
        const stop = made.desk.onChange(() => {
          if (signing.queue(made.as('hoa').officer).token !== token) return;
          stop();
          resolve();
        });
      });
    const gone = becomes('absent');
    must(requestSignatures(made.as('hoa'), { documentIds: [id], kind: 'personal' }));
    await gone;
    const back = becomes('present');
    hoaToken.plugIn();
    await back;
    expect(signing.queue(made.as('hoa').officer)).toMatchObject({ token: 'present', waiting: [{ documentId: id }] });
  } catch (error) {
    hoaToken.plugIn();
    throw error;
  }
});

test('a time-stamp is put where an authority is set, and says when by that clock', async () => {
  const tsa = await startTimestampAuthority(authority);
  try {
    await set({ timestampUrl: tsa.url, trustedRootsFolder: authority.rootsFolder });
    const id = await scan(await textPdf(1));
    must(await sign([id]));
    expect(stateOf(id).signatures).toMatchObject([{ hasTimestamp: true }]);
    expect(pdfsig(await output(id))).toMatchObject([{ isValid: true }]);
    const { signatures, hasTrustedRoots } = must(await verifyDocument(made.desk, { documentId: id }));
    expect({ signatures, hasTrustedRoots }).toMatchObject({ hasTrustedRoots: true, signatures: [{ integrity: 'intact', chain: 'trusted', timestamp: { authority: 'Cấp dấu thời gian' } }] });

    // A captive portal answers, but no authority.
    tsa.setBroken(true);
    const without = await scan(await textPdf(1));
    must(await sign([without]));
    expect([stateOf(without).signatures, batch().items]).toMatchObject([[{ hasTimestamp: false }], [{ state: 'signed', hasTimestamp: false }]]);
  } finally {
    await tsa.close();
  }
  const offline = await scan(await textPdf(1));
  must(await sign([offline]));
  expect(batch().items).toMatchObject([{ state: 'signed', hasTimestamp: false }]);
});

test('where the time-stamp is required, papers wait for the authority with the PIN entered once', async () => {
  const tsa = await startTimestampAuthority(authority);
  try {
    await signing.stop();
    open({ times: { retryEveryMs: 20, retryForMs: 60_000 } });
    await set({ timestampUrl: tsa.url, isTimestampRequired: true });
    tsa.setBroken(true);
    const ids = [await scan(await textPdf(1)), await scan(await textPdf(1), { fileName: 'hai.pdf' })];
    const waits = new Promise<void>((resolve) => {
      const stop = made.desk.onChange(() => {
        if (signing.queue(made.as('hoa').officer).batch?.problem === undefined || tsa.asked() < 2) return;
        stop();
        resolve();
      });
    });
    const done = sign(ids);
    await waits;
    expect(batch()).toMatchObject({ isRunning: true, problem: { problem: 'signing.timestampRefused' }, items: [{ state: 'waiting' }, { state: 'waiting' }] });
    expect(await signing.sign(made.as('hoa'), { documentIds: ids, kind: 'personal', tokenId: 'x', pin: hoaPin })).toMatchObject({ problem: 'signing.busy' });
    // Taken out of the list while it waits: it is not signed any more.
    must(cancelRequest(made.as('hoa'), { documentId: ids[1]!, kind: 'personal' }));
    tsa.setBroken(false);
    must(await done);
    expect(batch()).toMatchObject({ isRunning: false, items: [{ state: 'signed', hasTimestamp: true }, { state: 'cancelled' }] });
  } finally {
    await tsa.close();
  }
});

test('whose certificates are trusted: those under the authorities in the folder, on the day of signing', async () => {
  const stranger = makeAuthority('CA lạ');
  try {
    const bytes = await textPdf(1);
    const id = await scan(bytes);
    must(await sign([id]));
    const chain = async () => must(await verifyDocument(made.desk, { documentId: id })).signatures.map((signature) => signature.chain);
    expect(await chain()).toEqual(['notChecked']);
    await set({ trustedRootsFolder: stranger.rootsFolder });
    expect(await chain()).toEqual(['untrusted']);
    await set({ trustedRootsFolder: authority.rootsFolder });
    expect(await chain()).toEqual(['trusted']);
    // Long after the certificate ended, the signature of that day stays good.
    made.clock.set(Date.parse('2032-01-01'));
    expect(await chain()).toEqual(['trusted']);
    const late = await scan(await textPdf(1));
    expect(await sign([late])).toMatchObject({ problem: 'signing.certificateExpired', data: { name: 'Nguyễn Thị Hoa', until: '2031-01-01' } });
  } finally {
    stranger.remove();
  }
});

test('what came into a file after it was signed is named', async () => {
  const id = await scan(await textPdf(2), { pageCount: 2 });
  must(await sign([id]));
  const signed = await output(id);
  const laterParts = async (change: (pdf: PDFDocument) => void): Promise<unknown> => {
    const pdf = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
    change(pdf);
    const incoming = await scan(await pdf.commit({ useObjectStreams: false }));
    const { signatures } = must(await verifyDocument(made.desk, { documentId: incoming }));
    return signatures.map(({ integrity, later, changed }) => ({ integrity, later, changed }));
  };
  expect(await laterParts((pdf) => pdf.getPage(1).drawText('thêm vào', { x: 10, y: 10 }))).toEqual([{ integrity: 'intact', later: 'additions', changed: ['pages'] }]);
  expect(await laterParts((pdf) => void pdf.getPage(0).node.Annots()!.push(pdf.context.register(pdf.context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [0, 0, 9, 9] }))))).toEqual([
    { integrity: 'intact', later: 'additions', changed: ['annotations'] },
  ]);
  expect(await laterParts((pdf) => pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: 'JavaScript' })))).toEqual([{ integrity: 'intact', later: 'additions', changed: ['catalog'] }]);
});

test('the PIN is nowhere after a batch: not in the log, not in the store, not in what the desk answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhật ký '));
  const pin = 'PIN-bí-mật-Zq8137xV';
  const token = hsm.makeToken('bi mat', pin);
  try {
    token.add(authority.issue('Trần Văn Bình', years));
    const logs = join(made.folder, 'nhật ký');
    Object.assign(made.desk, { log: createLog({ folder: logs, clock: made.clock, randomBytes: made.desk.randomBytes }) });
    const id = await scan(await textPdf(1));
    // Bytes that no longer are what they were: a fault, in the middle of the batch.
    const damaged = await scan(await textPdf(3), { fileName: 'hỏng.pdf' });
    const { sha256 } = stateOf(damaged);
    appendFileSync(join(made.folder, 'blobs', sha256!.slice(0, 2), sha256!.slice(2, 4), sha256!), 'x');
    const answers: unknown[] = [];
    const officer = made.as('binh');
    const tokenId = (await signing.tokens(officer.officer)).tokens.find(({ label }) => label === 'bi mat')!.id;
    for (const entered of ['sai-Zq8137xV', pin]) {
      answers.push(await signing.sign(officer, { documentIds: [id, 'không có', damaged], kind: 'personal', tokenId, pin: entered }));
      await signing.idle();
      answers.push(signing.queue(officer.officer), await signing.tokens(officer.officer));
    }
    expect(stateOf(id).signatures).toHaveLength(1);
    expect(batch('binh').items.map(({ state, problem, reference }) => problem?.problem ?? (reference === undefined ? state : 'fault'))).toEqual(['signed', 'document.unknown', 'fault']);
    expect(readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8')).join('')).toContain(batch('binh').items[2]!.reference!);
    const copy = join(folder, 'bản sao.db');
    made.store.backUp(copy);
    const said = JSON.stringify(answers) + JSON.stringify(made.store.ownEvents(0, 10_000)) + JSON.stringify(process.env);
    expect([said.includes('Zq8137xV'), said.includes('bí-mật')]).toEqual([false, false]);
    const files = readdirSync(made.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes('Zq8137xV'), file.name).toBe(false);
  } finally {
    token.pull();
    rmSync(folder, { recursive: true });
  }
});

test('settings: only what is there is taken, each change stands in the log', async () => {
  const nowhere = join(made.folder, 'không có.so');
  expect(await changeSigningSettings(made.as('quantri'), { modules: [nowhere] })).toEqual({ problem: 'signing.moduleMissing', data: { path: nowhere } });
  expect(await changeSigningSettings(made.as('quantri'), { keyFiles: [nowhere] })).toMatchObject({ problem: 'signing.keyFileUnreadable' });
  expect(await changeSigningSettings(made.as('quantri'), { trustedRootsFolder: nowhere })).toMatchObject({ problem: 'signing.folderMissing' });
  expect(await changeSigningSettings(made.as('quantri'), { timestampUrl: 'file:///etc/passwd' })).toMatchObject({ problem: 'input.malformed' });
  const before = made.store.head().deskSeq;
  await set({ sealTitle: 'SAO Y', modules: [hsm.module] });
  await set({ sealTitle: 'SAO Y' });
  expect(made.store.ownEvents(before, 10)).toMatchObject([{ type: 'desk.signingChanged', payload: { sealTitle: 'SAO Y' } }]);
  const empty = join(made.folder, 'rỗng.p12');
  writeFileSync(empty, 'không phải chứng thư');
  await set({ keyFiles: [empty] });
  expect(await signing.tokens(made.as('hoa').officer)).toMatchObject({ state: 'present', sources: [{ path: empty, problem: { problem: 'signing.keyFileUnreadable' } }] });
  await set({ keyFiles: [], modules: [] });
  expect(await signing.tokens(made.as('hoa').officer)).toEqual({ tokens: [], sources: [], state: 'noSource', isUsbMissing: false });
});
