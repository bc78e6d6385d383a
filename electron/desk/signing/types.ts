import type { Signer } from '../../../domain/document/document.ts';
import type { SigningSettings } from '../../../domain/desk/signing-settings.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

export type SigningKind = 'personal' | 'seal';

export type CertificateView = Signer & {
  id: string;
  /** UTC milliseconds. */
  validFrom: number;
  validUntil: number;
  validity: 'valid' | 'expired' | 'notYet';
  /** Whether it names the officer who is signed in: a colleague's token left in the machine must be noticed. */
  isOwn: boolean;
};

export type TokenView = {
  id: string;
  kind: 'pkcs11' | 'pkcs12';
  label: string;
  maker: string;
  model: string;
  state: 'ready' | 'locked' | 'notReady';
  /** Wrong PINs that are left before it locks; null where the token does not say. */
  triesLeft: number | null;
  /** The PIN is typed on the reader. */
  hasPinPad: boolean;
  /** Empty where none can be seen before the PIN is entered. */
  certificates: CertificateView[];
};

export type TokensView = {
  tokens: TokenView[];
  /** What is wrong with each driver or key file that could not be asked. */
  sources: { kind: 'pkcs11' | 'pkcs12'; path: string; problem: Problem }[];
  state: 'noSource' | 'noToken' | 'present';
  /** A driver is set, and no USB token is in; a key file may be there all the same. */
  isUsbMissing: boolean;
};

export type SignInput = {
  documentIds: readonly string[];
  kind: SigningKind;
  tokenId: string;
  /** Missing: the one on the token that is good for longest. */
  certificateId?: string | undefined;
  pin: string;
};

export type BatchItem = {
  documentId: string;
  title: string;
  state: 'waiting' | 'signing' | 'signed' | 'failed' | 'cancelled';
  hasTimestamp?: boolean;
  problem?: Problem;
  /** Of a fault: the number that the officer can read out. */
  reference?: string;
};

export type BatchView = {
  id: string;
  kind: SigningKind;
  officerId: string;
  signer: Signer;
  isRunning: boolean;
  items: BatchItem[];
  /** Why it waits (while it runs) or stopped: the papers that are left wait in the queue. */
  problem?: Problem;
};

export type QueueRow = {
  documentId: string;
  kind: SigningKind;
  title: string;
  dossierId: string | undefined;
  dossierCode: string;
  requestedAt: number;
  requestedByName: string;
  problem?: Problem;
};

export type QueueView = {
  waiting: QueueRow[];
  /** Whether a token is there that could sign them now; the PIN is asked for once for all of them. */
  token: 'unknown' | 'absent' | 'present';
  /** The batch that runs, or the last that this officer ran. */
  batch?: BatchView;
};

export type SigningSettingsView = SigningSettings & {
  /** The unit's own name, which stands on the mark where no other is set. */
  unitName: string;
};

/**
 * Makes the PDF of a document that is a picture or a recipe (`document.rendered`), so that it can be signed.
 * Afterwards the document has its `output`.
 */
export type RenderDocument = (desk: SignedInDesk, input: { documentId: string }) => Promise<object | Problem>;
