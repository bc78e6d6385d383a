import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startNodeProcess } from '../../electron/desk/processes/side-process.ts';
import { createSigning, type SigningControl, type SigningOptions } from '../../electron/desk/signing/control.ts';
import { requestSignatures } from '../../electron/desk/signing/requests.ts';
import { changeSigningSettings } from '../../electron/desk/signing/settings.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { marriage } from '../fixtures/reception.ts';
import { imagePdf, textPdf } from '../fixtures/scans.ts';
import { attachScan, type Authority, makeAuthority, makeSoftHsm, pdfsig, type SoftHsm } from '../fixtures/signing.ts';

let workers: Workers;
let authority: Authority;
let hsm: SoftHsm;
let made: TestDesk;
let signing: SigningControl;
let dossierId: string;
const password = 'Mật khẩu 123';
const years = { notBefore: '20200101000000Z', notAfter: '20310101000000Z' };

beforeAll(() => {
  workers = createWorkers();
  authority = makeAuthority();
  hsm = makeSoftHsm();
});
afterAll(async () => {
  await workers.close();
  hsm.remove();
  authority.remove();
});
beforeEach(async () => {
  made = await makeDesk({ workers });
  dossierId = makeDossier(made.as('hoa'), { procedureId: marriage }).id;
  signing = createSigning(made.desk);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await signing.stop();
  made.close();
});

const set = async (change: Parameters<typeof changeSigningSettings>[1]) => must(await changeSigningSettings(made.as('quantri'), change));
const reopen = async (options: SigningOptions): Promise<void> => {
  await signing.stop();
  signing = createSigning(made.desk, options);
};
const scan = (bytes: Uint8Array, fileName = 'tờ khai.pdf') => attachScan(made.as('hoa'), bytes, { dossierId, fileName });
const tokens = async () => signing.tokens(made.as('hoa').officer);
const signWith = async (documentIds: string[], pin: string, certificateId?: string) => {
  const [token] = (await tokens()).tokens;
  const begun = await signing.sign(made.as('hoa'), { documentIds, kind: 'personal', tokenId: token!.id, pin, certificateId });
  await signing.idle();
  return begun;
};
const output = (documentId: string) => made.desk.blobs.readAll(made.store.state('document', documentId)!.output!.sha256);

test.each([
  ['RSA, ciphers of today', {}, { kind: 'rsa' }],
  ['RSA, as older Windows writes it', { isLegacy: true }, { kind: 'rsa' }],
  ['elliptic curve, without the issuer', { isWithRoot: false }, { kind: 'ec' }],
] as const)('a key file is opened by its password, with diacritics too: %s', async (_, fileOptions, issueOptions) => {
  await set({ keyFiles: [authority.pkcs12(authority.issue('Nguyễn Thị Hoa', { ...years, ...issueOptions }), password, fileOptions)] });
  expect(await tokens()).toMatchObject({ state: 'present', tokens: [{ kind: 'pkcs12', state: 'ready', triesLeft: null, certificates: [] }] });
  const id = await scan(await textPdf(1));
  for (const wrong of ['', 'Mat khau 123', `${password} `]) expect(await signWith([id], wrong)).toEqual({ problem: 'signing.wrongPassword', data: {} });
  expect(made.store.state('document', id)!.signatures).toBeUndefined();
  must(await signWith([id], password));
  expect(pdfsig(await output(id))).toMatchObject([{ signer: 'Nguyễn Thị Hoa', isValid: true, isWhole: true }]);
});

test('a USB token says whose certificates it holds, until when, and after a wrong PIN how many tries are left', async () => {
  const token = hsm.makeToken('Thu Hoa', '135790');
  token.add(authority.issue('Nguyễn Thị Hoa', { ...years, organisation: 'UBND xã Lục Sơn' }));
  token.add(authority.issue('NGUYEN THI HOA', { ...years, kind: 'ec' }));
  token.add(authority.issue('Lê Văn Cường', { notBefore: '20200101000000Z', notAfter: '20210101000000Z' }));
  await set({ modules: [hsm.module] });
  const [first] = (await tokens()).tokens;
  expect(first).toMatchObject({ kind: 'pkcs11', label: 'Thu Hoa', state: 'ready', triesLeft: null, hasPinPad: false });
  expect(first!.certificates.map(({ name, issuer, validity, isOwn }) => [name, issuer, validity, isOwn]).toSorted()).toEqual([
    ['Lê Văn Cường', 'CA thử nghiệm', 'expired', false],
    ['NGUYEN THI HOA', 'CA thử nghiệm', 'valid', true],
    ['Nguyễn Thị Hoa', 'CA thử nghiệm', 'valid', true],
  ]);
  const id = await scan(await textPdf(1));
  expect(await signWith([id], '000000')).toEqual({ problem: 'signing.wrongPinTriesLeft', data: { triesLeft: 2 } });
  expect((await tokens()).tokens).toMatchObject([{ triesLeft: 2, state: 'ready' }]);
  const certificate = (name: string) => first!.certificates.find((one) => one.name === name)!.id;
  expect(await signWith([id], token.pin, certificate('Lê Văn Cường'))).toMatchObject({ problem: 'signing.certificateExpired', data: { name: 'Lê Văn Cường' } });
  expect(await signWith([id], token.pin, 'không có')).toEqual({ problem: 'signing.noKey', data: {} });
  must(await signWith([id], token.pin, certificate('NGUYEN THI HOA')));
  expect(pdfsig(await output(id))).toMatchObject([{ signer: 'NGUYEN THI HOA', isValid: true }]);
  expect((await tokens()).tokens).toMatchObject([{ triesLeft: null }]);
  token.pull();
});

test('a driver that hangs or dies never holds the desk up: a sentence, in time, and the papers wait', async () => {
  await set({ modules: [hsm.module] });
  const startTokenProcess = startNodeProcess(join(import.meta.dirname, '../fixtures/token-fakes.ts'));
  await reopen({ startTokenProcess, times: { lookMs: 10_000, openMs: 700, signMs: 700 } });
  const id = await scan(await textPdf(1));
  vi.stubEnv('QUAY_FAKE_TOKEN', 'hangs when it is opened');
  expect(await signWith([id], '1234')).toEqual({ problem: 'signing.tokenSilent', data: {} });

  vi.stubEnv('QUAY_FAKE_TOKEN', 'crashes');
  expect(await tokens()).toMatchObject({ state: 'noToken', tokens: [], sources: [{ problem: { problem: 'signing.tokenSilent' } }] });

  await reopen({ startTokenProcess, times: { lookMs: 700 } });
  vi.stubEnv('QUAY_FAKE_TOKEN', 'hangs at once');
  must(requestSignatures(made.as('hoa'), { documentIds: [id], kind: 'personal' }));
  expect(await tokens()).toMatchObject({ state: 'noToken', sources: [{ problem: { problem: 'signing.tokenSilent' } }] });
  expect(signing.queue(made.as('hoa').officer)).toMatchObject({ token: 'absent', waiting: [{ documentId: id }] });
});

test('a file that is no driver is said to be none', async () => {
  const noDriver = join(made.folder, 'không phải trình điều khiển.so');
  writeFileSync(noDriver, 'chữ');
  await set({ modules: [noDriver] });
  expect(await tokens()).toMatchObject({ state: 'noToken', sources: [{ path: noDriver, problem: { problem: 'signing.moduleFault' } }] });
});

test('a full disk stops the batch with a sentence; it goes on by itself when there is room, with the PIN entered once', async () => {
  await set({ keyFiles: [authority.pkcs12(authority.issue('Nguyễn Thị Hoa', years), password)] });
  let isFull = true;
  const { put } = made.desk.blobs;
  made.desk.blobs.put = (source) => (isFull ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : put(source));
  isFull = false;
  const ids = [await scan(await textPdf(1)), await scan(await textPdf(1), 'hai.pdf')];
  isFull = true;
  await reopen({ times: { retryEveryMs: 10, retryForMs: 60_000 } });
  const queue = () => signing.queue(made.as('hoa').officer);
  const waits = new Promise<void>((resolve) => {
    const stop = made.desk.onChange(() => {
      if (queue().batch?.problem === undefined) return;
      stop();
      resolve();
    });
  });
  const done = signWith(ids, password);
  await waits;
  expect(queue()).toMatchObject({ batch: { isRunning: true, problem: { problem: 'store.diskFull' } }, waiting: [{}, {}] });
  isFull = false;
  must(await done);
  expect(queue()).toMatchObject({ waiting: [], batch: { isRunning: false, items: [{ state: 'signed' }, { state: 'signed' }] } });
});

test('however often a paper is signed, every byte that was there stays, and every signature stays valid', async () => {
  const signers = ['Một', 'Hai', 'Ba', 'Bốn'].map((name, index) => authority.pkcs12(authority.issue(name, { ...years, kind: index % 2 === 0 ? 'rsa' : 'ec' }), password));
  const files = [await textPdf(2), await imagePdf(1)];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.shuffledSubarray(signers, { minLength: 1 }), async (bytes, chosen) => {
      const id = await scan(bytes);
      const stages: Buffer[] = [Buffer.from(bytes)];
      for (const file of chosen) {
        await set({ keyFiles: [file] });
        must(await signWith([id], password));
        stages.push(await output(id));
      }
      const last = stages.at(-1)!;
      for (const stage of stages) expect(last.subarray(0, stage.length).equals(stage)).toBe(true);
      expect(pdfsig(last).map(({ isValid, isWhole }) => [isValid, isWhole])).toEqual(chosen.map((_, index) => [true, index === chosen.length - 1]));
      // The bytes are those that the event names.
      const { output: file, signatures } = made.store.state('document', id)!;
      expect([file!.sha256, signatures!.length]).toEqual([createHash('sha256').update(last).digest('hex'), chosen.length]);
    }),
    { numRuns: 4 },
  );
});

test('the API: officers sign and see the list, the administrator sets it up and signs nothing', async () => {
  const api = makeApi(made);
  const [officer, administrator] = [await api.signIn('hoa'), await api.signIn('quantri')];
  const keyFile = authority.pkcs12(authority.issue('Nguyễn Thị Hoa', years), password);
  const denied = { data: { problem: { problem: 'permission.denied' } } };
  await expect(officer.api.signing.change.mutate({ keyFiles: [keyFile] })).rejects.toMatchObject(denied);
  await expect(officer.api.signing.settings.query()).rejects.toMatchObject(denied);
  await expect(administrator.api.signing.queue.query()).rejects.toMatchObject(denied);
  await expect(administrator.api.signing.sign.mutate({ documentIds: ['x'], kind: 'personal', tokenId: 'x', pin: 'x' })).rejects.toMatchObject(denied);
  expect(await administrator.api.signing.change.mutate({ keyFiles: [keyFile] })).toMatchObject({ keyFiles: [keyFile], modules: [], unitName: 'UBND xã Lục Sơn' });
  const id = await scan(await textPdf(1));
  const [token] = (await officer.api.signing.tokens.mutate()).tokens;
  const input = { documentIds: [id], kind: 'personal' as const, tokenId: token!.id };
  await expect(officer.api.signing.sign.mutate({ ...input, pin: 'sai' })).rejects.toMatchObject({ data: { problem: { problem: 'signing.wrongPassword' } } });
  const refused = await officer.request('/trpc/signing.sign', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...input, pin: 'bí mật'.repeat(100) }) });
  expect([refused.status, (await refused.text()).includes('bí mật')]).toEqual([400, false]);
  expect(await officer.api.signing.request.mutate({ documentIds: [id], kind: 'personal' })).toEqual({ waiting: 1 });
  const done = new Promise<void>((resolve) => void made.desk.onChange(() => made.store.state('document', id)?.signatures && resolve()));
  expect(await officer.api.signing.sign.mutate({ ...input, pin: password })).toMatchObject({ count: 1 });
  await done;
  expect((await officer.api.signing.queue.query()).waiting).toEqual([]);
  expect(await officer.api.signing.verify.query({ documentId: id })).toMatchObject({ isPdf: true, hasTrustedRoots: false, signatures: [{ signer: { name: 'Nguyễn Thị Hoa' }, integrity: 'intact' }] });
  const handedOut = await officer.request(`/files/document/${id}/output`);
  expect([handedOut.status, handedOut.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(pdfsig(new Uint8Array(await handedOut.arrayBuffer()))).toMatchObject([{ isValid: true, isWhole: true }]);
  expect((await administrator.request(`/files/document/${id}/output`)).status).toBe(403);
  expect((await officer.request('/files/document/nobody/output')).status).toBe(404);
  await expect(officer.api.signing.cancelRequest.mutate({ documentId: id, kind: 'personal' })).rejects.toMatchObject({ data: { problem: { problem: 'signing.requestUnknown' } } });
});
