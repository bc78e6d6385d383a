import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { issuedForm } from './issued-form.ts';

type AskedPaper = { paper?: 'A5' | 'A4' | undefined };

/** A form that was made out, as PDF: the same bytes every time. */
export const formPdf = async (desk: Desk, input: { dossierId: string; formId: string } & AskedPaper): Promise<Uint8Array | Problem> => {
  const form = issuedForm(desk, input);
  return isProblem(form) ? form : desk.workers.run('renderForm', form);
};

/** The dossier's latest receipt; one that was received before forms were made out is printed as it is now. */
export const receiptPdf = async (desk: Desk, { dossierId, paper }: { dossierId: string } & AskedPaper): Promise<Uint8Array | Problem> => {
  const dossier = desk.store.state('dossier', dossierId);
  if (dossier === undefined) return problem('dossier.unknown');
  const formId = dossier.forms.findLast(({ form }) => form === 'receipt')?.id;
  const form = issuedForm(desk, { dossierId, paper, ...(formId !== undefined && { formId }) });
  return isProblem(form) ? form : desk.workers.run('renderForm', form);
};
