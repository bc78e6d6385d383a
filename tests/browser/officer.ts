import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { inferRouterOutputs } from '@trpc/server';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import type { AppRouter } from '../../electron/api/router.ts';
import { demoPassword, signIn } from './fixtures.ts';

/** What an officer does again and again, done as they do it. */
export type DossierView = inferRouterOutputs<AppRouter>['dossier']['get'];

export const birthRegistration = 'Thủ tục đăng ký khai sinh';
/** Issued by the rule, so that the desk has nothing to warn of: province 024, a woman of the twentieth century, 1986. */
export const anh = { number: '024186001234', fullName: 'Đặng Thị Ngọc Ánh', dateOfBirth: '09/03/1986', address: 'Thôn Vĩnh Hồng, Lục Sơn, Lục Nam, Bắc Giang' };

export const statusBar = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Tình trạng quầy' });
export const place = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Các mục' }).getByRole('link', { name });
export const receipt = (page: Page): Locator => page.getByRole('dialog', { name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' });

const namedKeys = new Map([
  ['Enter', { text: '\r', windowsVirtualKeyCode: 13 }],
  ['Backspace', { windowsVirtualKeyCode: 8, commands: ['deleteBackward'] }],
]);

/**
 * A reader that stands in for the keyboard. Like Windows does for it, each letter comes as a key press of its own, also the
 * letters that no key has; Playwright's own `type` would slip those into the field with no key press at all.
 */
export const readWithReader = async (page: Page, keys: Iterable<string>): Promise<void> => {
  const keyboard = await page.context().newCDPSession(page);
  const press = (key: string): Promise<unknown>[] => {
    const how = namedKeys.get(key) ?? { text: key };
    return [keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...how }), keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key })];
  };
  await Promise.all([...keys, 'Enter'].flatMap(press));
  await keyboard.detach();
};

/** By typing a few letters, as one does with a citizen waiting. */
export const pickProcedure = async (page: Page, words: string, name = birthRegistration): Promise<void> => {
  const search = page.getByRole('combobox', { name: 'Chọn thủ tục' });
  await search.fill(words);
  await search.press('Enter');
  await expect(page.getByRole('button', { name: 'Đổi thủ tục' })).toBeVisible();
  await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
};

/** F2, the person, the procedure, all papers, Ctrl+Enter. The receipt is left open. */
export const receiveDossier = async (page: Page, person: Partial<typeof anh> & { fullName: string } = anh): Promise<{ dossierId: string; code: string }> => {
  await page.keyboard.press('F2');
  if (person.number) await page.getByLabel('Số định danh cá nhân').fill(person.number);
  await page.getByLabel('Họ và tên').fill(person.fullName);
  if (person.address) await page.getByLabel('Nơi cư trú').fill(person.address);
  await pickProcedure(page, 'ks');
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  await page.keyboard.press('Control+Enter');
  return readReceipt(page);
};

/** What the open receipt says of its dossier. */
export const readReceipt = async (page: Page): Promise<{ dossierId: string; code: string }> => {
  const code = await receipt(page).getByText(/^H[\d.]+-\d{6}-\d{4}$/).innerText();
  const address = await page.getByTitle('Giấy tiếp nhận hồ sơ và hẹn trả kết quả').getAttribute('src');
  const dossierId = /receipt\/([\w-]+)\.pdf/.exec(address ?? '')?.[1];
  if (dossierId === undefined) throw new Error(`the receipt shows ${address}`);
  return { dossierId, code };
};

/** Through the page's own session, as the page itself fetches it: works over HTTP and in Electron. */
export const fetchBytes = async (page: Page, path: string): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async (from) => {
      const response = await fetch(from);
      if (!response.ok) throw new Error(`${from} answers ${response.status}`);
      return [...new Uint8Array(await response.arrayBuffer())];
    }, path),
  );

type Outputs = inferRouterOutputs<AppRouter>;

/** What the desk answers the page's own question. */
export const askDesk = async <T>(page: Page, operation: string, input?: object): Promise<T> => {
  const answer = await fetchBytes(page, `/trpc/${operation}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`);
  return (JSON.parse(answer.toString()) as { result: { data: T } }).result.data;
};

/** The dossier as the desk gives it to the page. */
export const viewDossier = (page: Page, id: string): Promise<DossierView> => askDesk<DossierView>(page, 'dossier.get', { id });

/** For what is another test's subject: done as the page itself would do it, in its own session. */
export const callDesk = async <T = unknown>(page: Page, operation: string, input: unknown): Promise<T> =>
  page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/trpc/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const answer = await response.text();
      if (!response.ok) throw new Error(`${name} answers ${response.status}: ${answer}`);
      return (JSON.parse(answer) as { result: { data: T } }).result.data;
    },
    [operation, JSON.stringify(input)] as const,
  );

/** Nhận cha, mẹ, con: three working days, so that nothing falls due while a test runs. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const someApplicant = { number: '024186001234', fullName: 'Đặng Thị Ngọc Ánh', dateOfBirth: '1986-03-09', sex: 'Nữ', address: 'Thôn Vĩnh Hồng, xã Lục Sơn', phone: '', email: '', oldNumber: '', cardIssuedOn: '' };

type ToReceive = { fullName?: string; number?: string; phone?: string; procedureId?: string; feeVnd?: number };

/** How a dossier is received is another test's subject. */
export const received = async (page: Page, { procedureId = threeDays, feeVnd = 8000, ...applicant }: ToReceive = {}): Promise<{ id: string; code: string }> => {
  const { documents } = await askDesk<Outputs['reception']['procedure']>(page, 'reception.procedure', { id: procedureId });
  const components = documents.map(({ key, name, kind, required }) => ({ key, name, kind, required, isReceived: true, originals: 1, certifiedCopies: 0, copies: 0 }));
  const item = { procedureId, components, reuse: [], sets: 1, feeVnd, note: '', requestSummary: '' };
  const { dossiers } = await callDesk<Outputs['reception']['receive']>(page, 'reception.receive', {
    draftId: randomUUID(),
    applicant: { ...someApplicant, ...applicant },
    fromCard: [],
    channel: 'direct',
    returnMethod: 'desk',
    outcome: 'accept',
    items: [item],
  });
  const { dossierId, code } = dossiers[0]!;
  return { id: dossierId, code };
};

/** Another officer at the same desk, as a person does it. */
export const changeOfficer = async (page: Page, username: string): Promise<void> => {
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await signIn(page, username);
};

/** The session is another officer's; the page is shown as theirs when it is next opened. */
export const actAs = (page: Page, username: string): Promise<unknown> => callDesk(page, 'identity.signIn', { username, password: demoPassword });

/** Ids of the demo's officers by their user names. */
export const officerIds = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries((await askDesk<Outputs['identity']['officers']>(page, 'identity.officers')).map(({ username, id }) => [username, id]));

export const openDossier = async (page: Page, { id, code }: { id: string; code: string }): Promise<void> => {
  await page.goto(new URL(`/dossiers/${id}`, page.url()).href);
  await expect(page.getByRole('heading', { name: code })).toBeVisible();
};
