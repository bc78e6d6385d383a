import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { procedures } from '../../db/queries/procedures.ts';
import { utcOf } from '../../domain/time.ts';
import { type ReportAsked, reportFile } from '../../electron/desk/reports/printed/report-file.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier, type MadeDossier } from '../fixtures/dossiers.ts';
import { takeStep } from '../fixtures/forms.ts';
import { readPdf } from '../fixtures/read-pdf.ts';

let workers: Workers;
let made: TestDesk;
let october: MadeDossier;
let november: MadeDossier[];

/** One received in October and finished late in November; twenty received in early November and never touched; one finished early. */
beforeAll(async () => {
  workers = createWorkers({ threads: 1 });
  made = await makeDesk({ workers, now: utcOf('2026-10-20', 9 * 60) });
  const hoa = made.as('hoa');
  const procedure = procedures(made.store).find(({ timeLimit }) => timeLimit.unit === 'working-day' && timeLimit.value > 2 && timeLimit.value <= 5)!;
  october = makeDossier(hoa, { procedureId: procedure.id, fields: { channel: 'online' } });
  const finish = (id: string): void => {
    takeStep(made.as('binh'), id, 'accepted', 'processing');
    takeStep(made.as('binh'), id, 'processing', 'done');
  };
  made.clock.set(utcOf('2026-11-02', 8 * 60));
  november = Array.from({ length: 21 }, () => makeDossier(hoa, { procedureId: procedure.id }));
  made.clock.set(utcOf('2026-11-03', 8 * 60));
  finish(october.id);
  finish(november[20]!.id);
  made.clock.set(utcOf('2026-11-23', 8 * 60));
});
afterAll(async () => {
  await workers.close();
  made.close();
});

const file = async (asked: ReportAsked, format: 'pdf' | 'xlsx' | 'csv'): Promise<Uint8Array> => must(await reportFile(made.as('cuong'), asked, format));
const november2026: ReportAsked = { kind: 'monthly', month: '2026-11' };

/** Cells of a CSV that has no line breaks within them. */
const rowsOf = (csv: string): string[][] => csv.split('\r\n').map((line) => [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, '').replaceAll('""', '"')));

test('the report of a month has the month beside the one before it, and every late dossier by its code', async () => {
  const { text } = await readPdf(await file(november2026, 'pdf'));
  for (const part of ['BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH', 'Tháng 11 năm 2026', 'Kính gửi: UBND huyện Lục Nam', 'II. So với tháng 10/2026', 'Quyết định 766/QĐ-TTg']) expect(text).toContain(part);
  for (const { code } of [october, ...november.slice(0, 20)]) expect(text.replaceAll(' ', '')).toContain(code);
  expect(text.replaceAll(' ', '')).not.toContain(november[20]!.code);
  expect(text).toContain('Trang 1/');
});

test('a spreadsheet says the same as the CSV, in numbers that can be added up', async () => {
  const rows = rowsOf(new TextDecoder().decode(await file(november2026, 'csv')));
  const total = rows.find(([, name]) => name === 'Tổng cộng')!;
  // Received with what was carried over, by channel, carried over; solved early, on time, late; open in time, overdue.
  expect(total).toEqual(['', 'Tổng cộng', '22', '0', '21', '1', '2', '1', '0', '1', '20', '0', '20']);
  expect(rows.find(([name]) => name === 'Giải quyết quá hạn')).toEqual(['Giải quyết quá hạn', '1', '0', '1']);
  expect(rows.find(([, name]) => name === 'Hồ sơ xử lý đúng hạn')?.slice(2, 5)).toEqual(['1', '22', '0.0455']);

  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await file(november2026, 'xlsx')) as never);
  const sheet = workbook.worksheets[0]!;
  const found: ExcelJS.CellValue[][] = [];
  sheet.eachRow((row) => void (row.getCell(2).value === 'Tổng cộng' && found.push((row.values as ExcelJS.CellValue[]).slice(3))));
  expect(found[0]).toEqual([22, 0, 21, 1, 2, 1, 0, 1, 20, 0, 20]);
});

test('a period can be laid out by field, officer, channel or month, and the groups add up', async () => {
  const october23 = { kind: 'figures', from: '2026-10-01', to: '2026-11-30' } as const;
  const totals = await Promise.all(
    (['field', 'procedure', 'officer', 'receiver', 'channel'] as const).map(async (groupBy) => {
      const rows = rowsOf(new TextDecoder().decode(await file({ ...october23, groupBy }, 'csv')));
      const at = rows.findIndex(([, name]) => name === 'Tổng cộng');
      const groups = rows.slice(rows.findIndex(([order]) => order === 'STT') + 1, at);
      const sums = groups.reduce<number[]>((sum, row) => row.slice(2).map((cell, index) => (sum[index] ?? 0) + Number(cell)), []);
      expect(sums).toEqual(rows[at]!.slice(2).map(Number));
      return rows[at]!.slice(2).join(' ');
    }),
  );
  expect(new Set(totals).size).toBe(1);
  const months = rowsOf(new TextDecoder().decode(await file({ ...october23, groupBy: 'month' }, 'csv')));
  expect(months.filter(([, name]) => /^1[01]\/2026$/.test(name ?? '')).map((row) => [row[1], row[2]])).toEqual([['10/2026', '1'], ['11/2026', '22']]);
});

test('the sheet for a surprise visit is one page, also when more is late than fits on it', async () => {
  const { pages, text } = await readPdf(await file({ kind: 'inspection' }, 'pdf'));
  expect(pages.length).toBe(1);
  for (const part of ['PHIẾU KIỂM TRA BỘ PHẬN MỘT CỬA', 'Đang giải quyết quá hạn', '… và 6 hồ sơ khác', 'NGƯỜI KIỂM TRA']) expect(text).toContain(part);
});

test('no report carries a citizen’s name', async () => {
  for (const asked of [november2026, { kind: 'inspection' }] as const) expect(new TextDecoder().decode(await file(asked, 'csv'))).not.toContain('Ngọc Ánh');
});
