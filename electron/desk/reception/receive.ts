import { dossierOrdersOfDay } from '../../../db/queries/dossiers.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import { dayCode, formatDossierCode } from '../../../domain/dossier/code.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { checkApplicant } from './applicant.ts';
import { registerCitizen } from './citizen.ts';
import { dossierIdOf } from './draft-id.ts';
import { removeDraft } from './drafts.ts';
import { checkRepresentation, registerOwner } from './owner.ts';
import { receiveItem, type Filing } from './receive-item.ts';
import { firstTooLong, tidy } from './typed-text.ts';
import type { Outcome, Received, ReceivedDossier, Reception } from './types.ts';

export const maxItems = 10;

/**
 * Receives what a citizen files in one go: person, owner, codes, due dates, forms and the end of the draft in one
 * transaction, on disk when this returns. Repeating it with the same draft, after a lost answer or a crash, returns what
 * was received the first time.
 */
export const receive = (desk: SignedInDesk, input: Reception): Received | Problem => {
  const { store, clock, officer } = desk;
  const received = store.write(officer.id, (tx): Received | Problem => {
    const already = receivedBefore(tx, store.deskId, input);
    if (already.length > 0) {
      removeDraft(tx, input.draftId);
      return { dossiers: already };
    }
    if (input.items.length > maxItems) return problem('reception.tooMany', { max: maxItems });
    const now = clock.now();
    const applicant = checkApplicant(input.applicant, now);
    if (isProblem(applicant)) return applicant;
    const representation = checkRepresentation(input, applicant, now);
    if (isProblem(representation)) return representation;
    const submittedAt = input.submittedAt ?? now;
    if (submittedAt > now) return problem('reception.submittedInFuture');
    const returnAddress = tidy(input.returnAddress ?? '');
    if (input.returnMethod === 'postal' && returnAddress === '' && applicant.address === '') return problem('reception.returnAddressMissing');
    const tooLong = firstTooLong([[returnAddress, 500]]);
    if (tooLong) return tooLong;

    const firstId = dossierIdOf(store.deskId, input.draftId);
    const citizenId = registerCitizen(tx, applicant, input.fromCard, firstId);
    const ownerId = representation.owner && registerOwner(tx, representation.owner, firstId);
    const filing: Filing = {
      citizenId,
      ownerId,
      batchId: input.items.length > 1 ? input.draftId : undefined,
      now,
      submittedAt,
      fields: {
        applicant,
        ...representation,
        channel: input.channel,
        returnMethod: input.returnMethod,
        ...(input.wasHelped && { wasHelped: true }),
        ...(input.returnMethod === 'postal' && returnAddress !== '' && { returnAddress }),
      },
    };
    const dossiers: ReceivedDossier[] = [];
    for (const [index, item] of input.items.entries()) {
      const code = nextCode(desk, tx, now);
      const dossierId = dossierIdOf(store.deskId, input.draftId, index);
      const one = isProblem(code) ? code : receiveItem(desk, tx, { dossierId, code, filing, item, decision: item.decision ?? input });
      if (isProblem(one)) return input.items.length > 1 ? { ...one, data: { ...one.data, item: index } } : one;
      dossiers.push(one);
    }
    removeDraft(tx, input.draftId);
    return { dossiers };
  });
  if (!isProblem(received)) desk.announce(['draft']);
  return received;
};

/**
 * Inside the write transaction, which is the only writer: two screens of this desk never get the same order. Two desks never
 * do because each owns its first digit.
 */
const nextCode = ({ store }: SignedInDesk, tx: WriteTransaction, now: number): string | Problem => {
  const { unit, number } = tx.state('desk', store.deskId)!;
  const order = dossierOrdersOfDay(store, { agencyCode: unit.agencyCode, day: dayCode(now), deskNumber: number }) + 1;
  return formatDossierCode({ agencyCode: unit.agencyCode, receivedAt: now, deskNumber: number, order });
};

const receivedBefore = (tx: WriteTransaction, deskId: string, { draftId, items }: Reception): ReceivedDossier[] =>
  items.flatMap((_, index) => {
    const dossier = tx.state('dossier', dossierIdOf(deskId, draftId, index));
    return dossier ? [answerAgain(dossier)] : [];
  });

const outcomes: Record<string, Outcome> = { receipt: 'accept', supplementRequest: 'supplement', refusal: 'refuse' };

const answerAgain = (dossier: DossierState): ReceivedDossier => {
  // The one that was made out at the counter is the first.
  const form = dossier.forms.find((issued) => outcomes[issued.form] !== undefined);
  return {
    dossierId: dossier.id,
    code: dossier.code,
    dueAt: dossier.dueAt,
    procedureName: dossier.procedure.name,
    outcome: outcomes[form?.form ?? ''] ?? 'accept',
    formId: form?.id ?? '',
  };
};
