import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { utcOf } from '../../domain/time.ts';
import { registerPage, registerPdf } from '../../electron/desk/forms/register.ts';
import { registerXlsx } from '../../electron/desk/forms/register-xlsx.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { fileDossier, takeStep } from '../fixtures/forms.ts';
import { type PrintedPdf, readPdf } from '../fixtures/read-pdf.ts';
import { someApplicant } from '../fixtures/reception.ts';

const columns = [
  'STT', 'Mã hồ sơ', 'Tên thủ tục hành chính', 'Số bộ', 'Chủ hồ sơ', 'Địa chỉ', 'Số điện thoại', 'Cơ quan chủ trì giải quyết', 'Ngày nhận', 'Ngày hẹn trả', 'Ngày trả', 'Người tiếp nhận',
  'Phương thức nhận kết quả', 'Trạng thái', 'Ký nhận', 'Ghi chú',
];
const period = { from: '2026-11-23', to: '2026-11-24' };
const count = 40;

let workers: Workers;
let made: TestDesk;
let codes: string[];

/** Forty dossiers on a Monday, one of them cancelled and one finished, one on the Tuesday, and one on the Wednesday, outside. */
beforeAll(async () => {
  workers = createWorkers();
  made = await makeDesk({ workers });
  const hoa = made.as('hoa');
  const monday = utcOf('2026-11-23', 8 * 60) + 7000;
  const filed = Array.from({ length: count }, (_, index) => {
    made.clock.set(monday + index * 60_000);
    return fileDossier(hoa, { order: index + 1, fields: { note: index === 0 ? '=1+1 \u0007 <ghi chú>' : '' } });
  });
  made.store.write(hoa.officer.id, (tx) => void tx.append({ entity: 'dossier', entityId: filed[2]!.dossierId, type: 'dossier.cancelled', payload: { reason: 'nhập nhầm người' } }));
  takeStep(made.as('binh'), filed[1]!.dossierId, 'accepted', 'processing');
  takeStep(made.as('binh'), filed[1]!.dossierId, 'processing', 'done');
  takeStep(hoa, filed[1]!.dossierId, 'done', 'returned');
  made.clock.set(utcOf('2026-11-24', 23 * 60 + 59));
  const tuesday = fileDossier(hoa, { order: 1, fields: { owner: { kind: 'person', person: { ...someApplicant, fullName: 'Nguyễn Đức Ổn', address: 'Thôn Gốc Khế' } }, returnMethod: 'postal' } });
  made.clock.set(utcOf('2026-11-25', 8 * 60));
  fileDossier(hoa, { order: 1 });
  codes = [...filed, tuesday].map(({ code }) => code);
});
afterAll(async () => {
  await workers.close();
  made.close();
});

const readXlsx = async (stream: Readable): Promise<ExcelJS.Worksheet> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await buffer(stream)) as never);
  return workbook.worksheets[0]!;
};

test('on paper it has every column, every code in order, its head on each page and numbered pages', async () => {
  const printed: PrintedPdf = await readPdf(must(await registerPdf(made.desk, period)));
  expect(printed.size).toBe('841.89 x 595.28');
  const words = printed.text.replace(/\s+/g, ' ');
  for (const part of ['ỦY BAN NHÂN DÂN XÃ LỤC SƠN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SỔ THEO DÕI HỒ SƠ', 'Từ ngày 23/11/2026 đến ngày 24/11/2026']) expect(words).toContain(part);
  for (const title of columns) for (const word of title.split(' ')) for (const page of printed.pages) expect(page).toContain(word);
  expect(printed.pages.length).toBeGreaterThan(2);
  expect(printed.pages.map((page) => /Trang \d+\/\d+/.exec(page)?.[0])).toEqual(printed.pages.map((_, index) => `Trang ${index + 1}/${printed.pages.length}`));
  expect(words.match(/H02\.15\.20-\d{6}-\d{4}/g)).toEqual(codes);
  expect(words).toContain('Đã hủy');
  expect(words).toContain('Nguyễn Đức Ổn');
  expect(printed.fonts.map((line) => line.split(/\s+/)[0]!.replace(/^[A-Z]+\+/, '')).sort()).toEqual(['Tinos-Bold', 'Tinos-Italic', 'Tinos-Regular']);
});

test('a very long matter stays on its page', async () => {
  const desk = await makeDesk({ workers });
  for (let order = 1; order <= 5; order += 1) fileDossier(desk.as('hoa'), { order, fields: { requestSummary: 'Đăng ký lại khai sinh, cải chính hộ tịch '.repeat(48), note: 'Giấy tờ bổ sung '.repeat(100) } });
  const { pages } = await readPdf(must(await registerPdf(desk.desk, period)));
  desk.close();
  expect(pages.length).toBeLessThan(4);
  expect(pages.join('').match(/-100\d/g)).toHaveLength(5);
});

test('a period without dossiers is a page that says so', async () => {
  const { text, pages } = await readPdf(must(await registerPdf(made.desk, { from: '2026-01-01', to: '2026-01-01' })));
  expect(pages).toHaveLength(1);
  expect(text).toContain('Không có hồ sơ nào');
});

test('as a spreadsheet it has real dates, numbers that count, a head that stays, and what was cancelled crossed out', async () => {
  const sheet = await readXlsx(must(registerXlsx(made.desk, period)));
  expect(sheet.getRow(2).getCell(1).value).toBe('SỔ THEO DÕI HỒ SƠ');
  expect((sheet.getRow(4).values as string[]).slice(1)).toEqual(columns);
  expect(sheet.rowCount).toBe(4 + count + 1);
  expect(Array.from({ length: count + 1 }, (_, index) => sheet.getRow(5 + index).getCell(2).value)).toEqual(codes);
  const cells = (row: number) => Array.from({ length: 16 }, (_, index) => sheet.getRow(row).getCell(index + 1));
  // A spreadsheet has no time zones: exceljs reads its wall clock as if it were UTC.
  expect(cells(5).map(({ value }) => value)).toEqual([
    1, 'H02.15.20-261123-1001', 'Thủ tục đăng ký khai sinh: Đăng ký khai sinh cho con thứ hai', 2, 'Đặng Thị Ngọc Ánh', someApplicant.address, '0987 654 321', 'UBND xã Lục Sơn',
    new Date('2026-11-23T08:00:07Z'), new Date('2026-11-26T00:00:00Z'), null, 'Nguyễn Thị Hoa', 'Trực tiếp', 'Được tiếp nhận', null, '=1+1  <ghi chú>',
  ]);
  expect(cells(5)[8]!.numFmt).toBe('dd/mm/yyyy hh:mm:ss');
  expect(cells(6)[10]!.value).toEqual(new Date('2026-11-23T00:00:00Z'));
  expect(cells(6)[13]!.value).toBe('Đã trả kết quả');
  expect(cells(7)[4]!.font.strike).toBe(true);
  expect(cells(7)[13]!.value).toBe('Đã hủy');
  expect(cells(7)[15]!.value).toBe('Đã hủy: nhập nhầm người');
  expect(cells(6)[4]!.font.strike).toBeFalsy();
  expect(cells(45)[4]!.value).toBe('Nguyễn Đức Ổn');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
  expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9, fitToWidth: 1, printTitlesRow: '4:4' });
  expect(sheet.autoFilter).toBeTruthy();
});

test('on the screen it comes in pages, each row numbered through', () => {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = must(registerPage(made.desk, { ...period, cursor }));
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(rows.map(({ order }) => order)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.map(({ code }) => code)).toEqual(codes);
  expect(rows[2]).toMatchObject({ isCancelled: true, status: 'Đã hủy' });
});

test.each([
  { from: '2026-11-24', to: '2026-11-23' },
  { from: '2026-02-30', to: '2026-03-01' },
  { from: '', to: '' },
])('a period that is none ($from to $to) is refused', async (wrong) => {
  expect(registerPage(made.desk, wrong)).toMatchObject({ problem: 'input.malformed' });
  expect(await registerPdf(made.desk, wrong)).toMatchObject({ problem: 'input.malformed' });
  expect(registerXlsx(made.desk, wrong)).toMatchObject({ problem: 'input.malformed' });
});
