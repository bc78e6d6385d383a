import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedForm } from '../../domain/forms/packs/packs.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, type TestDesk } from '../fixtures/desk.ts';
import { makeApi, type TestApi, type TestPage } from '../fixtures/desk-api.ts';
import { fileDossier, makeOut } from '../fixtures/forms.ts';
import { readPdf } from '../fixtures/read-pdf.ts';

let workers: Workers;
let made: TestDesk;
let api: TestApi;
let hoa: TestPage;
let administrator: TestPage;
let dossierId: string;

beforeAll(async () => {
  workers = createWorkers();
  made = await makeDesk({ workers });
  api = makeApi(made);
  [hoa, administrator] = [await api.signIn('hoa'), await api.signIn('quantri')];
  ({ dossierId } = fileDossier(made.as('hoa')));
});
afterAll(async () => {
  await workers.close();
  made.close();
});

const post = (page: TestPage, definition: unknown): Promise<Response> =>
  page.request('/files/form-preview', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(definition) });

test('the receipt and each form have an address of their own, on the paper that is asked for', async () => {
  const receipt = makeOut(made.as('hoa'), dossierId, 'receipt');
  for (const path of [`/files/receipt/${dossierId}.pdf`, `/files/form/${dossierId}/${receipt}.pdf`]) {
    const response = await hoa.request(`${path}?paper=A4`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect((await readPdf(new Uint8Array(await response.arrayBuffer()))).size).toBe('595.28 x 841.89');
  }
  expect((await hoa.request(`/files/form/${dossierId}/${dossierId}.pdf`)).status).toBe(404);
  expect((await hoa.request('/files/receipt/khong-co.pdf')).status).toBe(404);
  expect((await (await api.openPage()).request(`/files/form/${dossierId}/${receipt}.pdf`)).status).toBe(401);
  expect((await administrator.request(`/files/form/${dossierId}/${receipt}.pdf`)).status).toBe(403);
});

test('an officer makes out a control slip, or a receipt anew, and nothing else', async () => {
  const { formId } = await hoa.api.forms.issue.mutate({ dossierId, form: 'controlSlip', text: {} });
  expect(made.store.state('dossier', dossierId)!.forms.at(-1)).toMatchObject({ id: formId, form: 'controlSlip', pack: '2025' });
  await hoa.api.forms.issue.mutate({ dossierId, form: 'receipt', text: {} });
  expect(made.store.state('dossier', dossierId)!.forms.at(-1)!.digest).toMatch(/^[0-9a-f]{64}$/);
  await expect(hoa.api.forms.issue.mutate({ dossierId, form: 'refusal' as never, text: {} })).rejects.toThrow();
});

test('an administrator looks at the sets, previews, publishes and takes back a form', async () => {
  const { packs, placeholders } = await administrator.api.forms.packs.query();
  expect(packs.map(({ pack, inForceFrom, forms }) => [pack, inForceFrom, forms.length])).toEqual([['2025', '2025-07-01', 7], ['2018', '2019-01-06', 6]]);
  expect(placeholders).toContainEqual({ name: 'applicant.fullName', description: 'Họ tên người nộp hồ sơ' });

  const definition = structuredClone(shippedForm('2025', 'stopNotice')!);
  definition.blocks.push({ kind: 'paragraph', text: 'Điều khoản thêm cho {applicant.fullName}' });
  const preview = await post(administrator, definition);
  expect((await readPdf(new Uint8Array(await preview.arrayBuffer()))).text).toContain('Điều khoản thêm cho Nguyễn Văn Mẫu');

  await administrator.api.forms.publish.mutate({ pack: '2025', form: 'stopNotice', definition, reason: 'Công văn 12' });
  const edited = async () => (await administrator.api.forms.packs.query()).packs[0]!.forms.find(({ form }) => form === 'stopNotice')!;
  expect(await edited()).toMatchObject({ isEdited: true, definition });
  await administrator.api.forms.reset.mutate({ pack: '2025', form: 'stopNotice', reason: '' });
  expect(await edited()).toMatchObject({ isEdited: false, definition: shippedForm('2025', 'stopNotice')! });
});

test('a preview of what is no form, or names what nobody knows, is refused in words', async () => {
  expect((await post(administrator, { blocks: [] })).status).toBe(422);
  const unknown = await post(administrator, { ...shippedForm('2025', 'refusal')!, blocks: [{ kind: 'title', text: '{nonsense}' }] });
  expect(await unknown.json()).toMatchObject({ problem: 'form.placeholderUnknown', data: { name: 'nonsense' } });
  expect((await post(administrator, 'x'.repeat(2_000_000))).status).toBe(422);
  expect((await post(hoa, shippedForm('2025', 'refusal'))).status).toBe(403);
});

test.each(['2018', '2025'] as const)('every form of %s can be previewed', async (pack) => {
  const { packs } = await administrator.api.forms.packs.query();
  for (const { definition } of packs.find((found) => found.pack === pack)!.forms) {
    const { text } = await readPdf(new Uint8Array(await (await post(administrator, definition)).arrayBuffer()));
    expect(text).not.toMatch(/[{}]/);
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  }
});

test('the register can be had as PDF and as a spreadsheet by those who handle dossiers', async () => {
  const query = '/files/register?from=2026-11-01&to=2026-11-30';
  const pdf = await hoa.request(query);
  expect((await readPdf(new Uint8Array(await pdf.arrayBuffer()))).text).toContain('SỔ THEO DÕI HỒ SƠ');
  const xlsx = await hoa.request(`${query}&format=xlsx`);
  expect(xlsx.headers.get('content-disposition')).toContain('attachment');
  expect(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
  expect((await hoa.request('/files/register?from=2026-11-30&to=2026-11-01')).status).toBe(422);
  expect((await administrator.request(query)).status).toBe(403);
  expect((await hoa.api.forms.register.query({ from: '2026-11-01', to: '2026-11-30' })).rows).toHaveLength(1);
});
