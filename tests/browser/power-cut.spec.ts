import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { imagePdf, jpegScan, pagePng, tiffScan } from '../fixtures/scans.ts';
import { type DeskControl, expect, keepScreen, signIn, test } from './fixtures.ts';
import { anh, birthRegistration, fetchBytes, pickProcedure, place, receipt, receiveDossier, readReceipt, statusBar } from './officer.ts';

/** The power comes back, the officer starts the machine and signs in. */
const comeBack = async (page: Page, desk: DeskControl): Promise<void> => {
  await desk.start();
  await page.reload();
  await signIn(page);
};

test('power goes in the middle of a reception: it comes back as a draft, whole', async ({ page, desk }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Số định danh cá nhân').fill(anh.number);
  await page.getByLabel('Họ và tên').fill(anh.fullName);
  await pickProcedure(page, 'ks');
  await page.getByRole('checkbox', { name: 'Giấy chứng sinh' }).check();
  await page.getByRole('textbox', { name: 'Bản chụp: Giấy chứng sinh' }).fill('3');
  // At a hand's pace: faster is taken for a reader's burst, and kept back for a moment.
  await page.getByLabel('Ghi chú').pressSequentially('Cháu sinh tại nhà', { delay: 60 });
  await expect(page.getByLabel('Ghi chú')).toHaveValue('Cháu sinh tại nhà');
  await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();
  await desk.kill();

  await comeBack(page, desk);
  await place(page, 'Trang chủ').click();
  const draft = page.getByRole('listitem').filter({ hasText: anh.fullName });
  await expect(draft).toContainText(birthRegistration);
  await keepScreen(page, 'home-with-draft');
  await draft.getByRole('button', { name: `Làm tiếp hồ sơ của ${anh.fullName}` }).click();
  await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue(anh.number);
  await expect(page.getByLabel('Ghi chú')).toHaveValue('Cháu sinh tại nhà');
  await expect(page.getByRole('checkbox', { name: 'Giấy chứng sinh' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'Bản chụp: Giấy chứng sinh' })).toHaveValue('3');
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  await page.keyboard.press('Control+Enter');
  expect((await readReceipt(page)).code).toMatch(/-1001$/);
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await expect(page.getByRole('region', { name: 'Còn hồ sơ đang làm dở:' })).toBeHidden();
});

test('only the desk process dies: what is typed meanwhile stays on the screen over the new sign-in', async ({ page, desk }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn');
  await desk.kill();
  await page.getByLabel('Họ và tên').pressSequentially(' An');
  await page.getByLabel('Nơi cư trú').fill('Thôn Hồng, xã Lục Sơn');
  await expect(page.getByText('Chưa lưu được nháp, đang thử lại')).toBeVisible();
  await expect(statusBar(page)).toContainText('Chương trình nền không trả lời.');
  await keepScreen(page, 'desk-not-answering');

  await desk.start();
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible({ timeout: 30_000 });
  await signIn(page);
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Văn An');
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue('Thôn Hồng, xã Lục Sơn');
  await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Làm tiếp Nguyễn Văn An' }).click();
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue('Thôn Hồng, xã Lục Sơn');
});

for (const moment of ['while the reception is being written', 'as soon as the code is shown'] as const) {
  test(`power goes ${moment}: the dossier is there once`, async ({ page, desk }) => {
    await signIn(page);
    await page.keyboard.press('F2');
    await page.getByLabel('Họ và tên').fill(anh.fullName);
    await pickProcedure(page, 'ks');
    await page.getByRole('button', { name: 'Nhận đủ' }).click();
    await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();
    const isAsked = page.waitForRequest(/reception\.receive/);
    await page.keyboard.press('Control+Enter');
    await isAsked;
    const shown = moment === 'as soon as the code is shown' ? await readReceipt(page) : undefined;
    await desk.kill();

    await comeBack(page, desk);
    await place(page, 'Trang chủ').click();
    await expect(page.getByRole('heading', { name: 'Đang làm dở' })).toBeVisible();
    const draft = page.getByRole('button', { name: `Làm tiếp hồ sơ của ${anh.fullName}` });
    // An acknowledged one is no draft any more. One that was cut off is either: then the officer does it again.
    if (shown) await expect(draft).toBeHidden();
    else if (await draft.isVisible()) {
      await draft.click();
      await page.keyboard.press('Control+Enter');
      await readReceipt(page);
      await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
    }
    await place(page, 'Hồ sơ').click();
    await expect(page.getByRole('row').filter({ hasText: anh.fullName })).toHaveCount(1);
    if (shown) {
      await expect(page.getByRole('row').filter({ hasText: shown.code })).toHaveCount(1);
      expect((await fetchBytes(page, `/files/receipt/${shown.dossierId}.pdf`)).subarray(0, 5).toString()).toBe('%PDF-');
    }
    await place(page, 'Trang chủ').click();
    await expect(page.getByText('Không có hồ sơ nào đang làm dở.')).toBeVisible();
    // The next one has the next number: none was given twice, none was lost.
    const next = await receiveDossier(page, { fullName: 'Nguyễn Văn An' });
    expect(next.code).toMatch(/-1002$/);
  });
}

test('power goes while scans come in: each is there once', async ({ page, desk, scanner }) => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  const files: [string, Buffer][] = [
    ['Một.jpg', await jpegScan(1)],
    ['Hai.png', await pagePng(2)],
    ['Ba.tif', await tiffScan('ccittfax4', 3)],
    ['Bốn.pdf', await imagePdf(2)],
    ['Năm.jpg', await jpegScan(5)],
  ];
  for (const [fileName, bytes] of files) scanner.drop(fileName, bytes);
  // One is in; the others are somewhere on their way.
  await expect(page.getByRole('option').first()).toBeVisible();
  await desk.kill();

  await comeBack(page, desk);
  const scans = page.getByRole('listbox', { name: 'Giấy tờ mới quét' });
  for (const [fileName] of files) await expect(scans.getByRole('option', { name: fileName })).toHaveCount(1);
  await expect(scans.getByRole('option')).toHaveCount(files.length);
  await expect(page.getByText('Trùng tờ đã quét')).toHaveCount(0);
  // A TIFF is left lying for half a minute: some scanners add pages to it.
  await expect.poll(() => readdirSync(scanner.folder).filter((name) => name !== 'Ba.tif')).toEqual([]);
});
