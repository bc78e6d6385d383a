import { type DossierState, isUntouched } from '../../../domain/dossier/state.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import type { CancelInput } from './types.ts';

/** Received in error: today, here, and nothing has been done about it yet but taking papers and money. */
export const canCancel = ({ store, clock }: Pick<Desk, 'store' | 'clock'>, dossier: DossierState): boolean =>
  isUntouched(dossier.status) &&
  dossier.cancelled === undefined &&
  dossier.deskId === store.deskId &&
  dossier.pauses.length === 0 &&
  dossier.moves.length === 0 &&
  dossier.dueChanges.length === 0 &&
  localDate(receivedAt(dossier)) === localDate(clock.now());

/** What came by post was submitted days before it was received. */
const receivedAt = ({ submittedAt, acceptedAt }: DossierState): number => Math.max(submittedAt, acceptedAt);

/** The code is not given again, and money that was taken down is taken back with the same reason. */
export const cancel = (desk: SignedInDesk, { id, reason }: CancelInput): { id: string; code: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { id: string; code: string } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    // Pressed twice.
    if (dossier.cancelled) return { id, code: dossier.code };
    if (!canCancel(desk, dossier)) return problem('dossier.tooLateToCancel');
    const why = reason.trim();
    if (why === '') return problem('dossier.reasonRequired', { to: 'withdrawn' });
    for (const payment of dossier.payments.filter(({ cancelled }) => !cancelled)) {
      tx.append({ entity: 'dossier', entityId: id, type: 'dossier.paymentCancelled', payload: { paymentId: payment.id, reason: why } });
    }
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.cancelled', payload: { reason: why } });
    return { id, code: dossier.code };
  });
