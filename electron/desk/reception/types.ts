import type { CitizenField, CitizenFields, CitizenState } from '../../../domain/citizen/citizen.ts';
import type { Authority, Channel, Component, Owner, PaymentMethod, RequestedPaper, ReturnMethod } from '../../../domain/dossier/events.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import type { Validity } from '../../../domain/document/validity.ts';
import type { OrganisationState } from '../../../domain/organisation/organisation.ts';
import type { ReferredProcedure } from '../../../domain/procedure/linked.ts';
import type { ProcedureState, TimeLimit } from '../../../domain/procedure/procedure.ts';
import type { DossierRow } from '../workflow/types.ts';

export type ProcedureRow = {
  id: string;
  code: string | null;
  name: string;
  field: string;
  feeVnd: number | null;
  timeLimit: TimeLimit;
  project06: boolean;
  linkedGroup: string | null;
  /** Settles several procedures in one dossier (liên thông). */
  isLinked: boolean;
};

/** A row of the list that one officer chooses from. */
export type ListedProcedure = ProcedureRow & {
  isFavourite: boolean;
  /** What citizens call it, where that and not the name answered the query. */
  alias: string | null;
};

export type ProcedureView = ProcedureState & {
  /** What a linked procedure settles in one dossier. */
  settles: ReferredProcedure[];
  /** The linked procedure of this one's group, to be offered instead. */
  linkedProcedure: { id: string; code: string | null; name: string } | null;
  /** Another version than the one in force: the one that a dossier was received under. */
  isEarlierVersion: boolean;
};

export type Json = string | number | boolean | null | Json[] | { [member: string]: Json };

/** What an officer has typed so far; its form belongs to the screen. */
export type Draft = { id: string; form: Json; updatedAt: number };

/**
 * `accept`: valid, the time limit runs. `supplement`: sent home for papers, with a request. `refuse`: turned away, with a
 * slip. Each dossier gets its code, and its form, whichever it is.
 */
export type Outcome = 'accept' | 'supplement' | 'refuse';

/** How a matter ends at the counter, and the officer's words for it. */
export type Decision = {
  outcome: Outcome;
  /** A must for `refuse`. */
  reason?: string | undefined;
  /** What `supplement` asks for: at least one. */
  requested?: RequestedPaper[] | undefined;
};

/** One dossier of those that are received in one go. */
export type ReceptionItem = {
  procedureId: string;
  /** The version of the procedure by which the sheet was filled in; another one may have come while the draft waited. */
  version?: string | undefined;
  components: Component[];
  /** For which component which digitised paper of the owner is used. */
  reuse: { componentKey: string; documentId: string }[];
  sets: number;
  feeVnd: number | null;
  resultCopies?: number | undefined;
  requestSummary: string;
  note: string;
  /** Of the whole fee. `portal` must have its reference. */
  payment?: { method: PaymentMethod; reference: string } | undefined;
  /** Where this one ends otherwise than the others. */
  decision?: Decision | undefined;
};

export type Reception = Decision & {
  /** Also makes a repeated request harmless: the dossiers' ids derive from it. */
  draftId: string;
  applicant: CitizenFields;
  fromCard: CitizenField[];
  /** Where the applicant files for another. */
  owner?: Owner | undefined;
  authority?: Authority | undefined;
  channel: Channel;
  wasHelped?: boolean | undefined;
  /** When the citizen sent it, if that was before (post, online); UTC milliseconds. */
  submittedAt?: number | undefined;
  returnMethod: ReturnMethod;
  returnAddress?: string | undefined;
  items: ReceptionItem[];
};

export type ReceivedDossier = {
  dossierId: string;
  code: string;
  /** UTC milliseconds; promised only where the outcome is `accept`. */
  dueAt: number;
  procedureName: string;
  outcome: Outcome;
  /** The receipt, the request to supplement or the refusal slip: `/files/form/<dossierId>/<formId>.pdf`. */
  formId: string;
};

/** In the order of the items. */
export type Received = { dossiers: ReceivedDossier[] };

export type KnownDocument = {
  documentId: string;
  typeCode: string;
  title: string;
  number: string;
  /** `yyyy-MM-dd`, or empty where it is not known. */
  issuedOn: string;
  /** `valid` with an empty `validUntil` is valid for good. */
  state: Validity['state'];
  validUntil: string;
  dossierCode: string;
  /** The bytes are on this desk. */
  isHere: boolean;
  thumbnailUrl: string;
};

/** All that matters about whoever stands at the counter, or the organisation that they speak for. */
export type Glance = {
  citizen: CitizenState | null;
  organisation: OrganisationState | null;
  /** As applicant or as owner, newest first; at most twenty. */
  dossiers: DossierRow[];
  /** Of all their dossiers. */
  open: number;
  overdue: number;
  /** Newest first. */
  documents: KnownDocument[];
};

/** Received today already: the officer wants to know by whom. */
export type Duplicate = DossierRow & { receivedByName: string };

export type OrganisationLookup = {
  /** As it is written down: `0101234567`, `0101234567-001`, or twelve digits. */
  taxCode: string;
  kind: 'organisation' | 'branch' | 'household';
  /** False is a warning: most probably a digit is wrong. */
  isCheckDigitRight: boolean;
  organisation: OrganisationState | null;
};

/** By key of the component; a component for which there is nothing is not in it. Newest first. */
export type Reusable = Record<string, KnownDocument[]>;

export type ReuseRate = {
  reused: number;
  reusable: number;
  /** Null while there is nothing to count. */
  rate: number | null;
  /** First day of the month, `yyyy-MM-dd`. */
  from: string;
};

export type VietQr = { payload: string; bankName: string; account: string; holder: string };

/** What a receipt says, by part; where one differs, the screen names it. */
export type ReceiptDifference = {
  what: string;
  /** Of a component: its name. */
  name?: string;
  /** As text; times in UTC milliseconds, amounts in đồng, papers as `originals/certified copies/copies`. Empty: not there. */
  before: string;
  now: string;
};

export type ReceiptVerdict = {
  code: string;
  dossierId?: string;
  /** `unknownDesk`: the desk that made it out is not known here, so nothing can be said. */
  signature: 'right' | 'wrong' | 'unknownDesk';
  /** Whether the log holds the very making out of this receipt; `notHere`: it has not come to this desk yet. */
  isInChain: 'yes' | 'no' | 'notHere';
  /** Whether the dossier as it is here now has the digest that is on the receipt; missing where it is not here. */
  isSameAsNow?: boolean;
  /** What the receipt says and the dossier does not any more. Only known where `isInChain` is `yes`. */
  differences: ReceiptDifference[];
  scansAdded: number;
  scansGone: number;
  /** Of the dossier now, where it is here. */
  status?: Status;
  /** Received in error: the paper is in the citizen's hand, the dossier is no more. */
  isCancelled?: true;
  /** UTC milliseconds. */
  issuedAt?: number;
  issuedByDeskNumber?: number;
};
