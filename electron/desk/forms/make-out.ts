import { isPlaceholder } from '../../../domain/forms/placeholders.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { receiptDigestNow } from '../reception/receipt-code.ts';
import { issueForm } from './issue-form.ts';

/** Forms that an officer asks for; the others are made out with the step that they are about. */
export const askedForms = ['controlSlip', 'receipt'] as const;

/** A control slip as the dossier is now, or a receipt anew, with its own number. */
export const makeOutForm = (
  desk: SignedInDesk,
  { dossierId, form, text }: { dossierId: string; form: (typeof askedForms)[number]; text: Record<string, string> },
): { formId: string } | Problem => {
  const unknown = Object.keys(text).find((name) => !isPlaceholder(`text.${name}`));
  if (unknown !== undefined) return problem('form.placeholderUnknown', { name: unknown });
  return desk.store.write(desk.officer.id, (tx) => {
    const dossier = tx.state('dossier', dossierId);
    if (dossier === undefined) return problem('dossier.unknown');
    return issueForm(tx, { dossierId, form, text, ...(form === 'receipt' && { digest: receiptDigestNow(desk.store, dossier) }) });
  });
};
