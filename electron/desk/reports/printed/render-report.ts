import { columnsAcross, drawHead, drawPdf, drawRow, drawSignatures, leading, makeRoom, type Page, type Pen, type TableColumn, wholeWidth, write } from '../../forms/parts/pen.ts';
import { mm } from '../../forms/parts/sheet.ts';
import { cellText, type PrintedReport, type ReportColumn, type ReportTable } from './printed-report.ts';

/** A4, in points; the left margin is for binding. */
const a4 = { short: 595.28, long: 841.89 };
const margins = { left: 18 * mm, right: 10 * mm, top: 12 * mm, bottom: 13 * mm };
const bodySize = 9;

/** Worker task: a report as PDF. */
export const renderReport = (report: PrintedReport): Promise<Uint8Array> => {
  const isAcross = report.orientation === 'landscape';
  const page: Page = { ...margins, width: isAcross ? a4.long : a4.short, height: isAcross ? a4.short : a4.long };
  return drawPdf({ title: report.title, author: report.head.agencyName, madeAt: report.head.date }, page, (pen) => {
    drawHead(pen, report.head);
    put(pen, report.title, { align: 'center', weight: 'bold', size: 14 }, 6);
    put(pen, report.subtitle, { align: 'center', weight: 'italic', size: 11 });
    for (const line of report.lead) put(pen, line, { size: 10.5 }, 3);
    for (const table of report.tables) drawTable(pen, table);
    for (const note of report.notes) put(pen, note, { weight: 'italic', size: 8.5 }, 2);
    if (report.signatures.length > 0) drawSignatures(pen, report.signatures);
  });
};

const put = (pen: Pen, text: string, box: Partial<Parameters<typeof write>[3]>, above = 0): void => {
  if (text === '') return;
  const style = { ...wholeWidth(pen), ...box };
  const height = pen.lines(text, style.width, style.weight, style.size).length * style.size * leading;
  makeRoom(pen, height + above);
  pen.y += above;
  pen.y += write(pen, text, pen.y, style) + 2;
};

const drawTable = (pen: Pen, { heading, columns, rows, hasTotal, emptyText }: ReportTable): void => {
  // A heading alone at the foot of a page belongs to nothing.
  makeRoom(pen, 60);
  put(pen, heading, { weight: 'bold', size: 11 }, 7);
  if (rows.length === 0) return put(pen, emptyText ?? 'Không có hồ sơ nào.', { weight: 'italic' });
  const across = columnsAcross(pen.page, columns);
  const head = (): void => {
    if (columns.some(({ group }) => group !== undefined)) drawGroups(pen, across);
    drawRow(pen, across, columns.map(({ title }) => title), bodySize, { isHead: true });
  };
  head();
  rows.forEach((row, index) => {
    drawRow(pen, across.map((column, at) => ({ ...column, align: column.align ?? (typeof row[at] === 'string' ? 'center' : 'right') })), row.map(cellText), bodySize, {
      onNewPage: head,
      isStrong: hasTotal === true && index === rows.length - 1,
    });
  });
  pen.y += 3;
};

/** The upper line of a head in two lines. */
const drawGroups = (pen: Pen, columns: readonly (ReportColumn & TableColumn)[]): void => {
  const merged: TableColumn[] = [];
  columns.forEach(({ group, x, points }, index) => {
    const last = merged.at(-1);
    if (last && group !== undefined && columns[index - 1]?.group === group) last.points += points;
    else merged.push({ title: group ?? '', x, points });
  });
  drawRow(pen, merged, merged.map(({ title }) => title), bodySize, { isHead: true });
};
