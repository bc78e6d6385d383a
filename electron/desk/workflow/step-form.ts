import type { Store, WriteTransaction } from '../../../db/store.ts';
import type { FormName } from '../../../domain/forms/definition.ts';
import { isInPack, packIdAt } from '../../../domain/forms/pack-dates.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import type { Problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import { issueForm } from '../forms/issue-form.ts';
import { receiptDigestNow } from '../reception/receipt-code.ts';

type StepDone = { dossierId: string; to: Status; reason: string; isFirstAcceptance: boolean; wasAccepted: boolean };

/** The paper that the citizen gets with a step, in the transaction of the step; undefined where there is none. */
export const issueStepForm = (
  store: Store,
  tx: WriteTransaction,
  { dossierId, to, reason, isFirstAcceptance, wasAccepted }: StepDone,
): { formId: string } | Problem | undefined => {
  const dossier = tx.state('dossier', dossierId)!;
  if (isFirstAcceptance) return issueForm(tx, { dossierId, form: 'receipt', text: {}, digest: receiptDigestNow(store, dossier) });
  const form = formOf(to, wasAccepted);
  if (form === undefined || !isInPack(packIdAt(localDate(dossier.acceptedAt)), form)) return undefined;
  return issueForm(tx, { dossierId, form, text: { reason } });
};

/** TT 03/2025/TT-VPCP tells the citizen with the stop notice what becomes of the fee, also when it was they who withdrew. */
const formOf = (to: Status, wasAccepted: boolean): Exclude<FormName, 'register'> | undefined => {
  if (to === 'supplementRequested') return 'supplementRequest';
  if (to === 'refused') return 'refusal';
  return to === 'suspended' || (to === 'withdrawn' && wasAccepted) ? 'stopNotice' : undefined;
};
