import { createPrivateKey, sign as signData, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import forge from 'node-forge';
import { certificateFacts, type CertificateFacts } from './certificate.ts';
import { signingCertificate } from './choose-certificate.ts';
import type { FoundToken, TokenDriver, TokenRefusal } from './token-messages.ts';

/** A key with its chain has some kilobytes. */
const maxFileBytes = 1024 * 1024;

/** A key in a file, protected by a password: as Windows, OpenSSL and the issuers of certificates write it. */
export const createPkcs12Driver = (path: string): TokenDriver => {
  const read = (): Buffer | undefined => {
    try {
      return statSync(path).size > maxFileBytes ? undefined : readFileSync(path);
    } catch {
      return undefined;
    }
  };

  return {
    look: () => {
      const bytes = read();
      // A SEQUENCE; whether more of it is right only the password can tell.
      if (bytes === undefined || bytes[0] !== 0x30) return { refused: 'fileUnreadable' };
      const token: FoundToken = { serial: path, label: basename(path), maker: '', model: 'PKCS#12', pin: { isLocked: false, triesLeft: null }, hasPinPad: false, isReady: true, certificates: [] };
      return [token];
    },

    open: ({ certificateId, secret }) => {
      const bytes = read();
      if (bytes === undefined) return { refused: 'fileUnreadable' };
      const opened = openFile(bytes, secret);
      if ('refused' in opened) return opened;
      const { keys, certificates } = opened;
      const keyOf = (facts: CertificateFacts): (typeof keys)[number] | undefined => keys.find((key) => new X509Certificate(facts.der).checkPrivateKey(key));
      const usable = certificates.filter((facts) => facts.isForSigning && keyOf(facts) !== undefined);
      const certificate = signingCertificate(usable, certificateId);
      if (certificate === undefined) return { refused: 'noKey' };
      const key = keyOf(certificate)!;
      return {
        certificate,
        issuers: certificates.filter((facts) => facts !== certificate && !facts.isForSigning),
        sign: (data) => ({ signature: new Uint8Array(signData('sha256', data, key)) }),
      };
    },
  };
};

type Opened = { keys: ReturnType<typeof createPrivateKey>[]; certificates: CertificateFacts[] };

const openFile = (bytes: Buffer, password: string): Opened | TokenRefusal => {
  let structure: forge.asn1.Asn1;
  try {
    structure = forge.asn1.fromDer(forge.util.createBuffer(bytes.toString('latin1')));
  } catch {
    return { refused: 'fileUnreadable' };
  }
  const file = decrypt(structure, password);
  if ('refused' in file) return file;
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const bags = (type: string | undefined): forge.pkcs12.Bag[] => (type === undefined ? [] : (file.getBags({ bagType: type })[type] ?? []));
  // The library knows RSA only and leaves the structure of any other kind of key, which Node reads.
  const derOf = (asn1: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
  try {
    return {
      keys: [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)].map((bag) =>
        createPrivateKey({ key: derOf(bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1), format: 'der', type: 'pkcs8' }),
      ),
      certificates: bags(certBag).flatMap((bag) => certificateFacts(Uint8Array.from(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1))) ?? []),
    };
  } catch {
    return { refused: 'fileUnreadable' };
  }
};

const decrypt = (structure: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx | TokenRefusal => {
  try {
    // Not strict: what stands in a bag that is not known is passed over.
    return forge.pkcs12.pkcs12FromAsn1(structure, false, password);
  } catch (error) {
    if (!(error instanceof Error && /password|MAC|decrypt/i.test(error.message))) return { refused: 'fileUnreadable' };
  }
  const utf8 = forge.util.encodeUtf8(password);
  if (utf8 === password) return { refused: 'wrongPin' };
  try {
    // A password with diacritics goes into the check sum as UTF-16 and into today's ciphers (PBES2) as UTF-8; the library takes
    // one form for both. So without the check sum: a wrong password gives no structure that can be read.
    const withoutMac = forge.asn1.create(structure.tagClass, structure.type, structure.constructed, (structure.value as forge.asn1.Asn1[]).slice(0, 2));
    return forge.pkcs12.pkcs12FromAsn1(withoutMac, false, utf8);
  } catch {
    return { refused: 'wrongPin' };
  }
};
