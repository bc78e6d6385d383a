import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Signed requests between desk and district: HTTP Message Signatures (RFC 9421) with Ed25519, label `desk`, and
 * Content-Digest (RFC 9530). Only text is built and read here; the key stays outside and is passed in as a function.
 */
export const signatureLabel = 'desk';

/** How far the desk's clock may be from the district's, and for how long a nonce is remembered. */
export const allowedSkewMs = 5 * 60_000;

/** What of a request is signed. `url` is absolute, or a path with its query. Header names are asked for in lower case. */
export type SignableRequest = {
  method: string;
  url: string;
  header: (name: string) => string | null | undefined;
};

export type SignatureParameters = {
  /** UTC seconds. */
  created: number;
  /** The desk's id. */
  keyId: string;
  /** Used once: 16 random bytes or more, in base64url. */
  nonce: string;
};

export type ParsedSignature = SignatureParameters & {
  components: string[];
  /** The value of `@signature-params` exactly as it was sent: the last line of the signature base. */
  parametersText: string;
  signature: Uint8Array;
};

const always = ['@method', '@path', '@query'] as const;

/**
 * Headers that change what the district does: a request that carries one must cover it. A tus PATCH has no digest of its
 * bytes (they are a stream, and the whole file is verified by SHA-256 at the end), so its offset is covered instead.
 */
const coveredIfPresent = ['content-digest', 'upload-offset', 'upload-length', 'upload-defer-length', 'upload-metadata'] as const;

/** The components that a signature over this request must cover, in the order in which our desk lists them. */
export const componentsOf = (request: SignableRequest): string[] => [
  ...always,
  ...coveredIfPresent.filter((name) => typeof request.header(name) === 'string'),
];

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * `Content-Digest` of a body, RFC 9530: `sha-256=:…:`.
 * @param hash the host's native SHA-256, which is several times faster on a large body
 */
export const contentDigest = (body: Uint8Array, hash: Sha256 = sha256): string => `sha-256=:${toBase64(hash(body))}:`;

/** Whether a `Content-Digest` that was received has the SHA-256 of this body among its digests. */
export const isDigestOf = (header: string, body: Uint8Array, hash: Sha256 = sha256): boolean => {
  const expected = contentDigest(body, hash);
  return header.split(',').some((part) => part.trim() === expected);
};

/** The text whose UTF-8 bytes are signed (RFC 9421, section 2.5). Undefined if a covered header is not in the request. */
export const signatureBase = (request: SignableRequest, components: readonly string[], parametersText: string): string | undefined => {
  const lines: string[] = [];
  for (const component of components) {
    const value = componentValue(request, component);
    if (value === undefined) return undefined;
    lines.push(`"${component}": ${value}`);
  }
  lines.push(`"@signature-params": ${parametersText}`);
  return lines.join('\n');
};

export const parametersTextOf = (components: readonly string[], { created, keyId, nonce }: SignatureParameters): string =>
  `(${components.map((name) => `"${name}"`).join(' ')});created=${created};keyid="${keyId}";nonce="${nonce}";alg="ed25519"`;

/**
 * The two headers to add to a request. Set `Content-Digest` (bodies) and the tus headers before calling this.
 * @param sign Ed25519 over the given bytes, 64 bytes
 */
export const signRequest = (
  request: SignableRequest,
  parameters: SignatureParameters,
  sign: (base: Uint8Array) => Uint8Array,
): { 'signature-input': string; signature: string } => {
  const components = componentsOf(request);
  const parametersText = parametersTextOf(components, parameters);
  const base = signatureBase(request, components, parametersText);
  if (base === undefined) throw new Error('a header to sign is missing');
  return {
    'signature-input': `${signatureLabel}=${parametersText}`,
    signature: `${signatureLabel}=:${toBase64(sign(new TextEncoder().encode(base)))}:`,
  };
};

const inputPattern = /^desk=(\(("[a-z0-9@-]+"(?: "[a-z0-9@-]+")*)\)((?:;[a-z]+=(?:\d{1,15}|"[\x20\x21\x23-\x5b\x5d-\x7e]{0,200}"))+))$/;
const signaturePattern = /^desk=:([A-Za-z0-9+/]{86}==):$/;

/** Reads the signature of a request; undefined if there is none, or not one of this profile. Verifies nothing. */
export const parseSignature = (request: SignableRequest): ParsedSignature | undefined => {
  const input = inputPattern.exec(request.header('signature-input') ?? '');
  const signature = signaturePattern.exec(request.header('signature') ?? '');
  if (!input || !signature) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name, value] of input[3]!.matchAll(/;([a-z]+)=(\d+|"[^"]*")/g)) {
    if (parameters.has(name!)) return undefined;
    parameters.set(name!, value!.replaceAll('"', ''));
  }
  const created = Number(parameters.get('created') ?? Number.NaN);
  const keyId = parameters.get('keyid');
  const nonce = parameters.get('nonce');
  if (!Number.isSafeInteger(created) || !keyId || !nonce || nonce.length < 16 || (parameters.get('alg') ?? 'ed25519') !== 'ed25519') {
    return undefined;
  }
  const components = [...input[2]!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
  if (new Set(components).size !== components.length) return undefined;
  return { created, keyId, nonce, components, parametersText: input[1]!, signature: fromBase64(signature[1]!) };
};

/** Whether the signature covers all that it must for this request. */
export const coversEnough = (request: SignableRequest, components: readonly string[]): boolean =>
  componentsOf(request).every((name) => components.includes(name));

const componentValue = (request: SignableRequest, component: string): string | undefined => {
  switch (component) {
    case '@method':
      return request.method.toUpperCase();
    case '@path':
      return urlOf(request).pathname;
    case '@query':
      return urlOf(request).search || '?';
    default:
      return component.startsWith('@') ? undefined : (request.header(component)?.trim() ?? undefined);
  }
};

const urlOf = (request: SignableRequest): URL => new URL(request.url, 'http://district.invalid');

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
