import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import { groupings } from '../../domain/reports/statements.ts';
import { type ReportAsked, type ReportFormat, reportFormats } from '../desk/reports/printed/report-file.ts';

const format = z.enum(reportFormats);
const askedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figures'), format, from: z.iso.date(), to: z.iso.date(), groupBy: z.enum(groupings).exclude(['none']) }).refine(({ from, to }) => from <= to, { path: ['to'] }),
  z.object({ kind: z.literal('monthly'), format, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  z.object({ kind: z.literal('inspection'), format }),
]);

/** What the address of a report's file asks for. */
export const reportAsked = (query: Record<string, string>): { report: ReportAsked; format: ReportFormat; fileName: string } | Problem => {
  const parsed = askedSchema.safeParse(query);
  if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const { format: wanted, ...report } = parsed.data;
  const name = report.kind === 'figures' ? `bao-cao ${report.from} ${report.to}` : report.kind === 'monthly' ? `bao-cao-thang ${report.month}` : 'phieu-kiem-tra';
  return { report, format: wanted, fileName: `${name}.${wanted}` };
};
