import type { CertificateFacts } from './certificate.ts';

/** Where keys may be: a PKCS#11 driver (USB token), or a PKCS#12 file (`.p12`, `.pfx`). */
export type TokenSource = { kind: 'pkcs11' | 'pkcs12'; path: string };

export type PinState = {
  isLocked: boolean;
  /** How many wrong ones are left before it locks. Null: the token does not say, because none has been entered or its maker counts otherwise. */
  triesLeft: number | null;
};

export type FoundToken = {
  /** The same for the same token in whatever slot. */
  serial: string;
  label: string;
  maker: string;
  model: string;
  pin: PinState;
  /** The PIN is typed on the reader itself. */
  hasPinPad: boolean;
  /** Whether it has a PIN and a key can be used; false for one fresh from the factory, or whose PIN must be changed first. */
  isReady: boolean;
  /** Those that can be seen without the PIN. */
  certificates: CertificateFacts[];
};

export type TokenRefusal = {
  refused:
    | 'moduleMissing'
    /** The driver cannot be loaded, or ended in an error that is none of the others. */
    | 'moduleFault'
    | 'tokenGone'
    | 'wrongPin'
    | 'locked'
    | 'notReady'
    | 'noKey'
    /** No PKCS#12 file. */
    | 'fileUnreadable'
    /** The driver's process said nothing in time, or died. */
    | 'silent';
  pin?: PinState;
  /** For the log: a PKCS#11 error code, never anything that was entered. */
  detail?: string;
};

export const isRefusal = (answer: unknown): answer is TokenRefusal => typeof answer === 'object' && answer !== null && 'refused' in answer;

/** `secret` is in this one message and nowhere else: not in arguments, environment, log or store. */
export type OpenToken = { source: TokenSource; serial: string; certificateId: string | undefined; secret: string };
export type OpenedToken = {
  certificate: CertificateFacts;
  /** Its issuers as far as the token has them. */
  issuers: CertificateFacts[];
};

export type TokenRequest = { do: 'look'; source: TokenSource } | ({ do: 'open' } & OpenToken) | { do: 'sign'; data: Uint8Array };

export type TokenAnswers = {
  look: FoundToken[] | TokenRefusal;
  open: OpenedToken | TokenRefusal;
  sign: { signature: Uint8Array } | TokenRefusal;
};

/** What a driver does, inside its own process. */
export type TokenDriver = {
  look(): FoundToken[] | TokenRefusal;
  open(input: Omit<OpenToken, 'source'>): (OpenedToken & { sign: (data: Uint8Array) => { signature: Uint8Array } | TokenRefusal }) | TokenRefusal;
};
