import type { WriteTransaction } from '../../../db/store.ts';
import type { DossierFields, RequestedPaper } from '../../../domain/dossier/events.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { describeLimit } from '../../../domain/procedure/limit-text.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { issueForm } from '../forms/issue-form.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { checkComponents } from './components.ts';
import { deadlineOf, usableProcedure } from './deadline.ts';
import { receiptDigestNow } from './receipt-code.ts';
import { reuseDocuments } from './reuse.ts';
import { firstTooLong, tidy } from './typed-text.ts';
import type { Decision, Outcome, ReceivedDossier, ReceptionItem } from './types.ts';

/** What is the same for all that one citizen files in one go. */
export type Filing = {
  citizenId: string;
  ownerId: string | undefined;
  batchId: string | undefined;
  /** Both in UTC milliseconds. */
  now: number;
  submittedAt: number;
  fields: Pick<DossierFields, 'applicant' | 'owner' | 'authority' | 'channel' | 'returnMethod' | 'wasHelped' | 'returnAddress'>;
};

type ItemToReceive = { dossierId: string; code: string; filing: Filing; item: ReceptionItem; decision: Decision };

/** One dossier and its form, in the transaction of the whole reception. */
export const receiveItem = (desk: SignedInDesk, tx: WriteTransaction, { dossierId, code, filing, item, decision }: ItemToReceive): ReceivedDossier | Problem => {
  const { now, ownerId, fields } = filing;
  const procedure = usableProcedure(desk, item.procedureId);
  if (isProblem(procedure)) return procedure;
  const settled = checkDecision(decision);
  if (isProblem(settled)) return settled;
  const { outcome } = settled;
  // Who is turned away has no paper taken or used.
  const reuse = outcome === 'refuse' ? [] : item.reuse;
  const components = checkComponents({ dossierId, procedure, item: { ...item, reuse }, mustBeComplete: outcome === 'accept' });
  if (isProblem(components)) return components;
  const promise = promiseOf(desk, procedure, outcome, now);
  if (isProblem(promise)) return promise;
  const [note, requestSummary, reference] = [item.note.trim(), item.requestSummary.trim(), item.payment?.reference.trim() ?? ''];
  const tooLong = firstTooLong([[note, 2000], [requestSummary, 2000], [reference, 100]]);
  if (tooLong) return tooLong;
  if (item.payment?.method === 'portal' && reference === '') return problem('payment.referenceMissing');

  tx.append({
    entity: 'dossier',
    entityId: dossierId,
    type: 'dossier.received',
    payload: {
      code,
      procedure: { id: procedure.id, code: procedure.code, name: procedure.name, field: procedure.field, version: procedure.version },
      citizenId: filing.citizenId,
      ownerId,
      batchId: filing.batchId,
      ...(outcome !== 'accept' && { startsAs: 'registered' }),
      components,
      ...(procedure.flow && { flow: procedure.flow }),
      fields: {
        ...fields,
        requestSummary: requestSummary || procedure.name,
        sets: item.sets,
        feeVnd: item.feeVnd,
        note,
        ...(item.resultCopies && { resultCopies: item.resultCopies }),
      },
      submittedAt: filing.submittedAt,
      acceptedAt: now,
      ...promise,
      receivedByName: desk.officer.fullName,
    },
  });
  const refused = reuseDocuments(desk, tx, { dossierId, code, procedureName: procedure.name, ownerId: ownerId ?? filing.citizenId, components, reuse });
  if (refused) return refused;
  // A fee of nothing is not paid.
  if (item.payment && item.feeVnd) {
    const payload = { method: item.payment.method, amountVnd: item.feeVnd, reference };
    tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.paymentRecorded', payload });
  }
  const form = finish(desk, tx, dossierId, settled);
  return isProblem(form) ? form : { dossierId, code, dueAt: promise.dueAt, procedureName: procedure.name, outcome, formId: form.formId };
};

type Settled = { outcome: Outcome; reason: string; requested: RequestedPaper[] };

const checkDecision = ({ outcome, reason = '', requested = [] }: Decision): Settled | Problem => {
  const why = reason.trim();
  const papers = requested.map(({ name, note }) => ({ name: tidy(name), note: note.trim() })).filter(({ name }) => name !== '');
  if (outcome === 'refuse' && why === '') return problem('dossier.reasonRequired', { to: 'refused' });
  if (outcome === 'supplement' && papers.length === 0) return problem('dossier.nothingRequested');
  const tooLong = firstTooLong([[why, 2000], ...papers.flatMap(({ name, note }) => [[name, 1000], [note, 1000]] as const)]);
  return tooLong ?? { outcome, reason: why, requested: papers };
};

/** Nothing is promised to those who are not accepted, so a limit that nobody knows must not keep their slip from them. */
const promiseOf = (desk: Desk, procedure: ProcedureState, outcome: Outcome, now: number): { dueAt: number; limitText: string } | Problem => {
  const deadline = deadlineOf(desk, procedure, now);
  if (!isProblem(deadline)) return { dueAt: deadline.dueAt, limitText: deadline.limitText };
  return outcome === 'accept' ? deadline : { dueAt: now, limitText: describeLimit(procedure.timeLimit) };
};

const finish = (desk: Desk, tx: WriteTransaction, dossierId: string, { outcome, reason, requested }: Settled): { formId: string } | Problem => {
  if (outcome === 'accept') {
    return issueForm(tx, { dossierId, form: 'receipt', text: {}, digest: receiptDigestNow(desk.store, tx.state('dossier', dossierId)!) });
  }
  const isRefused = outcome === 'refuse';
  const payload = isRefused
    ? { from: 'registered', to: 'refused', reason }
    : { from: 'registered', to: 'supplementRequested', reason: reason || requested.map(({ name }) => name).join('; ').slice(0, 2000), requested };
  tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.stepTaken', payload });
  return issueForm(tx, { dossierId, form: isRefused ? 'refusal' : 'supplementRequest', text: { reason } });
};
