import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type ExcelJS from 'exceljs';
import type { Problem } from '../../../domain/problem.ts';
import { localDate, utcOf, vietnamOffsetMs } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { type Period, periodFault, periodText, registerRows } from './register.ts';
import { registerColumns } from './register-columns.ts';
import type { RegisterRow } from './register-rows.ts';

const headRow = 4;
const thin = { style: 'thin' } as const;
const border = { top: thin, bottom: thin, left: thin, right: thin };
const font = { name: 'Times New Roman', size: 11 };

/**
 * The register as a spreadsheet that is written while it is read: a hundred thousand rows take no more memory than a hundred,
 * and the desk answers its officers in between.
 */
export const registerXlsx = (desk: Desk, period: Period): Readable | Problem => {
  const fault = periodFault(period);
  if (fault) return fault;
  const stream = new PassThrough();
  write(desk, period, stream).catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))));
  return stream;
};

const write = async (desk: Desk, period: Period, stream: PassThrough): Promise<void> => {
  const unit = desk.store.state('desk', desk.store.deskId)?.unit;
  // Loaded when it is asked for: it takes as much memory as a third of the desk.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  workbook.creator = unit?.name ?? '';
  workbook.created = new Date(desk.clock.now());
  workbook.modified = workbook.created;
  const sheet = workbook.addWorksheet('Sổ theo dõi hồ sơ', {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
      margins: { left: 0.4, right: 0.3, top: 0.4, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '&CTrang &P/&N' },
  });
  sheet.columns = registerColumns.map(({ sheetWidth }) => ({ width: sheetWidth }));
  sheet.autoFilter = { from: { row: headRow, column: 1 }, to: { row: headRow, column: registerColumns.length } };

  const heading = (text: string, style: Partial<ExcelJS.Font>): void => {
    const row = sheet.addRow([text]);
    row.getCell(1).font = { ...font, ...style };
    row.commit();
  };
  heading([unit?.name, unit?.oneStopName].filter(Boolean).join(' - '), {});
  heading('SỔ THEO DÕI HỒ SƠ', { bold: true, size: 14 });
  heading(periodText(period), { italic: true });
  const titles = sheet.addRow(registerColumns.map(({ title }) => title));
  titles.eachCell((cell) => {
    cell.font = { ...font, bold: true };
    cell.border = border;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEBE6' } };
  });
  titles.commit();

  for await (const rows of registerRows(desk, period)) {
    for (const row of rows) addRow(sheet, row);
    // Whoever saves the file has gone away, or is slower than we are.
    if (stream.destroyed) return;
    if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  }
  await workbook.commit();
};

/** One object for each column: exceljs looks a style up by the object, and works it out anew, cell by cell, for any other. */
const stylesOf = (isCancelled: boolean): Partial<ExcelJS.Style>[] =>
  registerColumns.map(({ align, dateFormat, staysWhenCancelled }) => ({
    font: isCancelled && !staysWhenCancelled ? { ...font, strike: true } : font,
    border,
    alignment: { vertical: 'top', wrapText: true, horizontal: align ?? 'center' },
    ...(dateFormat !== undefined && { numFmt: dateFormat }),
  }));
const usualStyles = stylesOf(false);
const cancelledStyles = stylesOf(true);

const addRow = (sheet: ExcelJS.Worksheet, row: RegisterRow): void => {
  const styles = row.isCancelled ? cancelledStyles : usualStyles;
  const line = sheet.addRow([]);
  for (const [index, { text, number, time, dateFormat }] of registerColumns.entries()) {
    const cell = line.getCell(index + 1);
    const at = time?.(row);
    cell.value = at !== undefined && dateFormat !== undefined ? dateOf(at, dateFormat) : (number?.(row) ?? printable(text(row)));
    cell.style = styles[index]!;
  }
  line.commit();
};

/** A spreadsheet knows no time zones: it is given Vietnam's wall clock, and a day without a time where only the day matters. */
const dateOf = (time: number, format: string): Date => new Date((format.includes('h') ? Math.floor(time / 1000) * 1000 : utcOf(localDate(time))) + vietnamOffsetMs);

/** Characters that no XML may have would make the whole file unreadable. */
const printable = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').normalize('NFC');

