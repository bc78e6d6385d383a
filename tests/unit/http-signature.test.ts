import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { httpbis } from 'http-message-signatures';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalEvent, type DomainEvent, eventSchema, hashEvent } from '../../domain/event.ts';
import { componentsOf, contentDigest, coversEnough, isDigestOf, parseSignature, signatureBase, signRequest } from '../../domain/http-signature.ts';

const requestOf = (method: string, url: string, headers: Record<string, string>) => ({ method, url, header: (name: string) => new Headers(headers).get(name) });

test("the event hash worked out in PROTOCOL.md is the domain's", () => {
  const document = readFileSync(new URL('../../district/PROTOCOL.md', import.meta.url), 'utf8');
  const [, canonical, hash] = /```\n(\{"actorId.*)\n```\n\nhas the hash `([0-9a-f]{64})`/.exec(document)!;
  const event = JSON.parse(canonical!) as DomainEvent;
  expect(canonicalEvent(event)).toBe(canonical);
  expect(hashEvent(event)).toBe(hash);
  expect(eventSchema.safeParse({ ...event, hash }).success).toBe(true);
});

describe('request signatures', () => {
  test('the worked example of PROTOCOL.md comes out to the letter', () => {
    const privateKey = createPrivateKey({
      key: { kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
      format: 'jwk',
    });
    const body = new TextEncoder().encode('{"hashes":[]}');
    const headers = { 'content-digest': contentDigest(body) };
    const request = requestOf('POST', 'https://district.example/v1/blobs/lacking', headers);
    const parameters = { created: 1690855200, keyId: '01899ea4-6f00-7000-8000-000000000001', nonce: 'AAECAwQFBgcICQoLDA0ODw' };
    let signed = '';
    const made = signRequest(request, parameters, (base) => {
      signed = new TextDecoder().decode(base);
      return sign(null, base, privateKey);
    });
    const document = readFileSync(new URL('../../district/PROTOCOL.md', import.meta.url), 'utf8');
    expect(document).toContain(`\nContent-Digest: ${headers['content-digest']}\n\n{"hashes":[]}\n`);
    expect(document).toContain(`\n${signed}\n`);
    expect(document).toContain(`\nSignature-Input: ${made['signature-input']}\nSignature: ${made.signature}\n`);
    const parsed = parseSignature(requestOf('POST', request.url, { ...headers, ...made }))!;
    expect(parsed).toMatchObject({ ...parameters, components: ['@method', '@path', '@query', 'content-digest'] });
    expect(verify(null, Buffer.from(signed), createPublicKey(privateKey), parsed.signature)).toBe(true);
  });

  test('another implementation of RFC 9421 accepts ours, and we read its', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const headers = { 'content-digest': contentDigest(new Uint8Array([1, 2])), 'upload-offset': '5' };
    const url = 'https://district.example/v1/uploads/a.b?x=1&y=%C3%AA';
    const made = signRequest(requestOf('PATCH', url, headers), { created: 1690855200, keyId: 'desk-1', nonce: 'AAECAwQFBgcICQoLDA0ODw' }, (base) => sign(null, base, privateKey));
    const accepted = await httpbis.verifyMessage(
      { all: true, notAfter: 1690855300, keyLookup: async () => ({ id: 'desk-1', algs: ['ed25519'], verify: async (data, signature) => verify(null, data, publicKey, signature) }) },
      { method: 'PATCH', url, headers: { ...headers, 'Signature-Input': made['signature-input'], Signature: made.signature } },
    );
    expect(accepted).toBe(true);

    const theirs = await httpbis.signMessage(
      {
        name: 'desk',
        key: { id: 'desk-1', alg: 'ed25519', sign: async (data) => sign(null, data, privateKey) },
        fields: ['@query', '@method', 'upload-offset', '@path', 'content-digest'],
        params: ['nonce', 'created', 'keyid'],
        paramValues: { nonce: 'AAECAwQFBgcICQoLDA0ODw', created: new Date(1690855200_000) },
      },
      { method: 'PATCH', url, headers },
    );
    const request = requestOf('PATCH', url, theirs.headers as Record<string, string>);
    const parsed = parseSignature(request)!;
    expect(coversEnough(request, parsed.components)).toBe(true);
    expect(verify(null, Buffer.from(signatureBase(request, parsed.components, parsed.parametersText)!), publicKey, parsed.signature)).toBe(true);
  });

  test('headers that change what the district does must be covered when they are there', () => {
    const headers = { 'upload-offset': '1', 'upload-length': '2', 'upload-metadata': 'sha256 x', 'content-type': 'application/json' };
    const request = requestOf('POST', '/v1/uploads', headers);
    expect(componentsOf(request)).toEqual(['@method', '@path', '@query', 'upload-offset', 'upload-length', 'upload-metadata']);
    expect(coversEnough(request, ['@method', '@path', '@query'])).toBe(false);
  });

  test('anything else in the headers is no signature, and never throws', () => {
    const signature = `desk=:${'A'.repeat(86)}==:`;
    const good = 'desk=("@method" "@path" "@query");created=1;keyid="k";nonce="0123456789abcdef"';
    expect(parseSignature(requestOf('GET', '/', { 'signature-input': good, signature }))).toBeDefined();
    for (const bad of [
      good.replace('desk', 'other'),
      good.replace('created=1', 'created=x'),
      good.replace('0123456789abcdef', 'short'),
      good.replace(';keyid="k"', ''),
      `${good};nonce="0123456789abcdef"`,
      `${good};alg="hmac-sha256"`,
      good.replace('"@path"', '"@path" "@path"'),
    ]) {
      expect(parseSignature(requestOf('GET', '/', { 'signature-input': bad, signature }))).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), fc.string(), (input, other) => {
      const header = (name: string) => (name === 'signature-input' ? input : other);
      expect(parseSignature({ method: 'GET', url: '/', header })).toBeUndefined();
    }));
  });

  test('a digest is found among others', () => {
    const body = new TextEncoder().encode('hồ sơ');
    expect(isDigestOf(`sha-512=:AAAA:, ${contentDigest(body)}`, body)).toBe(true);
    expect(isDigestOf(contentDigest(new Uint8Array()), body)).toBe(false);
  });
});
