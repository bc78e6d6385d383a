import type { Cell, PrintedReport } from './printed-report.ts';

/**
 * The tables as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes Vietnamese for something else. Numbers are
 * plain, shares from 0 to 1.
 */
export const reportCsv = ({ title, subtitle, tables }: PrintedReport): string => {
  const lines: (readonly Cell[])[] = [[title], [subtitle]];
  for (const { heading, columns, rows } of tables) {
    lines.push([], [heading], columns.map(({ group, title: name }) => (group === undefined ? name : `${group}: ${name}`)), ...rows);
  }
  return `\ufeff${lines.map((line) => `${line.map(fieldOf).join(',')}\r\n`).join('')}`;
};

const fieldOf = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.share === null ? '' : cell.share.toFixed(4);
  // A cell that begins like a formula would be run by a spreadsheet.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
