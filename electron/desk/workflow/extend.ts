import { workingCalendar } from '../../../db/queries/calendars.ts';
import { extendDeadline } from '../../../domain/calendar/deadline.ts';
import { workingDays } from '../../../domain/calendar/working-days.ts';
import type { DossierState } from '../../../domain/dossier/dossier.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { issueForm } from '../forms/issue-form.ts';
import type { Extended, ExtendInput } from './types.ts';

/** The date is put off, openly: with a reason, an apology, and only so many times. */
export const extend = (desk: SignedInDesk, { id, until, reason, signedBy }: ExtendInput): Extended | Problem =>
  desk.store.write(desk.officer.id, (tx): Extended | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    if (isFinished(dossier.status)) return problem('dossier.alreadyFinished');
    // Nothing was promised yet.
    if (!dossier.wasAccepted) return problem('dossier.stepForbidden', { from: dossier.status, to: 'processing' });
    const max = tx.state('desk', desk.store.deskId)?.settings.maxExtensions ?? 0;
    if (extensionsOf(dossier) >= max) return problem('dossier.tooManyExtensions', { max });
    const dueAt = newDate(desk, dossier, until);
    if (isProblem(dueAt)) return dueAt;
    const why = reason.trim();
    if (why === '') return problem('dossier.reasonRequired', { to: dossier.status });
    const signer = signedBy.trim();
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.extended', payload: { previousDueAt: dossier.dueAt, dueAt, reason: why, signedBy: signer } });
    const issued = issueForm(tx, { dossierId: id, form: 'apology', text: { reason: why, signedBy: signer } });
    return isProblem(issued) ? issued : { dueAt, formId: issued.formId };
  });

export const extensionsOf = ({ dueChanges }: Pick<DossierState, 'dueChanges'>): number => dueChanges.filter(({ cause }) => cause === 'apology').length;

/** A moment at which a result can be given, after the old date and not gone by already. */
const newDate = ({ store, clock }: Desk, { dueAt, procedure: { field } }: DossierState, until: ExtendInput['until']): number | Problem => {
  const calendar = workingCalendar(store);
  const days = workingDays(calendar, field);
  if ('date' in until && !isRealDate(until.date)) return problem('input.malformed', { field: 'date' });
  const chosen = 'date' in until ? days.closingOf(until.date) : extendDeadline({ dueAt, field, calendar }, until);
  return chosen > dueAt && chosen > clock.now() && days.isDueDay(localDate(chosen)) ? chosen : problem('dossier.newDateNotLater');
};
