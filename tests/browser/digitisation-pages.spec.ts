import { PDFDocument } from '@cantoo/pdf-lib';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import type { PageEdit } from '../../domain/document/document.ts';
import { seededRandom } from '../faults/simulator/random.ts';
import { cleanScan, printPage, scanOf, type ScannerFaults } from '../fixtures/printed-page.ts';
import { expect, expectAccessible, type Scanner, signIn, test } from './fixtures.ts';
import { fetchBytes, place, receipt, receiveDossier } from './officer.ts';

const dpi = 110;
const sentences = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
  'Xét đề nghị của bà Đặng Thị Ngọc Ánh về việc xác nhận tình trạng hôn nhân để bổ sung hồ sơ.',
  'Bà Ánh sinh ngày 09 tháng 3 năm 1986, dân tộc Kinh, quốc tịch Việt Nam.',
  'Hiện thường trú tại thôn Vĩnh Hồng, xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang từ năm 2008 đến nay.',
  'Qua kiểm tra sổ đăng ký kết hôn lưu tại Ủy ban nhân dân xã, chưa thấy ghi chú việc kết hôn với ai.',
  'Giấy này được cấp để làm thủ tục vay vốn tại Ngân hàng Chính sách xã hội.',
  'Giấy có giá trị trong thời hạn sáu tháng kể từ ngày cấp; không dùng vào việc khác.',
];

/** A printed page as the office's scanner gives it. */
const scannedPage = (number: number, faults: Partial<ScannerFaults> = {}): Promise<Buffer> => {
  const paragraphs = Array.from({ length: 9 }, (_, index) => `${sentences[(index * number) % sentences.length]} ${sentences[(index + number) % sentences.length]}`);
  const printed = printPage([{ kind: 'heading', text: `GIẤY XÁC NHẬN SỐ ${number}` }, ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text }))], { font: 'Tinos', sizePt: 14, dpi });
  return scanOf(printed, { ...cleanScan, ...faults, format: { kind: 'jpeg', quality: 75 } }, seededRandom(`trang ${number}`));
};

const pdfOf = async (pages: readonly Buffer[]): Promise<Buffer> => {
  const pdf = await PDFDocument.create();
  for (const bytes of pages) {
    const image = await pdf.embedJpg(bytes);
    const size: [number, number] = [(image.width / dpi) * 72, (image.height / dpi) * 72];
    pdf.addPage(size).drawImage(image, { x: 0, y: 0, width: size[0], height: size[1] });
  }
  return Buffer.from(await pdf.save());
};

/** As a stack comes out of the feeder: one askew, one upside down, an empty back. */
const stack = async (): Promise<Buffer> => {
  const blank = await sharp({ create: { width: Math.round(8.27 * dpi), height: Math.round(11.69 * dpi), channels: 3, background: '#fbfaf6' } }).jpeg().toBuffer();
  const upsideDown = await sharp(await scannedPage(3)).rotate(180).jpeg().toBuffer();
  return pdfOf([await scannedPage(1), await scannedPage(2, { skewDegrees: 2.5 }), upsideDown, blank]);
};

const scans = (page: Page): Locator => page.getByRole('listbox', { name: 'Giấy tờ mới quét' });
const scan = (page: Page, fileName: string): Locator => scans(page).getByRole('option', { name: fileName });
const strip = (page: Page): Locator => page.getByRole('listbox', { name: 'Các trang của giấy tờ' });
const bigPage = (page: Page, number: number, of: number): Locator => page.getByRole('region', { name: `Trang ${number} trên ${of}` });

type Opened = { pages: (PageEdit & { url: string })[]; document: { id: string } };

/** The recipe as the desk keeps it, without where its pages come from. */
const keptBy = async (page: Page, documentId: string): Promise<Partial<PageEdit>[]> => {
  const answer = await fetchBytes(page, `/trpc/digitisation.open?input=${encodeURIComponent(JSON.stringify({ documentId }))}`);
  return (JSON.parse(answer.toString()) as { result: { data: Opened } }).result.data.pages.map(({ url: _, sha256: __, ...edit }) => edit);
};

const openEditor = async (page: Page, scanner: Scanner, fileName: string, bytes: Buffer): Promise<string> => {
  await signIn(page);
  await place(page, 'Giấy tờ quét').click();
  scanner.drop(fileName, bytes);
  await scan(page, fileName).click();
  await expect(page.getByRole('button', { name: 'Sửa trang' })).toBeVisible();
  await page.keyboard.press('Alt+s');
  await expect(strip(page)).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1)!;
};

test('a stack that went through the scanner badly is put right at a press, all of it can be taken back, and nothing is done to the scan', async ({ page, scanner }) => {
  const documentId = await openEditor(page, scanner, 'Chồng giấy.pdf', await stack());
  const found = page.getByRole('region', { name: 'Máy nhận thấy' });
  // Each page is drawn and looked at: seconds on a busy machine.
  await expect(found).toContainText('Bỏ 1 trang trắng', { timeout: 40_000 });
  await expect(found).toContainText('Làm thẳng 1 trang nghiêng');
  await expect(found).toContainText('Xoay đúng chiều 1 trang');
  await expectAccessible(page);
  await page.keyboard.press('Alt+s');
  await expect(found).toBeHidden();
  await expect(strip(page).getByRole('option')).toHaveCount(4);
  await expect(strip(page).getByRole('option', { name: 'Trang đã bỏ' })).toHaveCount(1);
  await expect(page.getByText('Đã lưu mọi thay đổi')).toBeVisible();
  const [first, second, third, fourth] = await keptBy(page, documentId);
  expect(first).toEqual({ page: 1 });
  expect(Math.abs(second!.deskewDegrees! + 2.5)).toBeLessThan(0.4);
  expect(third).toEqual({ page: 3, quarterTurns: 2 });
  expect(fourth).toEqual({ page: 4, isDropped: true });

  await page.keyboard.press('Control+z');
  await expect(found).toBeVisible();
  await expect.poll(() => keptBy(page, documentId)).toEqual([{ page: 1 }, { page: 2 }, { page: 3 }, { page: 4 }]);
  await page.keyboard.press('Control+y');
  await expect(found).toBeHidden();
  // Put back by hand, and left out again where it is.
  await strip(page).press('End');
  await page.keyboard.press('Alt+b');
  await expect(strip(page).getByRole('option', { name: 'Trang 4 trên 4' })).toBeVisible();
  await strip(page).press('Delete');
  await page.keyboard.press('Control+Enter');

  // Back at the tray with the same scan in hand, one page shorter.
  await expect(scan(page, 'Chồng giấy.pdf')).toHaveAttribute('aria-selected', 'true');
  await expect(scan(page, 'Chồng giấy.pdf')).toContainText('3 trang');
  expect((await keptBy(page, documentId)).map(({ isDropped = false }) => isDropped)).toEqual([false, false, false, true]);
});

/** The mean difference of two pictures of one thing, 0..255, the second made as large as the first. */
const differenceOf = async (one: Buffer, other: Buffer): Promise<number> => {
  const { data, info } = await sharp(one).greyscale().blur(1.5).raw().toBuffer({ resolveWithObject: true });
  const second = await sharp(other).greyscale().resize(info.width, info.height, { fit: 'fill' }).blur(1.5).raw().toBuffer();
  return data.reduce((sum, value, at) => sum + Math.abs(value - second[at]!), 0) / data.length;
};

test('every edit by keyboard: what the screen shows at once is what the desk makes of it', async ({ page, scanner }) => {
  const documentId = await openEditor(page, scanner, 'Mờ và nghiêng.pdf', await pdfOf([await scannedPage(1, { skewDegrees: 3 }), await scannedPage(2)]));
  await expect(page.getByRole('region', { name: 'Máy nhận thấy' })).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('Alt+x');
  await page.keyboard.press('Alt+x');
  await page.keyboard.press('Alt+z');
  await page.keyboard.press('Alt+t');
  await page.getByRole('slider', { name: 'Sáng tối' }).focus();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+c');
  const part = page.getByRole('button', { name: /^Phần giữ lại/ });
  await part.focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('Shift+ArrowLeft');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await page.getByLabel('Bớt phía trên').fill('10');
  await page.keyboard.press('Alt+c');
  await expect(page.getByText('Đã lưu mọi thay đổi')).toBeVisible();
  const [edit, untouched] = await keptBy(page, documentId);
  expect(Math.abs(edit!.deskewDegrees! + 3)).toBeLessThan(0.4);
  expect(edit).toMatchObject({ page: 1, quarterTurns: 1, brightness: -30, crop: { left: 0.04, top: 0.1, width: 0.92, height: 0.9 } });
  expect(untouched).toEqual({ page: 2 });

  const sheet = bigPage(page, 1, 2);
  await expect.poll(() => sheet.getByRole('img').evaluateAll((images) => images.every((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 1000))).toBe(true);
  const shown = await sheet.locator('> div').screenshot();
  const made = await fetchBytes(page, `/files/document/${documentId}/edited/1?width=1600`);
  expect(await differenceOf(shown, made)).toBeLessThan(6);
  // The judge sees a wrong turn, or the page without its edits.
  expect(await differenceOf(shown, await sharp(made).rotate(180).toBuffer())).toBeGreaterThan(12);
  await page.keyboard.press('Alt+v');
  await expect(page.getByRole('button', { name: /^Xem bản dựng thật/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('region', { name: 'Trang 1 trên 2' }).getByRole('img')).toBeVisible();

  // For all pages at once; a slider that was drawn is one change.
  await page.keyboard.press('Alt+a');
  await page.keyboard.press('Alt+m');
  await expect.poll(async () => (await keptBy(page, documentId)).map(({ isDespeckled }) => isDespeckled)).toEqual([true, true]);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
  const { deskewDegrees } = edit!;
  await expect.poll(() => keptBy(page, documentId)).toEqual([{ page: 1, quarterTurns: 1, deskewDegrees }, { page: 2 }]);
  await page.getByRole('button', { name: 'Trả mọi trang về như lúc quét' }).click();
  await expect.poll(() => keptBy(page, documentId)).toEqual([{ page: 1 }, { page: 2 }]);
});

test('pages are put in another order, a part is drawn with the mouse, and whoever leaves at once loses nothing', async ({ page, scanner }) => {
  const documentId = await openEditor(page, scanner, 'Lộn xộn.pdf', await pdfOf(await Promise.all([1, 2, 3].map((number) => scannedPage(number)))));
  await strip(page).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await keptBy(page, documentId)).map((edit) => edit.page)).toEqual([2, 3, 1]);
  await strip(page).getByRole('option', { name: 'Trang 3 trên 3' }).dragTo(strip(page).getByRole('option', { name: 'Trang 1 trên 3' }), { targetPosition: { x: 60, y: 10 } });
  await expect.poll(async () => (await keptBy(page, documentId)).map((edit) => edit.page)).toEqual([1, 2, 3]);

  await page.getByRole('button', { name: /^Cắt mép/ }).click();
  const box = (await page.getByRole('button', { name: /^Phần giữ lại/ }).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  // Away in the same moment, by a key that knows nothing of this page.
  await page.keyboard.press('F2');
  await expect(page.getByRole('heading', { name: 'Tiếp nhận', level: 1 })).toBeAttached();
  await expect.poll(async () => (await keptBy(page, documentId))[0]!.crop?.width ?? 1).toBeLessThan(0.65);
  const { crop } = (await keptBy(page, documentId))[0]!;
  expect([crop!.left, crop!.top, crop!.width, crop!.height].map((part) => Math.round(part * 20) / 20)).toEqual([0.2, 0.1, 0.6, 0.4]);
});

test('a stack of several papers is split where the officer says, and put together again', async ({ page, scanner }) => {
  await openEditor(page, scanner, 'Ba giấy.pdf', await pdfOf(await Promise.all([1, 2, 3, 4].map((number) => scannedPage(number)))));
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Alt+p');
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: /^Tách từ trang này/ }).click();
  await expect(page.getByRole('button', { name: /^Tách thành 3 giấy tờ/ })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(scans(page).getByRole('option')).toHaveCount(3);
  await expect(page.getByText('Đã tách “Ba giấy.pdf” thành 3 giấy tờ.')).toBeVisible();
  await expect(scan(page, '2 trang')).toHaveCount(1);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(scans(page).getByRole('option')).toHaveCount(1);
  await expect(scan(page, 'Ba giấy.pdf')).toContainText('4 trang');
});

test('a paper of a dossier is worked on as long as nobody has signed it; its file is made anew', async ({ page, scanner }) => {
  await signIn(page);
  await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  scanner.drop('Giấy chứng sinh.pdf', await pdfOf([await scannedPage(1), await scannedPage(2)]));
  await scan(page, 'Giấy chứng sinh.pdf').click();
  await page.getByRole('radio', { name: 'Giấy chứng sinh' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();
  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: /^H02/ }).first().click();
  await page.getByRole('button', { name: 'Giấy chứng sinh.pdf' }).click();
  await page.keyboard.press('Alt+s');
  await expect(strip(page)).toBeVisible();
  await expect(page.getByText('Chờ dựng tệp PDF')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Tách từ trang này/ })).toBeHidden();
  await page.keyboard.press('Alt+b');
  await expect(page.getByRole('heading', { name: '1 trang', exact: true })).toBeVisible();
  // The last page that is left cannot go.
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('button', { name: /^Bỏ trang này/ })).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /^H02/, level: 1 })).toBeVisible();
});

test('a stack with code sheets files itself; which paper a sheet does not say an officer says on the dossier’s page', async ({ page, scanner }) => {
  await signIn(page);
  const { dossierId } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Mở hồ sơ' }).click();
  await page.getByRole('button', { name: 'Tờ mã' }).click();
  await expect(page.getByTitle(/^Tờ mã của hồ sơ H02/)).toBeVisible();
  await page.keyboard.press('Escape');

  // The sheet of the dossier, a page behind it; the sheet of the second paper, a page behind that.
  const sheets = await PDFDocument.load(await fetchBytes(page, `/files/code-sheets/${dossierId}.pdf`));
  const pdf = await PDFDocument.create();
  for (const [sheet, number] of [[0, 1], [2, 2]] as const) {
    const [copied] = await pdf.copyPages(sheets, [sheet]);
    pdf.addPage(copied!);
    const image = await pdf.embedJpg(await scannedPage(number));
    pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  }
  scanner.drop('Cả chồng.pdf', Buffer.from(await pdf.save()));

  const unnamed = page.getByRole('region', { name: 'Đã vào hồ sơ theo mã, chưa rõ là giấy tờ nào' });
  await expect(unnamed).toContainText('Theo tờ mã hồ sơ', { timeout: 60_000 });
  const paper = (name: string): Locator => page.getByRole('listitem').filter({ hasText: name, has: page.getByRole('button', { name: 'Cả chồng.pdf' }) });
  await expect(paper('Giấy chứng sinh')).toContainText('Theo tờ mã giấy tờ');
  await expect(page.getByRole('listitem').filter({ hasText: '“Cả chồng.pdf” tự vào Giấy chứng sinh' })).toBeVisible();
  await expectAccessible(page);
  await unnamed.getByRole('combobox', { name: 'Cả chồng.pdf là giấy tờ nào?' }).click();
  await page.getByRole('option', { name: 'Tờ khai đăng ký khai sinh theo mẫu' }).click();
  await expect(unnamed).toBeHidden();
  await expect(paper('Tờ khai đăng ký khai sinh theo mẫu')).toContainText('1 trang');

  // Whoever looks for a page where it was scanned is told where it has gone by itself.
  await page.keyboard.press('F4');
  const filed = page.getByRole('region', { name: 'Tự vào hồ sơ hôm nay' });
  await expect(filed.getByRole('listitem')).toHaveText(/^Cả chồng\.pdf, 1 trang/);
  await expectAccessible(page);
  await filed.getByRole('link', { name: /^H02/ }).click();
  await expect(page.getByRole('heading', { name: /^H02/, level: 1 })).toBeVisible();
});
