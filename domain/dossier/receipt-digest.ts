import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../canonical.ts';
import type { Owner } from './events.ts';
import type { DossierState } from './state.ts';

/**
 * What a receipt promises, part by part, as text: times in UTC milliseconds, amounts in đồng, papers as
 * `originals/certified copies/copies`. The parts stay what they are for ever: receipts in citizens' hands have digests of them.
 */
export type ReceiptContent = Record<string, string>;

/** A component's part is `component:<key>`. */
export const componentPart = 'component:';

export const receiptContentOf = (dossier: DossierState): ReceiptContent => {
  const { applicant, owner, authority } = dossier;
  return {
    code: dossier.code,
    procedureName: dossier.procedure.name,
    procedureCode: dossier.procedure.code ?? '',
    requestSummary: dossier.requestSummary,
    applicantName: applicant.fullName,
    applicantNumber: applicant.number,
    applicantAddress: applicant.address,
    applicantPhone: applicant.phone,
    applicantEmail: applicant.email,
    ...ownerParts(owner),
    authority: authority === undefined ? '' : `${authority.kind}/${authority.document}`,
    channel: dossier.channel,
    acceptedAt: String(dossier.acceptedAt),
    dueAt: String(dossier.dueAt),
    limitText: dossier.limitText,
    returnMethod: dossier.returnMethod,
    returnAddress: dossier.returnAddress ?? '',
    resultCopies: String(dossier.resultCopies ?? 0),
    sets: String(dossier.sets),
    feeVnd: dossier.feeVnd === null ? '' : String(dossier.feeVnd),
    receivedByName: dossier.receivedByName,
    ...Object.fromEntries(
      dossier.components
        .filter(({ isReceived }) => isReceived)
        .map(({ key, originals, certifiedCopies, copies }) => [`${componentPart}${key}`, `${originals}/${certifiedCopies}/${copies}`]),
    ),
  };
};

const ownerParts = (owner: Owner | undefined): ReceiptContent => {
  if (owner === undefined) return { ownerName: '', ownerNumber: '' };
  return owner.kind === 'person'
    ? { ownerName: owner.person.fullName, ownerNumber: owner.person.number }
    : { ownerName: owner.organisation.name, ownerNumber: owner.organisation.taxCode };
};

/** SHA-256, in hex, of what the receipt says and of the scans that belong to the dossier, in whatever order they are given. */
export const receiptDigest = (dossier: DossierState, scans: readonly string[]): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson({ receipt: receiptContentOf(dossier), scans: [...new Set(scans)].sort() }))));

/** The parts that two states of a dossier say differently. A part that only one of them has is empty in the other. */
export const receiptDifferences = (earlier: DossierState, later: DossierState): { what: string; before: string; now: string }[] => {
  const [said, says] = [receiptContentOf(earlier), receiptContentOf(later)];
  return [...new Set([...Object.keys(said), ...Object.keys(says)])]
    .map((what) => ({ what, before: said[what] ?? '', now: says[what] ?? '' }))
    .filter(({ before, now }) => before !== now);
};
