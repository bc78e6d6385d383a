import type { Problem } from '../../../../domain/problem.ts';
import { isProblem } from '../../../../domain/problem.ts';
import type { Grouping, Period } from '../../../../domain/reports/statements.ts';
import type { Desk } from '../../desk.ts';
import type { PrintedReport } from './printed-report.ts';
import { reportCsv } from './report-csv.ts';
import { figuresReport, inspectionSheet, monthlyReport } from './report-of.ts';
import { reportXlsx } from './report-xlsx.ts';

export type ReportAsked = ({ kind: 'figures'; groupBy: Exclude<Grouping, 'none'> } & Period) | { kind: 'monthly'; month: string } | { kind: 'inspection' };
export const reportFormats = ['pdf', 'xlsx', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report as a file. */
export const reportFile = async (desk: Desk, asked: ReportAsked, format: ReportFormat): Promise<Uint8Array | Problem> => {
  const report = await reportAsked(desk, asked);
  if (isProblem(report)) return report;
  if (format === 'csv') return new TextEncoder().encode(reportCsv(report));
  return format === 'xlsx' ? reportXlsx(report) : desk.workers.run('renderReport', report);
};

const reportAsked = (desk: Desk, asked: ReportAsked): Promise<PrintedReport | Problem> =>
  asked.kind === 'figures' ? figuresReport(desk, asked) : asked.kind === 'monthly' ? monthlyReport(desk, asked) : inspectionSheet(desk);
