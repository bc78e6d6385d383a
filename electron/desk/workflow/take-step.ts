import { workingCalendar } from '../../../db/queries/calendars.ts';
import { dueAfterPauses } from '../../../domain/calendar/deadline.ts';
import type { DossierState } from '../../../domain/dossier/dossier.ts';
import { canStep, isPaused, needsReason, type Status } from '../../../domain/dossier/status.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { procedureVersionOf } from './procedure-version.ts';
import type { StepInput } from './types.ts';

/** What a step changed, for the screen that asked. */
export type StepTaken = { status: Status; dueAt: number };

export const takeStep = (desk: SignedInDesk, { id, to, reason }: StepInput): StepTaken | Problem =>
  desk.store.write(desk.officer.id, (tx): StepTaken | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    const from = dossier.status;
    // Pressed twice, or another officer was quicker: it is done.
    if (from === to) return { status: from, dueAt: dossier.dueAt };
    if (!canStep(from, to)) return problem('dossier.stepForbidden', { from, to });
    const why = reason.trim();
    if (needsReason(from, to) && why === '') return problem('dossier.reasonRequired', { to });
    const dueAt = dueAfterThisPause(desk, dossier, to);
    const payload = { from, to, reason: why, ...(dueAt !== undefined && dueAt !== dossier.dueAt && { dueAt }) };
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.stepTaken', payload });
    return { status: to, dueAt: dueAt ?? dossier.dueAt };
  });

/**
 * The time limit did not run while papers or money were awaited, so the rest of it runs from now on. `resume` is our reading
 * where sources differ (DOMAIN.md section 5); only the pause that ends here counts, earlier ones moved the date already.
 */
const dueAfterThisPause = ({ store, clock }: Desk, dossier: DossierState, to: Status): number | undefined => {
  const pause = dossier.pauses.at(-1);
  const limit = procedureVersionOf(store, dossier)?.timeLimit;
  // From one pause into another (papers, then a stop) the first one ends all the same, and its days are owed.
  if (!isPaused(dossier.status) || to === 'withdrawn' || pause === undefined || pause.to !== undefined || limit === undefined) return undefined;
  const { field } = dossier.procedure;
  return dueAfterPauses({ dueAt: dossier.dueAt, limit, field, calendar: workingCalendar(store) }, [{ from: pause.from, to: clock.now() }], 'resume');
};
