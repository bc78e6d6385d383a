import { workingCalendar } from '../../../db/queries/calendars.ts';
import { computeDeadline, type DeadlineStep, type DeadlineWarning } from '../../../domain/calendar/deadline.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { describeLimit } from '../../../domain/procedure/limit-text.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import type { Desk } from '../desk.ts';

export type DeadlinePreview = {
  /** UTC milliseconds. */
  dueAt: number;
  limitText: string;
  steps: DeadlineStep[];
  warnings: DeadlineWarning[];
};

/** The due date of a dossier of this procedure accepted at `acceptedAt` (UTC milliseconds). */
export const deadlineOf = ({ store }: Pick<Desk, 'store'>, procedure: Pick<ProcedureState, 'name' | 'field' | 'timeLimit'>, acceptedAt: number): DeadlinePreview | Problem => {
  const { timeLimit: limit, field } = procedure;
  // Zero days would promise the result for the moment of reception; only «trong ngày» means that.
  if (limit.value === 0 && limit.unit !== 'same-day') return problem('procedure.limitUnknown', { name: procedure.name });
  return { ...computeDeadline({ acceptedAt, limit, field, calendar: workingCalendar(store) }), limitText: describeLimit(limit) };
};

/** What would be promised if the dossier were received now. */
export const previewDeadline = (desk: Desk, { procedureId }: { procedureId: string }): DeadlinePreview | Problem => {
  const procedure = usableProcedure(desk, procedureId);
  return isProblem(procedure) ? procedure : deadlineOf(desk, procedure, desk.clock.now());
};

export const usableProcedure = ({ store }: Pick<Desk, 'store'>, id: string): ProcedureState | Problem => {
  const procedure = store.state('procedure', id);
  if (!procedure) return problem('procedure.unknown');
  return procedure.isRetired ? problem('procedure.retired', { name: procedure.name }) : procedure;
};
