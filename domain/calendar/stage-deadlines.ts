import type { DossierState } from '../dossier/state.ts';
import type { FlowStage } from '../dossier/flow.ts';
import { addDays, localDate, utcOf } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';
import { type WorkingDays, workingDays } from './working-days.ts';

/** Per cent of the time limit that belong to the stages after this one. */
export const shareAfter = (flow: readonly FlowStage[], stage: number): number => flow.slice(stage + 1).reduce((sum, { sharePercent }) => sum + sharePercent, 0);

/** What was promised at reception, before pauses and apologies moved it. */
export const firstDueAt = ({ dueAt, dueChanges }: Pick<DossierState, 'dueAt' | 'dueChanges'>): number => dueChanges[0]?.from ?? dueAt;

/** Times in UTC milliseconds. `laterShare`: per cent of the time that the stages afterwards are to have. */
export type StageShare = { acceptedAt: number; firstDueAt: number; dueAt: number; laterShare: number };

/**
 * Until when a stage has time: the due date without what the stages after it need. Their needs are shares of the opening hours
 * between reception and the date that was first promised, so what moves the date (a pause, an apology, a holiday) moves the
 * deadline of the stage in hand with it, and takes nothing from those who come after. In a limit of days a stage ends, like the
 * whole, when its day closes. Never after the due date, never before the first day of the limit.
 * @returns UTC milliseconds
 */
export const stageDueAt = (calendar: WorkingCalendar, field: string, { acceptedAt, firstDueAt: firstDue, dueAt, laterShare }: StageShare): number => {
  if (laterShare === 0) return dueAt;
  const days = workingDays(calendar, field);
  const laterMs = (days.open.between(acceptedAt, firstDue) * laterShare) / 100;
  const endsAt = Math.max(Math.min(acceptedAt, dueAt), days.open.before(dueAt, laterMs));
  return isAtClosing(days, dueAt) ? Math.min(dueAt, days.closingOf(localDate(endsAt))) : endsAt;
};

/**
 * From when on the stage is late: as with the whole, by Vietnam days where the limit is in days, else to the minute.
 * @returns UTC milliseconds
 */
export const stageLateFrom = (calendar: WorkingCalendar, field: string, share: StageShare): number => {
  const endsAt = stageDueAt(calendar, field, share);
  return isAtClosing(workingDays(calendar, field), share.dueAt) ? utcOf(addDays(localDate(endsAt), 1)) : endsAt + 1;
};

/** Only limits in hours end at another time. */
const isAtClosing = (days: WorkingDays, dueAt: number): boolean => days.closingOf(localDate(dueAt)) === dueAt;
