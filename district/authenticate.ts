import { createHash } from 'node:crypto';
import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { allowedSkewMs, coversEnough, isDigestOf, parseSignature, type SignableRequest, signatureBase } from '../domain/http-signature.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { rowsOf } from './database.ts';
import { isSignedBy } from './ed25519.ts';
import { desks, nonces } from './schema.ts';

/** When a desk was last heard of is for people to read: once a minute is exact enough, and no write for each request. */
const seenEveryMs = 60_000;

const nativeSha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * Who signed this request, or why it is refused. Cheap refusals come first, and a nonce is only kept once the signature
 * has been found good, so that strangers cannot fill the table.
 * @param body undefined where the body is a stream (tus PATCH)
 */
export const authenticate = async (
  district: DistrictContext,
  request: SignableRequest,
  body: Uint8Array | undefined,
): Promise<EnrolledDesk | Problem> => {
  const signature = parseSignature(request);
  if (!signature) return problem('district.signatureInvalid', { reason: 'missing' });
  const now = district.clock.now();
  const skewMs = signature.created * 1000 - now;
  if (Math.abs(skewMs) > allowedSkewMs) return problem('district.clockSkew', { now, skewMs });
  if (!coversEnough(request, signature.components)) return problem('district.signatureInvalid', { reason: 'coversTooLittle' });

  const [desk] = await district.db
    .select({ deskId: desks.deskId, agencyCode: desks.agencyCode, publicKey: desks.publicKey })
    .from(desks)
    .where(and(eq(desks.deskId, signature.keyId), isNull(desks.retiredAt), isNotNull(desks.publicKey)));
  if (!desk) return problem('district.notEnrolled');
  const base = signatureBase(request, signature.components, signature.parametersText);
  if (base === undefined || !isSignedBy(desk.publicKey!, new TextEncoder().encode(base), signature.signature)) {
    return problem('district.signatureInvalid', { reason: 'wrong' });
  }
  const digest = request.header('content-digest');
  if (body !== undefined && (body.length > 0 || digest) && !(digest && isDigestOf(digest, body, nativeSha256))) {
    return problem('district.signatureInvalid', { reason: 'digest' });
  }
  if (!(await isFresh(district, desk.deskId, signature.nonce, now))) return problem('district.signatureInvalid', { reason: 'replayed' });
  return { deskId: desk.deskId, agencyCode: desk.agencyCode };
};

/**
 * Commits without waiting for the disk: a power cut may forget the nonces of its last half second, and what can be
 * replayed then (a push, a pull, bytes of a file) changes nothing when done twice.
 */
const isFresh = async (district: DistrictContext, deskId: string, nonce: string, now: number): Promise<boolean> => {
  const rows = await rowsOf(
    district.db,
    sql`with quick as (select set_config('synchronous_commit', 'off', true)),
        seen as (update desks set seen_at = ${now}::bigint where desk_id = ${deskId} and coalesce(seen_at, 0) < ${now - seenEveryMs}::bigint)
        insert into nonces (desk_id, nonce, expires_at)
        select ${deskId}, ${nonce}, ${now + 2 * allowedSkewMs}::bigint from quick
        on conflict do nothing returning 1`,
  );
  return rows.length === 1;
};

export const forgetNonces = async (district: DistrictContext): Promise<void> => {
  await district.db.delete(nonces).where(lt(nonces.expiresAt, district.clock.now()));
};
