import { workingCalendar } from '../../../db/queries/calendars.ts';
import type { Store, WriteTransaction } from '../../../db/store.ts';
import { extendDeadline } from '../../../domain/calendar/deadline.ts';
import { workingDays } from '../../../domain/calendar/working-days.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { issueForm } from '../forms/issue-form.ts';
import type { Extended, ExtendInput, Until } from './types.ts';

/**
 * The date is put off, openly: with a reason, an apology, and only so many times. What was drafted is taken where nothing else is
 * said, and the draft ends with it.
 */
export const extend = (desk: SignedInDesk, { id, until, reason, signedBy }: ExtendInput): Extended | Problem =>
  desk.store.write(desk.officer.id, (tx): Extended | Problem => {
    const dossier = extendable(tx, desk, id);
    if (isProblem(dossier)) return dossier;
    const draft = dossier.apologyDraft;
    if (until === undefined && !draft) return problem('apology.noDraft');
    const dueAt = newDate(desk, dossier, until ?? draft!.dueAt);
    if (isProblem(dueAt)) return dueAt;
    const why = reason.trim() || (until === undefined ? draft!.reason : '');
    if (why === '') return problem('dossier.reasonRequired', { to: dossier.status });
    const signer = signedBy.trim();
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.extended', payload: { previousDueAt: dossier.dueAt, dueAt, reason: why, signedBy: signer } });
    const issued = issueForm(tx, { dossierId: id, form: 'apology', text: { reason: why, signedBy: signer } });
    return isProblem(issued) ? issued : { dueAt, formId: issued.formId };
  });

/** The dossier, where its date may be put off once more. */
export const extendable = (tx: WriteTransaction, { store }: Desk, id: string): DossierState | Problem => {
  const dossier = tx.state('dossier', id);
  if (!dossier) return problem('dossier.unknown');
  if (isFinished(dossier.status)) return problem('dossier.alreadyFinished');
  // Nothing was promised yet.
  if (!dossier.wasAccepted) return problem('dossier.stepForbidden', { from: dossier.status, to: 'processing' });
  const max = maxExtensionsOf(store);
  return extensionsOf(dossier) >= max ? problem('dossier.tooManyExtensions', { max }) : dossier;
};

export const extensionsOf = ({ dueChanges }: Pick<DossierState, 'dueChanges'>): number => dueChanges.filter(({ cause }) => cause === 'apology').length;

export const maxExtensionsOf = (store: Store): number => store.state('desk', store.deskId)?.settings.maxExtensions ?? 0;

/** A moment at which a result can be given, after the old date and not gone by already. @param until a moment in UTC milliseconds where it was reckoned before */
export const newDate = ({ store, clock }: Desk, { dueAt, procedure: { field } }: DossierState, until: Until | number): number | Problem => {
  const calendar = workingCalendar(store);
  const days = workingDays(calendar, field);
  if (typeof until === 'object' && 'date' in until && !isRealDate(until.date)) return problem('input.malformed', { field: 'date' });
  const chosen = typeof until === 'number' ? until : 'date' in until ? days.closingOf(until.date) : extendDeadline({ dueAt, field, calendar }, until);
  return chosen > dueAt && chosen > clock.now() && days.isDueDay(localDate(chosen)) ? chosen : problem('dossier.newDateNotLater');
};
