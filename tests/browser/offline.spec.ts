import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { imagePdf, jpegScan } from '../fixtures/scans.ts';
import { readAtDistrict } from './at-district.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { actAs, anh, callDesk, fetchBytes, place, receipt, receiveDossier, statusBar, viewDossier } from './officer.ts';
import { fillSetup } from './set-up.ts';

test.use({ withDistrict: true });
test.slow();

const allSent = 'Đã nối với huyện, đã gửi hết';
/** The queue may stand in the middle of a long wait between two tries. */
const drained = { timeout: 120_000 };

/** Whoever cannot wait for the next try. */
const sendNow = async (page: Page): Promise<void> => {
  await page.keyboard.press('F12');
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
};

test('the line is lost: everything works, the status bar says what waits; the line comes back: it drains by itself', async ({ page, desk, district, scanner }) => {
  await signIn(page);
  await expect(statusBar(page)).toContainText(allSent);
  await district.stop();

  const { dossierId, code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  const scans = { 'Giấy chứng sinh.jpg': await jpegScan(), 'Tờ khai.pdf': await imagePdf(2) };
  for (const [fileName, bytes] of Object.entries(scans)) {
    scanner.drop(fileName, bytes);
    await page.getByRole('option', { name: fileName }).click();
    await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).click();
    await expect(page.getByRole('option', { name: fileName })).toBeHidden();
  }
  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('button', { name: 'Chuyển bước tiếp' }).click();
  await page.getByRole('dialog', { name: 'Chuyển bước tiếp' }).getByRole('button', { name: 'Chuyển bước tiếp' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Chuyển sang bước “Thẩm định”' })).toContainText('Chưa gửi');
  await expect(page.getByRole('button', { name: 'Tờ khai.pdf' })).toContainText('Đang chuyển');

  await expect(statusBar(page)).toContainText(/Mất kết nối với huyện từ \d\d:\d\d\. \d+ thay đổi, 2 tệp đang chờ, đã lưu an toàn trên máy\./);
  await page.keyboard.press('F12');
  const state = page.getByRole('region', { name: 'Tình trạng đồng bộ' });
  await expect(state).toContainText('Chưa gửi được vì mất mạng hoặc máy chủ không trả lời. Bạn cứ làm việc bình thường; có mạng là tự gửi. Mọi việc đã lưu an toàn trên máy.');
  await expect(state).toContainText('Chờ lâu nhất từ');
  await expect(state).toContainText('Thử lại lúc');
  await expectAccessible(page);
  await keepScreen(page, 'sync-offline');

  // Nobody presses anything.
  await district.start();
  await expect(statusBar(page)).toContainText(allSent, drained);
  await expect(state).toContainText('Không có gì đang chờ');
  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByRole('button', { name: 'Tờ khai.pdf' })).toBeVisible();
  await expect(page.getByText('Đang chuyển')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText('Chưa gửi')).toHaveCount(0, { timeout: 30_000 });

  // The same dossier, the same timeline, the same bytes.
  const here = await viewDossier(page, dossierId);
  await desk.stop();
  await district.stop();
  const there = await readAtDistrict(district.folder, dossierId);
  expect(there.state).toEqual(here.state);
  expect(there.timeline.map(({ id, type, payload }) => ({ eventId: id, type, payload }))).toEqual(here.timeline.map(({ eventId, type, payload }) => ({ eventId, type, payload })));
  expect(Object.values(there.sha256).sort()).toEqual(Object.values(scans).map(sha256Of).sort());
  expect(there.documents.map(({ id, isHere }) => ({ id, isHere }))).toEqual(here.documents.map(({ id }) => ({ id, isHere: true })).sort((a, b) => (a.id < b.id ? -1 : 1)));
});

test('another desk of the commune has the dossier at once, and its scan is on the way until the bytes have come', async ({ page, line, district, scanner, startAnotherDesk }) => {
  const another = await startAnotherDesk('quầy hai');
  const theirs = await another.openPage();
  await fillSetup(theirs, { deskNumber: 2, scannerFolder: '', district: { url: district.url(), enrolmentCode: await district.enrolmentCode(2) }, administrator: { username: 'lan', fullName: 'Ngô Thị Lan' } });
  await theirs.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await theirs.getByRole('button', { name: 'Vào làm việc' }).click();
  await expect(statusBar(theirs)).toContainText(allSent);

  // A line on which words pass and files do not.
  line!.toxics.cutUpAfterBytes = 60_000;
  await signIn(page);
  const { dossierId, code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  const bytes = await sharp(randomBytes(900 * 1200 * 3), { raw: { width: 900, height: 1200, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
  scanner.drop('Giấy chứng sinh.jpg', bytes);
  await page.getByRole('option', { name: 'Giấy chứng sinh.jpg' }).click();
  await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).click();
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();

  await expect(statusBar(page)).toContainText('đang gửi 1 tệp');

  await sendNow(theirs);
  await place(theirs, 'Hồ sơ').click();
  const row = theirs.getByRole('row').filter({ hasText: code });
  await expect(row).toContainText(anh.fullName, drained);
  await row.getByRole('link').click();
  const document = theirs.getByRole('button', { name: 'Giấy chứng sinh.jpg' });
  await expect(document).toContainText('Đang chuyển');
  await expectAccessible(theirs);
  await keepScreen(theirs, 'dossier-on-the-way');
  await document.click();
  await expect(theirs.getByRole('alert')).toContainText('Giấy tờ này đang được chuyển về từ nơi khác. Đợi có mạng rồi mở lại; không cần quét lại.');
  await theirs.keyboard.press('Escape');

  line!.toxics.cutUpAfterBytes = undefined;
  await sendNow(page);
  await expect(statusBar(page)).toContainText(allSent, drained);
  await sendNow(theirs);
  await theirs.goBack();
  await expect(document).not.toContainText('Đang chuyển', drained);
  await document.click();
  const picture = theirs.getByRole('img', { name: 'Giấy chứng sinh.jpg, trang 1 trên 1' });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
  const { documents } = await viewDossier(theirs, dossierId);
  expect(sha256Of(await fetchBytes(theirs, `/files/document/${documents[0]!.id}/original`))).toBe(sha256Of(bytes));
  await theirs.keyboard.press('Escape');

  // Apart, each sends it another way. Both are kept, and a person says which of the two stands.
  await callDesk(page, 'dossier.move', { id: dossierId, to: 1, officerId: '', reason: '' });
  await sendNow(page);
  await expect(statusBar(page)).toContainText(allSent, drained);
  await sendNow(theirs);
  await expect.poll(async () => (await viewDossier(theirs, dossierId)).work.stage, drained).toBe(1);
  line!.toxics.isDown = true;
  await actAs(page, 'binh');
  await callDesk(page, 'dossier.move', { id: dossierId, to: 2, officerId: '', reason: '' });
  await callDesk(theirs, 'dossier.move', { id: dossierId, to: 0, officerId: '', reason: 'Thiếu chữ ký' });
  line!.toxics.isDown = false;
  await sendNow(page);
  await expect(statusBar(page)).toContainText(allSent, drained);
  await sendNow(theirs);
  await theirs.goBack();
  const conflict = theirs.getByRole('region', { name: 'Hai nơi đã xử lý khác nhau' }).getByRole('listitem').filter({ hasText: 'Thiếu chữ ký' });
  await expect(conflict).toContainText('“Bước 2: Thẩm định” sang “Bước 1: Tiếp nhận”. Hiện nay: “Bước 3: Phê duyệt”', drained);
  await expectAccessible(theirs);
  await keepScreen(theirs, 'dossier-conflict');
  await conflict.getByRole('button', { name: 'Phân xử' }).click();
  await theirs.getByRole('radio', { name: 'Bước 1: Tiếp nhận' }).check();
  await theirs.getByLabel('Lý do').fill('Phải ký lại mới thẩm định được');
  await theirs.keyboard.press('Control+Enter');
  await expect(conflict).toBeHidden();
  await expect(theirs.getByRole('list', { name: 'Các bước giải quyết' }).getByRole('listitem').first()).toHaveAttribute('aria-current', 'step');
});

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
