import type { WriteTransaction } from '../../../db/store.ts';
import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { DossierState, HandOver } from '../../../domain/dossier/state.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { moneyText } from '../forms/parts/vietnamese.ts';
import { procedureVersionOf } from '../workflow/procedure-version.ts';
import { takeOver } from '../workflow/take-over.ts';
import { feeDueOf } from './fee-due.ts';
import { stillToReturn } from './still-to-return.ts';
import type { HandOverInput } from './types.ts';

/**
 * The result to its citizen, which ends the dossier: to whom, who checked that it is they, and what they signed. At the desk
 * whoever is there serves the citizen, whoever has the dossier in hand.
 */
export const handOver = (desk: SignedInDesk, input: HandOverInput): { id: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { id: string } | Problem => {
    const known = tx.state('dossier', input.id);
    if (known && isSameHandOver(known, desk, input)) return { id: known.id };
    const dossier = stillToReturn(known);
    if (isProblem(dossier)) return dossier;
    if (dossier.status !== 'done') return problem('result.notReady', { status: dossier.status });
    if (!dossier.result && procedureVersionOf(desk.store, dossier)?.hasResultPaper !== false) return problem('result.notRecorded');
    const receiver = checkReceiver(dossier, input);
    if (isProblem(receiver)) return receiver;
    const proof = checkProof(desk, input);
    if (isProblem(proof)) return proof;
    const dueVnd = feeDueOf(dossier);
    const unpaidReason = input.unpaidReason?.trim() ?? '';
    if (dueVnd > 0 && unpaidReason === '') return problem('result.feeDue', { amount: moneyText(dueVnd) });

    takeOver(tx, dossier);
    append(tx, dossier.id, { method: input.method, ...receiver, ...proof, ...(dueVnd > 0 && { unpaidReason }) });
    return { id: dossier.id };
  });

const append = (tx: WriteTransaction, id: string, payload: Omit<HandOver, 'at' | 'by'>): void =>
  void tx.append({ entity: 'dossier', entityId: id, type: 'dossier.handedOver', payload, ...(payload.signatureSha256 !== undefined && { blobs: [payload.signatureSha256] }) });

/** Pressed twice. */
const isSameHandOver = ({ handOver: made }: DossierState, { officer }: SignedInDesk, { method, receiver }: HandOverInput): boolean =>
  made !== undefined && made.by === officer.id && made.method === method && made.receiver === receiver;

type Receiver = Pick<HandOver, 'receiver' | 'name' | 'number' | 'authority'>;

/** Only what was read from a card or VNeID is held against the dossier; a face, or another paper, is for the officer to judge. */
const checkReceiver = (dossier: DossierState, { method, receiver, name, number, authority, identity }: HandOverInput): Receiver | Problem => {
  const shown = number.trim();
  const paper = authority.trim();
  const isRead = method === 'desk' && (identity === 'card' || identity === 'vneid');
  if (receiver === 'authorised') {
    if (name.trim() === '') return problem('result.receiverUnknown');
    if (paper === '') return problem('result.authorityMissing', { name: ownerNameOf(dossier) });
    return { receiver, name: name.trim(), number: shown, authority: paper };
  }
  const person = receiver === 'applicant' ? dossier.applicant : personOf(dossier);
  // Somebody comes for an organisation: who they are, and what says that they may.
  if (person === undefined) {
    if (paper === '') return problem('result.authorityMissing', { name: ownerNameOf(dossier) });
    return name.trim() === '' ? problem('result.receiverUnknown') : { receiver, name: name.trim(), number: shown, authority: paper };
  }
  if (isRead && !isNumberOf(person, shown)) return problem('result.otherPersonsCard', { name: person.fullName });
  return { receiver, name: person.fullName, number: person.number || person.oldNumber, authority: '' };
};

/** The owner, where that is a person; where it is nobody else, the applicant. */
const personOf = ({ owner, applicant }: DossierState): CitizenFields | undefined => (owner === undefined ? applicant : owner.kind === 'person' ? owner.person : undefined);
const ownerNameOf = ({ owner, applicant }: DossierState): string => (owner === undefined ? applicant.fullName : owner.kind === 'person' ? owner.person.fullName : owner.organisation.name);

/** Of whom no number is known, a card cannot be another's. */
const isNumberOf = ({ number, oldNumber }: CitizenFields, shown: string): boolean => (number === '' && oldNumber === '') || (shown !== '' && (shown === number || shown === oldNumber));

type Proof = Pick<HandOver, 'identity' | 'signature' | 'signatureSha256' | 'trackingNumber'>;

/** Who is not there shows nothing and signs nothing; the post has a number for what it carries. */
const checkProof = ({ blobs }: SignedInDesk, { method, identity, signature, signatureSha256, trackingNumber }: HandOverInput): Proof | Problem => {
  const tracking = trackingNumber.trim();
  if (method !== 'desk') {
    if (method === 'postal' && tracking === '') return problem('result.trackingMissing');
    return { identity: 'none', signature: 'none', trackingNumber: method === 'postal' ? tracking : '' };
  }
  if (identity === 'none') return problem('result.identityMissing');
  if (signature === 'paper') return { identity, signature, trackingNumber: '' };
  if (signature !== 'screen' || signatureSha256 === undefined || !blobs.has(signatureSha256)) return problem('result.signatureMissing');
  return { identity, signature, signatureSha256, trackingNumber: '' };
};
