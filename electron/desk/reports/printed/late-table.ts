import type { MeasureId } from '../../../../domain/reports/measures.ts';
import type { Period } from '../../../../domain/reports/statements.ts';
import { dayMs, localDate, utcOf } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';
import { shortDateText } from '../../forms/parts/vietnamese.ts';
import type { DossierRow } from '../../workflow/types.ts';
import { reportDossiers } from '../dossiers.ts';
import type { Cell, ReportTable } from './printed-report.ts';

/**
 * The dossiers that are late: those that were finished late, or those that are open and overdue. By code, without names, because the
 * sheet leaves the house.
 * @param most how many rows at most; the rest is said as a number
 */
export const lateTable = async (desk: Desk, heading: string, measure: Extract<MeasureId, 'solvedLate' | 'openOverdue'>, period: Period, { count, most }: { count: number; most: number }): Promise<ReportTable> => {
  const rows: DossierRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await reportDossiers(desk, { ...period, measure, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < most);
  const shown = rows.slice(0, most);
  const today = localDate(desk.clock.now());
  const more: Cell[][] = count > shown.length ? [['', `… và ${count - shown.length} hồ sơ khác`, '', '', '', '']] : [];
  return {
    heading,
    columns: [
      { title: 'STT', width: 5 },
      { title: 'Mã hồ sơ', width: 24 },
      { title: 'Thủ tục', width: 40, align: 'left' },
      { title: 'Ngày hẹn trả', width: 12 },
      { title: measure === 'solvedLate' ? 'Ngày kết thúc' : 'Tính đến', width: 12 },
      { title: 'Trễ (ngày)', width: 8 },
    ],
    rows: [
      ...shown.map(({ code, procedureName, dueAt, finishedAt }, index): Cell[] => {
        const until = measure === 'solvedLate' && finishedAt !== undefined ? localDate(finishedAt) : period.to < today ? period.to : today;
        return [String(index + 1), code, procedureName, shortDateText(dueAt), shortDateText(utcOf(until)), Math.round((utcOf(until) - utcOf(localDate(dueAt))) / dayMs)];
      }),
      ...more,
    ],
  };
};
