import { createHash } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { imagePdf, jpegScan, lockedPdf, oddName, pagePng, program, tiffScan } from '../fixtures/scans.ts';
import { expect, type Scanner, signIn, test } from './fixtures.ts';
import { fetchBytes, place, receipt, receiveDossier, viewDossier } from './officer.ts';

const scans = (page: Page): Locator => page.getByRole('listbox', { name: 'Giấy tờ mới quét' });
const scan = (page: Page, fileName: string): Locator => scans(page).getByRole('option', { name: fileName });
const pagePicture = (page: Page, fileName: string, number: number, of: number): Locator => page.getByRole('img', { name: `${fileName}, trang ${number} trên ${of}` });

/** Whether its pixels are there, not only its place. */
const isDrawn = (picture: Locator): Promise<boolean> => picture.evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 100);

/** From now on the page notes the moment at which each scan's thumbnail is drawn. */
const noteThumbnails = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.addEventListener(
      'load',
      ({ target }) => {
        const fileName = target instanceof HTMLImageElement ? target.closest('[role="option"]')?.querySelector('strong')?.textContent : undefined;
        if (fileName) performance.mark(fileName);
      },
      { capture: true },
    );
  });

const dropAndMeasure = async (page: Page, scanner: Scanner, fileName: string, bytes: Uint8Array): Promise<number> => {
  const droppedAt = performance.timeOrigin + performance.now();
  scanner.drop(fileName, bytes);
  await expect(scan(page, fileName)).toBeVisible();
  const drawnAt = (): Promise<number> =>
    page.evaluate((name) => {
      const [mark] = performance.getEntriesByName(name, 'mark');
      return mark === undefined ? 0 : performance.timeOrigin + mark.startTime;
    }, fileName);
  await expect.poll(drawnAt).toBeGreaterThan(0);
  return Math.round((await drawnAt()) - droppedAt);
};

test('scans of every kind are in the inbox within seconds, are looked at page by page, and go to their papers', async ({ page, scanner }) => {
  await signIn(page);
  const { dossierId, code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();
  await noteThumbnails(page);

  const files: [string, Buffer, pages: number, paper: string][] = [
    ['Tờ khai.jpg', await jpegScan(), 1, 'Tờ khai đăng ký khai sinh theo mẫu'],
    ['Giấy chứng sinh.png', await pagePng(2), 1, 'Giấy chứng sinh'],
    ['Căn cước cha mẹ.tif', await tiffScan('ccittfax4', 3), 3, 'Giấy tờ tùy thân'],
    ['Văn bản ủy quyền.pdf', await imagePdf(2), 2, 'Văn bản ủy quyền'],
  ];
  for (const [fileName, bytes] of files) {
    const ms = await dropAndMeasure(page, scanner, fileName, bytes);
    console.log(`thumbnail of ${fileName}: ${ms} ms after the file was complete (goal 2000)`);
    // The goal is measured on a quiet machine; here only what no load excuses.
    expect(ms).toBeLessThan(5000);
  }
  await expect(page.getByRole('navigation', { name: 'Các mục' })).toContainText('4');
  // The bytes are the desk's now, and the folder is empty but for the TIFF, to which the scanner might yet add a page.
  await expect.poll(() => readdirSync(scanner.folder)).toEqual(['Căn cước cha mẹ.tif']);

  for (const [fileName, , pages, paper] of files) {
    await scan(page, fileName).click();
    for (let number = 1; number <= pages; number += 1) {
      if (number > 1) await page.keyboard.press('PageDown');
      await expect(page.getByText(`Trang ${number} / ${pages}`, { exact: true })).toBeVisible();
      await expect.poll(() => isDrawn(pagePicture(page, fileName, number, pages))).toBe(true);
    }
    await expect(page.getByRole('button', { name: 'Trang sau' })).toBeDisabled();
    await expect(page.getByText(code, { exact: true })).toBeVisible();
    await page.getByRole('radio', { name: paper }).check();
    await page.keyboard.press('Control+Enter');
    await expect(scan(page, fileName)).toBeHidden();
  }
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();

  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByRole('heading', { name: code })).toBeVisible();
  for (const [fileName, , pages] of files) await expect(page.getByRole('button', { name: fileName })).toContainText(`${pages} trang`);
  await page.getByRole('button', { name: 'Căn cước cha mẹ.tif' }).click();
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect.poll(() => isDrawn(pagePicture(page, 'Căn cước cha mẹ.tif', 2, 3))).toBe(true);
  await page.getByRole('button', { name: 'Phóng to' }).click();
  await expect.poll(() => isDrawn(pagePicture(page, 'Căn cước cha mẹ.tif', 2, 3))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listitem').filter({ hasText: 'Gắn “Giấy chứng sinh.png” vào Giấy chứng sinh' })).toBeVisible();

  // Byte for byte what the scanner wrote.
  const { documents } = await viewDossier(page, dossierId);
  for (const [fileName, bytes] of files) {
    const document = documents.find(({ source }) => source.fileName === fileName);
    const kept = await fetchBytes(page, `/files/document/${document?.id}/original`);
    expect(sha256Of(kept), fileName).toBe(sha256Of(bytes));
  }
});

test('a scan put to the wrong paper goes back to the inbox and to the right one', async ({ page, scanner }) => {
  await signIn(page);
  const { code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Mở hồ sơ' }).click();
  await page.getByRole('button', { name: 'Quét giấy tờ' }).click();
  scanner.drop('Nhầm.jpg', await jpegScan());
  await scan(page, 'Nhầm.jpg').click();
  await page.getByRole('radio', { name: 'Giấy chứng sinh' }).check();
  await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).click();
  await expect(scan(page, 'Nhầm.jpg')).toBeHidden();

  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('button', { name: 'Nhầm.jpg' }).click();
  await page.getByRole('button', { name: 'Gỡ khỏi hồ sơ' }).click();
  const why = page.getByRole('dialog', { name: 'Gỡ khỏi hồ sơ' });
  await why.getByRole('button', { name: 'Gỡ khỏi hồ sơ' }).click();
  await expect(why.getByText('Cần ghi lý do.')).toBeVisible();
  await why.getByLabel('Lý do').fill('Gắn nhầm giấy');
  await why.getByRole('button', { name: 'Gỡ khỏi hồ sơ' }).click();
  await expect(page.getByRole('button', { name: 'Nhầm.jpg' })).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: 'Gỡ “Nhầm.jpg” khỏi hồ sơ' })).toContainText('Gắn nhầm giấy');

  // Found again by typing a name, with no mark at all.
  await place(page, 'Giấy tờ quét').click();
  await expect(scan(page, 'Nhầm.jpg')).toBeVisible();
  await page.getByRole('button', { name: 'Hồ sơ khác' }).click();
  await page.getByRole('combobox', { name: 'Tìm hồ sơ' }).fill('ngoc anh');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Tờ khai đăng ký khai sinh theo mẫu' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();
});

test('a file that is written slowly shows up when it is complete, not before', async ({ page, scanner }) => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  await noteThumbnails(page);
  const bytes = await tiffScan('lzw', 3);
  const file = openSync(join(scanner.folder, 'Máy quét chậm.tif'), 'w');
  const third = Math.ceil(bytes.length / 3);
  const folders = page.getByRole('list', { name: 'Thư mục máy quét' });
  for (let part = 0; part < 3; part += 1) {
    await expect(scans(page)).toBeHidden();
    writeSync(file, bytes.subarray(part * third, (part + 1) * third));
    // What lies half written is seen, and said; the status bar counts it too.
    if (part < 2) await expect(folders).toContainText('Máy quét chậm.tif');
  }
  const completeAt = performance.timeOrigin + performance.now();
  closeSync(file);
  await expect(scan(page, 'Máy quét chậm.tif')).toContainText('3 trang');
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('Máy quét chậm.tif').length)).toBe(1);
  const drawnAt = await page.evaluate(() => performance.timeOrigin + performance.getEntriesByName('Máy quét chậm.tif')[0]!.startTime);
  console.log(`thumbnail of a file written slowly: ${Math.round(drawnAt - completeAt)} ms after its last byte (goal 2000)`);
  expect(drawnAt - completeAt).toBeLessThan(5000);
});

test('files that are no scans: each says why in Vietnamese, lies where it lay, and the desk goes on', async ({ page, scanner }) => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  scanner.drop('Có mật khẩu.pdf', await lockedPdf());
  scanner.drop('Ảnh giả.jpg', program());
  const huge = join(scanner.folder, 'Bản đồ 300 MB.tif');
  writeFileSync(huge, '');
  const file = openSync(huge, 'r+');
  ftruncateSync(file, 300 * 1024 * 1024);
  closeSync(file);
  scanner.drop(oddName, await jpegScan());

  // The good one among them, whatever its name.
  await expect(scan(page, oddName)).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Khay' }).getByText('Cần xem lại (3)').click();
  const refused = page.getByRole('list', { name: 'Tệp cần xem lại' });
  const refusal = (fileName: string): Locator => refused.getByRole('listitem').filter({ hasText: fileName });
  await expect(refusal('Có mật khẩu.pdf')).toContainText('Tệp PDF có mật khẩu, không mở được. Bỏ mật khẩu của tệp hoặc quét lại từ bản giấy.');
  await expect(refusal('Ảnh giả.jpg')).toContainText('Tệp này không phải ảnh hoặc PDF.');
  await expect(refusal('Bản đồ 300 MB.tif')).toContainText('Tệp quá lớn. Quét lại ở 200–300 dpi');
  await expect(refusal('Ảnh giả.jpg')).toContainText(`Tệp còn nguyên ở ${scanner.folder}`);
  for (const name of ['Có mật khẩu.pdf', 'Ảnh giả.jpg', 'Bản đồ 300 MB.tif']) expect(existsSync(join(scanner.folder, name))).toBe(true);

  // Tried again without a change it says the same; put aside with a reason it is gone from here, not from the folder.
  await refusal('Ảnh giả.jpg').getByRole('button', { name: 'Thử lại' }).click();
  await expect(refusal('Ảnh giả.jpg').getByRole('alert')).toContainText('Tệp này không phải ảnh hoặc PDF.');
  await refusal('Ảnh giả.jpg').getByRole('button', { name: 'Không dùng' }).click();
  await page.getByLabel('Lý do').fill('Không phải giấy tờ');
  await page.getByRole('dialog').getByRole('button', { name: 'Không dùng' }).click();
  await expect(refusal('Ảnh giả.jpg')).toBeHidden();
  expect(existsSync(join(scanner.folder, 'Ảnh giả.jpg'))).toBe(true);
  await place(page, 'Trang chủ').click();
  await page.getByRole('link', { name: '2 tệp cần xem lại' }).click();
  await expect(refused.getByRole('listitem')).toHaveCount(2);
});

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
