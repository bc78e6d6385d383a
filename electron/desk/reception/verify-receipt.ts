import { createPublicKey, verify } from 'node:crypto';
import { dossierIdByCode } from '../../../db/queries/ownership.ts';
import { hasEventAt, knownDesks, scansAsOf, scansOf } from '../../../db/queries/receipts.ts';
import type { DeskState } from '../../../domain/desk/desk.ts';
import { parseDossierCode } from '../../../domain/dossier/code.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { parseReceiptCode, type ReceiptCode, signedReceiptText } from '../../../domain/dossier/receipt-code.ts';
import { componentPart, receiptDifferences, receiptDigest } from '../../../domain/dossier/receipt-digest.ts';
import { fold } from '../../../domain/entities.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { receiptDigestNow } from './receipt-code.ts';
import type { ReceiptDifference, ReceiptVerdict } from './types.ts';

/** Whether a receipt is ours, and what has changed since; from what this desk has, with no network. */
export const verifyReceipt = ({ store }: Pick<Desk, 'store'>, { payload }: { payload: string }): ReceiptVerdict | Problem => {
  const receipt = parseReceiptCode(payload);
  if (isProblem(receipt)) return receipt;
  const dossierId = dossierIdByCode(store, receipt.code);
  const dossier = dossierId === undefined ? undefined : store.state('dossier', dossierId);
  const events = dossierId === undefined ? [] : store.eventsOf('dossier', dossierId);
  const desks = knownDesks(store);
  const signer = desks.find(({ publicKey }) => isSigned(publicKey, receipt));
  const usual = usualDesk(desks, receipt.code);
  const issued = events.find((event) => isMakingOut(event, receipt));
  const maker = signer?.id ?? dossier?.deskId ?? usual?.id;
  const verdict: ReceiptVerdict = {
    code: receipt.code,
    ...(dossierId !== undefined && { dossierId }),
    signature: signer ? 'right' : dossier || usual ? 'wrong' : 'unknownDesk',
    isInChain: issued ? 'yes' : maker !== undefined && hasEventAt(store, maker, receipt.deskSeq) ? 'no' : 'notHere',
    ...(dossier && { isSameAsNow: receiptDigestNow(store, dossier).startsWith(receipt.digest), status: dossier.status }),
    ...(dossier?.cancelled && { isCancelled: true }),
    differences: [],
    scansAdded: 0,
    scansGone: 0,
  };
  if (!issued || !dossier) return verdict;
  const then = asItWas(store, events, issued);
  const now = scansOf(store, dossier.id);
  const deskNumber = store.state('desk', issued.deskId)?.number;
  return {
    ...verdict,
    ...(then && { differences: receiptDifferences(then.dossier, dossier).map(withName(then.dossier, dossier)) }),
    ...(then && { scansAdded: missingFrom(then.scans, now), scansGone: missingFrom(now, then.scans) }),
    issuedAt: hybridTimeMs(issued.occurredAt),
    ...(deskNumber !== undefined && { issuedByDeskNumber: deskNumber }),
  };
};

const isSigned = (publicKey: string, receipt: ReceiptCode): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, signedReceiptText(receipt), key, receipt.signature);
  } catch {
    return false;
  }
};

/** The desk whose digit the dossier's order begins with: most receipts are its own. */
const usualDesk = (desks: readonly DeskState[], code: string): DeskState | undefined => {
  const parsed = parseDossierCode(code);
  return parsed && desks.find(({ number, unit }) => number === parsed.deskNumber && unit.agencyCode === parsed.agencyCode);
};

const isMakingOut = ({ type, deskSeq, hash, payload }: DomainEvent, receipt: ReceiptCode): boolean =>
  type === 'dossier.formIssued' && deskSeq === receipt.deskSeq && hash === receipt.hash && String(payload.digest).startsWith(receipt.digest);

type AsItWas = { dossier: DossierState; scans: string[] };

/**
 * The dossier as the receipt says it. What other desks had written earlier but had not sent yet was not on it: where all
 * events up to then do not give the receipt's digest, those of the desk that made it out are tried alone.
 */
const asItWas = (store: Desk['store'], events: readonly DomainEvent[], issued: DomainEvent): AsItWas | undefined => {
  const earlier = ({ occurredAt }: { occurredAt: string }): boolean => occurredAt <= issued.occurredAt;
  const read = (wasKnown: (event: { occurredAt: string; deskId: string }) => boolean): AsItWas | undefined => {
    const dossier = fold('dossier', events.filter(wasKnown));
    return dossier && { dossier, scans: scansAsOf(store, dossier.id, wasKnown) };
  };
  const all = read(earlier);
  if (all && receiptDigest(all.dossier, all.scans) === issued.payload.digest) return all;
  const own = read((event) => earlier(event) && event.deskId === issued.deskId);
  return own && receiptDigest(own.dossier, own.scans) === issued.payload.digest ? own : all;
};

const withName = (then: DossierState, now: DossierState) => (difference: ReceiptDifference): ReceiptDifference => {
  if (!difference.what.startsWith(componentPart)) return difference;
  const key = difference.what.slice(componentPart.length);
  const name = [...now.components, ...then.components].find((component) => component.key === key)?.name;
  return { ...difference, what: 'component', ...(name !== undefined && { name }) };
};

const missingFrom = (known: readonly string[], scans: readonly string[]): number => new Set(scans.filter((sha256) => !known.includes(sha256))).size;
