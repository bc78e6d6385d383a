import type ExcelJS from 'exceljs';
import { vietnamOffsetMs } from '../../../../domain/time.ts';
import type { Cell, PrintedReport, ReportColumn, ReportTable } from './printed-report.ts';

const font = { name: 'Times New Roman', size: 11 };
const thin = { style: 'thin' } as const;
const border = { top: thin, bottom: thin, left: thin, right: thin };
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEBE6' } } as const;

/** The report as a spreadsheet, its tables one under the other, with numbers that can be added up. */
export const reportXlsx = async (report: PrintedReport): Promise<Uint8Array> => {
  // Loaded when it is asked for: it takes as much memory as a third of the desk.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  workbook.creator = report.head.agencyName;
  workbook.created = new Date(report.head.date + vietnamOffsetMs);
  const sheet = workbook.addWorksheet('Báo cáo', { pageSetup: { paperSize: 9, orientation: report.orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  const line = (text: string, style: Partial<ExcelJS.Font>): void => {
    sheet.addRow([text]).getCell(1).font = { ...font, ...style };
  };
  line([report.head.agencyName, report.head.oneStopName].filter(Boolean).join(' - '), {});
  line(report.title, { bold: true, size: 14 });
  line(report.subtitle, { italic: true });
  for (const text of report.lead) line(text, {});
  for (const table of report.tables) addTable(sheet, table);
  sheet.addRow([]);
  for (const note of report.notes) line(note, { italic: true });
  sheet.columns = widths(report.tables).map((width) => ({ width }));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

const addTable = (sheet: ExcelJS.Worksheet, { heading, columns, rows, hasTotal, emptyText = '' }: ReportTable): void => {
  sheet.addRow([]);
  sheet.addRow([heading]).getCell(1).font = { ...font, bold: true, size: 12 };
  if (rows.length === 0) {
    sheet.addRow([emptyText]).getCell(1).font = { ...font, italic: true };
    return;
  }
  if (columns.some(({ group }) => group !== undefined)) addGroups(sheet, columns);
  styleHead(sheet.addRow(columns.map(({ title }) => title)));
  rows.forEach((row, index) => {
    const added = sheet.addRow(row.map(valueOf));
    row.forEach((cell, at) => {
      const target = added.getCell(at + 1);
      target.font = { ...font, bold: hasTotal === true && index === rows.length - 1 };
      target.border = border;
      target.alignment = { vertical: 'top', wrapText: true, horizontal: columns[at]?.align ?? (typeof cell === 'string' ? 'center' : 'right') };
      if (cell !== null && typeof cell === 'object') target.numFmt = '0.0%';
      else if (typeof cell === 'number') target.numFmt = Number.isInteger(cell) ? '#,##0' : '#,##0.00';
    });
  });
};

const addGroups = (sheet: ExcelJS.Worksheet, columns: readonly ReportColumn[]): void => {
  const row = sheet.addRow(columns.map(({ group }, index) => (group === columns[index - 1]?.group ? '' : (group ?? ''))));
  for (let from = 0; from < columns.length; ) {
    const { group } = columns[from]!;
    let to = from;
    while (group !== undefined && columns[to + 1]?.group === group) to += 1;
    if (to > from) sheet.mergeCells(row.number, from + 1, row.number, to + 1);
    from = to + 1;
  }
  styleHead(row);
};

const styleHead = (row: ExcelJS.Row): void =>
  row.eachCell({ includeEmpty: true }, (cell) => {
    cell.font = { ...font, bold: true };
    cell.border = border;
    cell.fill = headFill;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });

const valueOf = (cell: Cell): string | number | null => (cell !== null && typeof cell === 'object' ? cell.share : cell);

/** In characters: as wide as the widest table wants each column. */
const widths = (tables: readonly ReportTable[]): number[] => {
  const most = Math.max(0, ...tables.map(({ columns }) => columns.length));
  return Array.from({ length: most }, (_, at) => Math.max(8, ...tables.map(({ columns }) => Math.min(48, (columns[at]?.width ?? 0) * 1.4))));
};
