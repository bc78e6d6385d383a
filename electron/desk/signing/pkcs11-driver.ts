import { createHash } from 'node:crypto';
import type { PKCS11 } from 'pkcs11js';
import { certificateFacts, type CertificateFacts } from './certificate.ts';
import { signingCertificate } from './choose-certificate.ts';
import { derOfEcdsa } from './ecdsa-der.ts';
import type { FoundToken, PinState, TokenDriver, TokenRefusal } from './token-messages.ts';

/** What of PKCS#11 (v2.30 and later) is used. `pkcs11js` is it; tests may give another. */
export type Cryptoki = Pick<
  PKCS11,
  'C_GetSlotList' | 'C_GetTokenInfo' | 'C_GetMechanismList' | 'C_OpenSession' | 'C_CloseSession' | 'C_Login' | 'C_FindObjectsInit' | 'C_FindObjects' | 'C_FindObjectsFinal' | 'C_GetAttributeValue' | 'C_SignInit' | 'C_Sign'
>;

/** The standard's own numbers (pkcs11t.h). */
const flag = { loginRequired: 0x4, pinInitialised: 0x8, pinPad: 0x100, tokenInitialised: 0x400, pinCountLow: 0x10000, pinFinalTry: 0x20000, pinLocked: 0x40000, pinToBeChanged: 0x80000 } as const;
const rsaPkcs = 0x1;
const sha256RsaPkcs = 0x40;
const ecdsa = 0x1041;
const serialSession = 0x4;
const user = 1;
const classOf = { certificate: 1, privateKey: 3 } as const;
const attribute = { class: 0x0, value: 0x11, id: 0x102 } as const;

/**
 * Three wrong PINs lock the tokens that are in use here. The standard lets a token say only «one wrong one at least» and «one
 * is left», so in between it is two; a token that allows more says «one is left» later, and officers are warned too early, not too late.
 */
const usualTries = 3;

export const pinStateOf = (flags: number): PinState => {
  if ((flags & flag.pinLocked) !== 0) return { isLocked: true, triesLeft: 0 };
  if ((flags & flag.pinFinalTry) !== 0) return { isLocked: false, triesLeft: 1 };
  return { isLocked: false, triesLeft: (flags & flag.pinCountLow) !== 0 ? usualTries - 1 : null };
};

/** @param cryptoki a module that is loaded and initialised */
export const createPkcs11Driver = (cryptoki: Cryptoki): TokenDriver => {
  const tokenIn = (slot: Buffer): FoundToken | undefined => {
    const info = cryptoki.C_GetTokenInfo(slot);
    // An empty slot that offers to make a token is none.
    if ((info.flags & flag.tokenInitialised) === 0) return undefined;
    const isReady = (info.flags & flag.pinInitialised) !== 0 && (info.flags & flag.pinToBeChanged) === 0;
    const [serial, label, maker, model] = [info.serialNumber, info.label, info.manufacturerID, info.model].map(trimmed) as [string, string, string, string];
    return { serial: serial || label, label, maker, model, pin: pinStateOf(info.flags), hasPinPad: (info.flags & flag.pinPad) !== 0, isReady, certificates: [] };
  };

  const objects = (session: Buffer, template: { type: number; value: number | Buffer }[]): Buffer[] => {
    cryptoki.C_FindObjectsInit(session, template);
    const found = cryptoki.C_FindObjects(session, 100);
    cryptoki.C_FindObjectsFinal(session);
    return found;
  };

  const valueOf = (session: Buffer, object: Buffer, type: number): Buffer => cryptoki.C_GetAttributeValue(session, object, [{ type }])[0]!.value as Buffer;

  const certificatesIn = (session: Buffer): { facts: CertificateFacts; keyId: Buffer }[] =>
    objects(session, [{ type: attribute.class, value: classOf.certificate }]).flatMap((object) => {
      const facts = certificateFacts(Uint8Array.from(valueOf(session, object, attribute.value)));
      return facts ? [{ facts, keyId: Buffer.from(valueOf(session, object, attribute.id)) }] : [];
    });

  const slotOf = (serial: string): Buffer | undefined => cryptoki.C_GetSlotList(true).find((slot) => present(() => tokenIn(slot))?.serial === serial);

  const pinNow = (slot: Buffer): PinState | undefined => present(() => tokenIn(slot))?.pin;

  return {
    look: () => {
      try {
        return cryptoki.C_GetSlotList(true).flatMap((slot) => {
          // One that is pulled out at this moment is not there; the others are.
          const token = present(() => tokenIn(slot));
          if (token === undefined) return [];
          const certificates = present(() => inSession(cryptoki, slot, (session) => certificatesIn(session).map(({ facts }) => facts))) ?? [];
          return [{ ...token, certificates: certificates.filter(({ isForSigning }) => isForSigning) }];
        });
      } catch (error) {
        return refusalOf(error);
      }
    },

    open: ({ serial, certificateId, secret }) => {
      try {
        const slot = slotOf(serial);
        if (slot === undefined) return { refused: 'tokenGone' };
        const token = tokenIn(slot)!;
        // To enter it once more into a locked token tells nothing, and some count on.
        if (token.pin.isLocked) return { refused: 'locked', pin: token.pin };
        if (!token.isReady) return { refused: 'notReady' };
        const session = cryptoki.C_OpenSession(slot, serialSession);
        try {
          // Once for what was entered, and never again by itself: each wrong one is one of few.
          cryptoki.C_Login(session, user, token.hasPinPad ? undefined : secret);
        } catch (error) {
          const refusal = refusalOf(error);
          if (refusal.refused !== 'wrongPin' && refusal.refused !== 'locked') return refusal;
          const pin = pinNow(slot);
          return pin?.isLocked || refusal.refused === 'locked' ? { ...refusal, refused: 'locked', pin: { isLocked: true, triesLeft: 0 } } : { ...refusal, ...(pin && { pin }) };
        }
        const all = certificatesIn(session);
        const keyOf = ({ keyId }: { keyId: Buffer }): Buffer | undefined =>
          objects(session, [
            { type: attribute.class, value: classOf.privateKey },
            { type: attribute.id, value: keyId },
          ])[0];
        const usable = all.filter((candidate) => candidate.facts.isForSigning && keyOf(candidate) !== undefined);
        const facts = signingCertificate(usable.map((candidate) => candidate.facts), certificateId);
        if (facts === undefined) return { refused: 'noKey' };
        const key = keyOf(usable.find((candidate) => candidate.facts === facts)!)!;
        const mechanisms = new Set(cryptoki.C_GetMechanismList(slot));
        return {
          certificate: facts,
          issuers: all.map((candidate) => candidate.facts).filter((other) => other !== facts && !other.isForSigning),
          sign: (data) => {
            try {
              // A driver may go on signing from memory after the token was pulled out, or end badly: ask for the token first.
              if (slotOf(serial) === undefined) return { refused: 'tokenGone' };
              return { signature: signWith(cryptoki, session, key, facts.keyKind, mechanisms, data) };
            } catch (error) {
              return refusalOf(error);
            }
          },
        };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
};

/** The beginning of a PKCS#1 DigestInfo for SHA-256 (RFC 8017, 9.2). */
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const signWith = (cryptoki: Cryptoki, session: Buffer, key: Buffer, kind: CertificateFacts['keyKind'], mechanisms: ReadonlySet<number>, data: Uint8Array): Uint8Array => {
  const digest = createHash('sha256').update(data).digest();
  const sign = (mechanism: number, input: Buffer): Buffer => {
    cryptoki.C_SignInit(session, { mechanism }, key);
    // Room for RSA of 4096 bits.
    return cryptoki.C_Sign(session, input, Buffer.alloc(1024));
  };
  if (kind === 'ec') return derOfEcdsa(sign(ecdsa, digest));
  if (mechanisms.has(sha256RsaPkcs)) return Uint8Array.from(sign(sha256RsaPkcs, Buffer.from(data)));
  return Uint8Array.from(sign(rsaPkcs, Buffer.concat([sha256Info, digest])));
};

const inSession = <T>(cryptoki: Cryptoki, slot: Buffer, work: (session: Buffer) => T): T => {
  const session = cryptoki.C_OpenSession(slot, serialSession);
  try {
    return work(session);
  } finally {
    present(() => cryptoki.C_CloseSession(session));
  }
};

const trimmed = (text: string): string => text.replace(/\0/g, '').trim();

const present = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const refusals: Record<string, TokenRefusal['refused']> = {
  CKR_PIN_INCORRECT: 'wrongPin',
  CKR_PIN_INVALID: 'wrongPin',
  CKR_PIN_LEN_RANGE: 'wrongPin',
  CKR_PIN_LOCKED: 'locked',
  CKR_PIN_EXPIRED: 'notReady',
  CKR_USER_PIN_NOT_INITIALIZED: 'notReady',
  CKR_TOKEN_NOT_PRESENT: 'tokenGone',
  CKR_TOKEN_NOT_RECOGNIZED: 'tokenGone',
  CKR_DEVICE_REMOVED: 'tokenGone',
  CKR_DEVICE_ERROR: 'tokenGone',
  CKR_SLOT_ID_INVALID: 'tokenGone',
  // What drivers answer to whoever still holds a session of a token that was pulled out.
  CKR_SESSION_HANDLE_INVALID: 'tokenGone',
  CKR_SESSION_CLOSED: 'tokenGone',
  CKR_USER_NOT_LOGGED_IN: 'tokenGone',
  CKR_KEY_HANDLE_INVALID: 'tokenGone',
  CKR_OBJECT_HANDLE_INVALID: 'tokenGone',
};

const refusalOf = (error: unknown): TokenRefusal => {
  const code = error instanceof Error ? (/CKR_[A-Z0-9_]+/.exec(error.message)?.[0] ?? error.name) : 'unknown';
  return { refused: refusals[code] ?? 'moduleFault', detail: code };
};
