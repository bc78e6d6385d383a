import type { WriteTransaction } from '../../../db/store.ts';
import type { FormName } from '../../../domain/forms/definition.ts';
import { isInPack, packIdAt } from '../../../domain/forms/pack-dates.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';

export type FormToIssue = {
  dossierId: string;
  form: Exclude<FormName, 'register'>;
  /** What the officer wrote for this form, by placeholder. */
  text: Record<string, string>;
  /** Of data and scans, in hex, on a receipt. */
  digest?: string;
};

/**
 * Makes out a form, in the transaction of whatever it is about. Its place in the log is what the printed paper is made from
 * again: the dossier as it was then.
 */
export const issueForm = (tx: WriteTransaction, { dossierId, form, text, digest }: FormToIssue): { formId: string } | Problem => {
  const dossier = tx.state('dossier', dossierId);
  if (!dossier) return problem('dossier.unknown');
  const pack = packIdAt(localDate(dossier.acceptedAt));
  if (!isInPack(pack, form)) return problem('form.notInPack', { pack });
  const earlier = dossier.forms.filter((issued) => issued.form === form).length;
  // The day and the order in it, which is how the dossier is found in the register; the second of its kind says so.
  const order = dossier.code.split('-').slice(1).join('-');
  const number = earlier === 0 ? order : `${order}-${earlier + 1}`;
  const payload = { form, pack, number, text, ...(digest !== undefined && { digest }) };
  const event = tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.formIssued', payload });
  return { formId: event.id };
};
