import { createHash } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { seededRandom } from '../faults/simulator/random.ts';
import { cleanScan, printPage, scanOf } from '../fixtures/printed-page.ts';
import { imagePdf, jpegScan, lockedPdf, oddName, pagePng, program, tiffScan } from '../fixtures/scans.ts';
import { expect, expectAccessible, type Scanner, signIn, test } from './fixtures.ts';
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
  await expect(refusal('Có mật khẩu.pdf')).toContainText('Tệp PDF có mật khẩu, không mở được. Nhập mật khẩu của tệp để lấy vào, hoặc quét lại từ bản giấy.');
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

test('where a scan belongs is one key away; it is described while it lies there, and the next one is at hand', async ({ page, scanner }) => {
  await signIn(page);
  const { dossierId, code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await receiveDossier(page, { fullName: 'Nguyễn Văn An', number: '024085000123', address: 'Thôn Hồng' });
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  scanner.drop('Tờ một.jpg', await jpegScan(1));
  await expect(scan(page, 'Tờ một.jpg')).toBeVisible();
  scanner.drop('Tờ hai.jpg', await jpegScan(2));
  await scan(page, 'Tờ hai.jpg').click();

  // The dossier received last is proposed; the one before it is the second suggestion.
  const offers = page.getByRole('region', { name: 'Gợi ý' }).getByRole('button');
  await expect(offers.nth(1)).toContainText(code);
  await expect(offers.nth(1)).toContainText('Vừa nhận tại quầy này');
  await page.keyboard.press('Alt+2');
  await expect(offers.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('radio', { name: 'Giấy chứng sinh' }).check();

  await page.keyboard.press('Alt+m');
  const about = page.getByRole('region', { name: 'Mô tả giấy tờ' });
  await expect(about.getByRole('combobox', { name: 'Loại giấy tờ' })).toBeFocused();
  await about.getByLabel('Số, ký hiệu').fill('15/GCS');
  await page.keyboard.press('Enter');
  await expect(about.getByLabel('Nơi cấp')).toBeFocused();
  await page.keyboard.type('Trạm y tế xã Lục Sơn');
  await page.keyboard.press('Enter');
  await page.keyboard.type('32112026');
  await page.keyboard.press('Control+Enter');
  await expect(about).toContainText('Ngày này không có trong lịch.');
  await expectAccessible(page);
  await about.getByLabel('Ngày cấp').fill('02/11/2026');
  await page.keyboard.press('Control+Enter');
  await expect(scan(page, 'Tờ hai.jpg')).toBeHidden();
  await expect(scan(page, 'Tờ một.jpg')).toHaveAttribute('aria-selected', 'true');
  const [document] = (await viewDossier(page, dossierId)).documents;
  expect(document).toMatchObject({ componentKey: 'd02', description: { number: '15/GCS', issuedBy: 'Trạm y tế xã Lục Sơn', issuedOn: '2026-11-02', isPermanent: false } });

  // What was read off a scan stays with it, also when another is looked at first.
  await page.keyboard.press('Alt+m');
  await about.getByLabel('Số, ký hiệu').fill('77/TK');
  scanner.drop('Tờ ba.jpg', await jpegScan(3));
  await scan(page, 'Tờ ba.jpg').click();
  await scan(page, 'Tờ một.jpg').click();
  await page.keyboard.press('Alt+m');
  await expect(about.getByLabel('Số, ký hiệu')).toHaveValue('77/TK');

  // Not what the dossier began with, but what it ends with.
  await page.keyboard.press('Alt+2');
  await page.getByRole('radio', { name: 'Kết quả giải quyết' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(scan(page, 'Tờ một.jpg')).toBeHidden();
  expect((await viewDossier(page, dossierId)).documents.map(({ componentKey }) => componentKey).sort()).toEqual(['d02', 'ket-qua']);
});

test('what is read off a paper stands beside the fields, is taken by a key, and never by itself', async ({ page, scanner }) => {
  await signIn(page);
  const { dossierId } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  const printed = printPage(
    [
      { kind: 'halves', left: ['ỦY BAN NHÂN DÂN', 'XÃ LỤC SƠN', 'Số: 45/GXN-UBND'], right: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Lục Sơn, ngày 05 tháng 3 năm 2026'] },
      { kind: 'heading', text: 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN' },
      { kind: 'lines', lines: ['Họ, chữ đệm, tên: Đặng Thị Ngọc Ánh', 'Ngày, tháng, năm sinh: 09/03/1986'] },
    ],
    { font: 'Tinos', sizePt: 14, dpi: 200 },
  );
  scanner.drop('Quét 001.png', await scanOf(printed, cleanScan, seededRandom('đọc')));
  await scan(page, 'Quét 001.png').click();
  await page.getByRole('radio', { name: 'Tờ khai đăng ký khai sinh theo mẫu' }).check();
  await page.keyboard.press('Alt+m');
  const about = page.getByRole('region', { name: 'Mô tả giấy tờ' });
  const offers = (field: string): Locator => about.getByRole('group', { name: `Gợi ý cho ô ${field}` });
  await expect(offers('Số, ký hiệu')).toContainText('45/GXN-UBND', { timeout: 60_000 });
  await expect(about.getByLabel('Số, ký hiệu', { exact: true })).toHaveValue('');
  await offers('Loại giấy tờ').getByRole('button', { name: 'Giấy xác nhận tình trạng hôn nhân' }).click();
  await about.getByLabel('Số, ký hiệu', { exact: true }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(about.getByLabel('Số, ký hiệu', { exact: true })).toHaveValue('45/GXN-UBND');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+ArrowDown');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(scan(page, 'Quét 001.png')).toBeHidden();
  const [document] = (await viewDossier(page, dossierId)).documents;
  expect(document?.description).toMatchObject({ typeCode: 'KQ.G15.000038', number: '45/GXN-UBND', issuedBy: 'UBND xã Lục Sơn', issuedOn: '2026-03-05' });
});

test('several scans become one paper, one behind the other or the two sides of the same sheets, and come apart again', async ({ page, scanner }) => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  for (const [fileName, number] of [['Mặt trước.pdf', 1], ['Mặt sau.pdf', 5], ['Tờ lẻ.pdf', 7]] as const) {
    scanner.drop(fileName, await imagePdf(fileName === 'Tờ lẻ.pdf' ? 1 : 2, await jpegScan(number)));
    await expect(scan(page, fileName)).toBeVisible();
  }
  await scan(page, 'Mặt trước.pdf').click();
  await scan(page, 'Mặt sau.pdf').click({ modifiers: ['Control'] });
  await expect(page.getByRole('heading', { name: 'Đã chọn 2 tờ quét' })).toBeVisible();
  await page.getByRole('radio', { name: 'Mặt trước và mặt sau của cùng các tờ' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(scans(page).getByRole('option')).toHaveCount(2);
  await expect(scan(page, 'Mặt trước.pdf')).toContainText('4 trang');
  await expect(scan(page, 'Mặt trước.pdf')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(scans(page).getByRole('option')).toHaveCount(3);

  // By keyboard: all of them, in the order in which they were scanned.
  await scans(page).press('Home');
  await scans(page).press('Shift+ArrowDown');
  await scans(page).press('Shift+ArrowDown');
  await expect(page.getByRole('heading', { name: 'Đã chọn 3 tờ quét' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Mặt trước và mặt sau của cùng các tờ' })).toBeDisabled();
  await scans(page).press('Escape');
  await expect(page.getByRole('heading', { name: 'Gắn vào hồ sơ' })).toBeVisible();
  await scans(page).press('Home');
  await scans(page).press(' ');
  await scans(page).press('Shift+End');
  await page.keyboard.press('Control+Enter');
  await expect(scans(page).getByRole('option')).toHaveCount(1);
  await expect(scan(page, 'Mặt trước.pdf')).toContainText('5 trang');
});

test('files from elsewhere are brought by hand; a locked PDF is opened with its password, and what was put away comes back', async ({ page, scanner }) => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  await page.locator('input[type="file"]').first().setInputFiles([
    { name: 'Ảnh từ điện thoại.jpg', mimeType: 'image/jpeg', buffer: await jpegScan(1) },
    { name: 'Khóa.pdf', mimeType: 'application/pdf', buffer: await lockedPdf() },
  ]);
  await expect(scan(page, 'Ảnh từ điện thoại.jpg')).toBeVisible();
  const failed = page.getByRole('list', { name: 'Tệp chưa lấy được' });
  await expect(failed).toContainText('Tệp PDF có mật khẩu, không mở được.');
  await failed.getByLabel('Mật khẩu của Khóa.pdf').fill('matkhau');
  await page.keyboard.press('Enter');
  await expect(scan(page, 'Khóa.pdf')).toContainText('2 trang');
  await expect(failed).toBeHidden();

  // The same bytes once more: taken, and it says of what.
  const dropped = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], 'Ảnh gửi lại.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, [...(await jpegScan(1))]);
  await scans(page).dispatchEvent('drop', { dataTransfer: dropped });
  await scan(page, 'Ảnh gửi lại.jpg').click();
  await expect(scan(page, 'Ảnh gửi lại.jpg')).toContainText('Trùng tờ đã quét');
  await expect(page.getByText(/^Trùng từng byte với “Ảnh từ điện thoại\.jpg”/)).toContainText('Tờ đó cũng đang nằm trong khay.');
  await page.getByRole('button', { name: 'Không dùng' }).click();
  await page.getByLabel('Lý do').fill('Gửi hai lần');
  await page.keyboard.press('Control+Enter');
  await expect(scan(page, 'Ảnh gửi lại.jpg')).toBeHidden();
  await expect(page.getByText('Đã cất “Ảnh gửi lại.jpg”.')).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(scan(page, 'Ảnh gửi lại.jpg')).toBeVisible();

  // From the scanner's folder: the tray asks for the password, a wrong one says so, and a broken file is replaced by a good one.
  scanner.drop('Hộ khẩu.pdf', await lockedPdf('aes-256', 'luc son'));
  scanner.drop('Hỏng.jpg', program());
  await page.getByRole('radiogroup', { name: 'Khay' }).getByText('Cần xem lại (2)').click();
  const refused = page.getByRole('list', { name: 'Tệp cần xem lại' });
  await refused.getByLabel('Mật khẩu của Hộ khẩu.pdf').fill('sai');
  await refused.getByRole('button', { name: 'Mở và lấy vào' }).click();
  await expect(refused.getByRole('alert')).toContainText('Mật khẩu này không mở được tệp PDF.');
  await expectAccessible(page);
  await refused.getByLabel('Mật khẩu của Hộ khẩu.pdf').fill('luc son');
  await page.keyboard.press('Enter');
  await expect(refused.getByRole('listitem')).toHaveCount(1);
  await refused.getByLabel('Chọn tệp khác: Hỏng.jpg').setInputFiles({ name: 'Quét lại.jpg', mimeType: 'image/jpeg', buffer: await jpegScan(9) });
  await expect(page.getByText('Không có tệp nào cần xem lại')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Khay' }).getByText(/^Mới quét/).click();
  await expect(scans(page).getByRole('option')).toHaveCount(5);
});

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
