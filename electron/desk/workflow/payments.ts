import type { DossierState } from '../../../domain/dossier/state.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import type { CancelPaymentInput, PaymentInput } from './types.ts';

/** The fee of a dossier that is worked on or done; what was paid before a withdrawal goes back with the withdrawal. */
export const recordPayment = ({ store, officer }: SignedInDesk, { id, method, amountVnd, reference }: PaymentInput): { paymentId: string } | Problem =>
  store.write(officer.id, (tx): { paymentId: string } | Problem => {
    const dossier = payable(tx.state('dossier', id));
    if (isProblem(dossier)) return dossier;
    const number = reference.trim();
    // Without it the money cannot be found again at the national portal.
    if (method === 'portal' && number === '') return problem('payment.referenceMissing');
    const event = tx.append({ entity: 'dossier', entityId: id, type: 'dossier.paymentRecorded', payload: { method, amountVnd, reference: number } });
    return { paymentId: event.id };
  });

/** A payment taken down by mistake; it stays, struck through. */
export const cancelPayment = ({ store, officer }: SignedInDesk, { id, paymentId, reason }: CancelPaymentInput): { paymentId: string } | Problem =>
  store.write(officer.id, (tx): { paymentId: string } | Problem => {
    const dossier = payable(tx.state('dossier', id));
    if (isProblem(dossier)) return dossier;
    const payment = dossier.payments.find((candidate) => candidate.id === paymentId);
    if (!payment || payment.cancelled) return problem('payment.unknown');
    if (reason.trim() === '') return problem('dossier.reasonRequired', { to: dossier.status });
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.paymentCancelled', payload: { paymentId, reason: reason.trim() } });
    return { paymentId };
  });

const payable = (dossier: DossierState | undefined): DossierState | Problem => {
  if (!dossier) return problem('dossier.unknown');
  return dossier.status === 'withdrawn' || dossier.status === 'refused' ? problem('dossier.alreadyFinished') : dossier;
};
