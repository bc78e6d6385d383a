import type { DossierState } from '../../../domain/dossier/state.ts';
import { isFinished, isPaused } from '../../../domain/dossier/status.ts';
import { addDays, localDate } from '../../../domain/time.ts';
import type { Timeliness } from './types.ts';

/** By Vietnam days: what is due today is not late until tomorrow (DOMAIN.md section 5). */
export const timelinessOf = ({ status, dueAt }: Pick<DossierState, 'status' | 'dueAt'>, now: number): Timeliness => {
  if (isFinished(status)) return 'finished';
  if (isPaused(status)) return 'paused';
  const today = localDate(now);
  const due = localDate(dueAt);
  return due < today ? 'overdue' : due === today ? 'dueToday' : due === addDays(today, 1) ? 'dueTomorrow' : 'inTime';
};
