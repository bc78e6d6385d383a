import type { Page } from '@playwright/test';
import { readPdf } from '../fixtures/read-pdf.ts';
import { cardPayload, jpegScan } from '../fixtures/scans.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { actAs, callDesk, fetchBytes, openDossier, place, readWithReader, received, viewDossier } from './officer.ts';

/** Through all stages with its number in the book, as the tests of the five steps do it by hand. */
const finished = async (page: Page, applicant: Parameters<typeof received>[1] = {}): Promise<{ id: string; code: string }> => {
  const dossier = await received(page, applicant);
  for (const [username, to] of [['hoa', 1], ['binh', 2], ['cuong', 3]] as const) {
    await actAs(page, username);
    await callDesk(page, 'dossier.move', { id: dossier.id, to, officerId: '', reason: '' });
  }
  await actAs(page, 'dung');
  const { acceptedAt } = (await viewDossier(page, dossier.id)).state;
  await callDesk(page, 'results.record', { id: dossier.id, outcome: 'granted', number: '15/2026-HT', title: '', issuedOn: new Date(acceptedAt + 7 * 3_600_000).toISOString().slice(0, 10), signedBy: 'Lê Văn Cường' });
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 4, officerId: '', reason: '' });
  await actAs(page, 'hoa');
  return dossier;
};

const form = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Trả cho ai' }) });

/** With a finger, a pen or a mouse. */
const sign = async (page: Page): Promise<void> => {
  await page.getByRole('img', { name: 'Ô ký' }).scrollIntoViewIfNeeded();
  const box = (await page.getByRole('img', { name: 'Ô ký' }).boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 90);
  await page.mouse.down();
  for (const [x, y] of [[80, 40], [120, 100], [170, 30], [230, 90]] as const) await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
  await expect(page.getByRole('img', { name: 'Ô ký, đã ký' })).toBeVisible();
};

test('F10: found by the code of the receipt, compared by the card, the fee stands in the way, signed on the screen, slip and rating', async ({ page }) => {
  await signIn(page);
  const dossier = await finished(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Chào Nguyễn Thị Hoa' })).toBeVisible();
  await page.keyboard.press('F10');
  await expect(page.getByRole('heading', { name: 'Trả kết quả', level: 1 })).toBeVisible();
  const { codes } = await readPdf(await fetchBytes(page, `/files/receipt/${dossier.id}.pdf`));
  await readWithReader(page, codes.find(({ format }) => format === 'QRCode')!.text);
  await expect(page.getByText('Số 15/2026-HT')).toBeVisible();
  await expect(form(page)).toContainText('Còn phải thu 8.000 đ');
  await expectAccessible(page);

  // The card of whoever stands there: it is the applicant.
  await readWithReader(page, cardPayload);
  await expect(form(page).getByRole('status')).toContainText('đúng người nộp hồ sơ');
  await expect(form(page).getByRole('radio', { name: 'Quét thẻ' })).toBeChecked();

  // Neither signed nor paid.
  await page.keyboard.press('Control+Enter');
  await expect(form(page)).toContainText('Thu phí trước, hoặc đánh dấu và ghi lý do.');
  await expect(form(page)).toContainText('Không ký được trên màn hình thì chọn ký trên giấy.');
  await form(page).getByLabel('Vẫn trả dù chưa thu').check();
  await form(page).getByLabel('Vì sao trả khi chưa thu').fill('Hộ nghèo, chờ xác nhận miễn phí');
  await sign(page);
  await page.getByRole('button', { name: 'Ký lại' }).click();
  await expect(page.getByRole('img', { name: 'Ô ký, chưa ký' })).toBeVisible();
  await sign(page);
  await keepScreen(page, 'results-hand-over');
  await page.keyboard.press('Control+Enter');

  await expect(page.getByText(/^Đã trả cho Đặng Thị Ngọc Ánh lúc/)).toBeVisible();
  await expect(page.getByTitle('Phiếu trả kết quả')).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'results-rating');
  await page.getByRole('button', { name: 'Hài lòng', exact: true }).click();
  await expect(page.getByText('Đánh giá: Hài lòng. Cảm ơn ông/bà.')).toBeVisible();
  const { state } = await viewDossier(page, dossier.id);
  expect(state.status).toBe('returned');
  expect(state.handOver).toMatchObject({ receiver: 'applicant', identity: 'card', signature: 'screen', unpaidReason: 'Hộ nghèo, chờ xác nhận miễn phí' });
  expect(state.handOver?.signatureSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(state.rating?.score).toBe('satisfied');
  const slip = await readPdf(await fetchBytes(page, `/files/result-slip/${dossier.id}.pdf`));
  expect(slip.text).toContain('15/2026-HT');

  // Done: the next one.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Chọn hồ sơ để trả kết quả')).toBeVisible();
});

test('somebody else comes with an authorisation and signs on paper; others get it by post; all of it is in the timeline', async ({ page }) => {
  await signIn(page);
  const first = await finished(page, { fullName: 'Nguyễn Văn An', number: '024085000123', feeVnd: 0 });
  const second = await finished(page, { fullName: 'Vi Văn Thắng', number: '024085000777', feeVnd: 0 });
  await openDossier(page, first);
  await page.keyboard.press('F10');
  await expect(form(page)).toBeVisible();
  await readWithReader(page, cardPayload);
  await expect(form(page).getByRole('status')).toContainText('Thẻ của Đặng Thị Ngọc Ánh: không phải người nộp hay chủ hồ sơ. Cần giấy ủy quyền.');
  await expect(form(page).getByRole('radio', { name: 'Người được ủy quyền' })).toBeChecked();
  await expect(form(page).getByLabel('Họ và tên')).toHaveValue('Đặng Thị Ngọc Ánh');
  await form(page).getByLabel('Ký trên giấy').check();
  await page.keyboard.press('Control+Enter');
  await expect(form(page)).toContainText('Cần giấy ủy quyền của người nhận thay.');
  await form(page).getByLabel('Giấy ủy quyền').fill('Giấy ủy quyền số 12, UBND xã Lục Sơn chứng thực 20/11/2026');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Đã trả cho Đặng Thị Ngọc Ánh lúc/)).toBeVisible();
  expect((await viewDossier(page, first.id)).state.handOver).toMatchObject({ receiver: 'authorised', name: 'Đặng Thị Ngọc Ánh', identity: 'card', signature: 'paper' });

  await page.goto(new URL(`/results?dossier=${second.id}`, page.url()).href);
  await form(page).getByText('Bưu chính').click();
  await page.keyboard.press('Control+Enter');
  await expect(form(page)).toContainText('Cần mã bưu gửi.');
  await form(page).getByLabel('Mã bưu gửi').fill('EB123456789VN');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Đã trả cho Vi Văn Thắng lúc/)).toBeVisible();
  await openDossier(page, second);
  await expect(page.getByRole('group', { name: 'Quá trình giải quyết' })).toContainText('Trả kết quả cho Vi Văn Thắng (Bưu chính)');
  await expect(page.getByText('EB123456789VN')).toBeVisible();
});

test('the result paper is scanned to its place; whoever is told moves from one list to the other', async ({ page, scanner }) => {
  await signIn(page);
  const dossier = await finished(page, { phone: '0987 654 321', feeVnd: 0 });
  await openDossier(page, dossier);
  await page.getByRole('button', { name: 'Quét kết quả' }).click();
  scanner.drop('Trích lục.jpg', await jpegScan());
  await page.getByRole('option', { name: 'Trích lục.jpg' }).click();
  await page.getByRole('radio', { name: 'Kết quả giải quyết' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('option', { name: 'Trích lục.jpg' })).toBeHidden();
  await place(page, 'Trả kết quả').click();
  await page.getByRole('list', { name: 'Cần báo' }).getByRole('button', { name: 'Đặng Thị Ngọc Ánh' }).first().click();
  await expect(page.getByRole('button', { name: 'Trích lục.jpg' })).toBeVisible();

  await page.getByRole('button', { name: 'Báo Đặng Thị Ngọc Ánh' }).click();
  const tell = page.getByRole('dialog', { name: 'Báo Đặng Thị Ngọc Ánh' });
  await expect(tell).toContainText('0987 654 321');
  await tell.getByText('Tin nhắn').click();
  // What goes out as one message has plain letters.
  await expect(tell.getByText(/^UBND xa Luc Son: Ho so /)).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'results-tell');
  await page.keyboard.press('Control+Enter');
  await expect(tell).toBeHidden();
  await expect(page.getByRole('radiogroup', { name: 'Danh sách kết quả' })).toContainText('Chưa đến lấy (1)');
  await page.getByText('Chưa đến lấy (1)').click();
  await expect(page.getByRole('list', { name: 'Chưa đến lấy' })).toContainText('đã báo 1 lần');

  // A card, while nobody is chosen, finds whose results there are.
  await page.goto(new URL('/results', page.url()).href);
  await expect(page.getByText('Chọn hồ sơ để trả kết quả')).toBeVisible();
  await readWithReader(page, cardPayload);
  await expect(page.getByRole('option', { name: dossier.code })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(form(page)).toBeVisible();
});
