import { setImmediate } from 'node:timers/promises';
import { workingCalendar } from '../../../db/queries/calendars.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { issueForm } from '../forms/issue-form.ts';
import { movedDate } from './affected-by-calendar.ts';
import { procedureVersionOf } from './procedure-version.ts';
import type { Rescheduled, RescheduleInput } from './types.ts';

/**
 * Moves the dates that the calendar of now changes, each with its letter to the citizen and in a transaction of its own, so
 * that a power cut in the middle leaves whole dossiers. Repeating it does nothing to those that are done.
 */
export const reschedule = async (desk: SignedInDesk, { ids, reason }: RescheduleInput): Promise<Rescheduled[] | Problem> => {
  const why = reason.trim();
  if (why === '') return problem('dossier.reasonRequired', { to: 'processing' });
  const done: Rescheduled[] = [];
  for (const id of new Set(ids)) {
    const result = rescheduleOne(desk, id, why);
    if (isProblem(result)) return result;
    if (result) done.push(result);
    // Others at this desk need not wait for the whole pile.
    await setImmediate();
  }
  return done;
};

const rescheduleOne = ({ store, officer }: SignedInDesk, id: string, reason: string): Rescheduled | Problem | undefined =>
  store.write(officer.id, (tx): Rescheduled | Problem | undefined => {
    const dossier = tx.state('dossier', id);
    const moved = dossier && movedDate(dossier, procedureVersionOf(store, dossier), workingCalendar(store));
    if (!moved) return undefined;
    const { dueAt: previousDueAt, code } = dossier;
    const dueAt = moved.newDueAt;
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.rescheduled', payload: { previousDueAt, dueAt, reason } });
    const issued = issueForm(tx, { dossierId: id, form: 'apology', text: { reason } });
    return isProblem(issued) ? issued : { id, code, previousDueAt, dueAt, formId: issued.formId };
  });
