/** What a cell says; a share is a number from 0 to 1, null where there was nothing to divide by. */
export type Cell = string | number | { share: number | null } | null;

export type ReportColumn = {
  title: string;
  /** In parts of the whole width. */
  width: number;
  align?: 'left';
  /** Stands once over all neighbours that have the same. */
  group?: string;
};

export type ReportTable = { heading: string; columns: readonly ReportColumn[]; rows: readonly (readonly Cell[])[]; /** The last row is the sum of the others. */ hasTotal?: true; emptyText?: string };

/** A report before it is a PDF, a spreadsheet or a CSV: all three say the same. */
export type PrintedReport = {
  title: string;
  subtitle: string;
  orientation: 'portrait' | 'landscape';
  /** `date`: UTC milliseconds. */
  head: { agencyName: string; oneStopName: string; place: string; date: number };
  lead: readonly string[];
  tables: readonly ReportTable[];
  notes: readonly string[];
  signatures: readonly { role: string; hint: string; name: string }[];
};

/** «1.234», «62,0 %», «–». */
export const cellText = (cell: Cell): string => {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell, Number.isInteger(cell) ? 0 : 2);
  return cell.share === null ? '–' : `${numberText(cell.share * 100, 1)} %`;
};

const numberText = (value: number, decimals: number): string => {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${value < 0 ? '−' : ''}${grouped}${rest === undefined ? '' : `,${rest}`}`;
};
