import { createHash } from 'node:crypto';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { agencyCodeSchema } from '../domain/desk/desk.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { enrolRequestSchema, enrolResponseSchema } from '../domain/wire.ts';
import type { DistrictContext } from './context.ts';
import { isPublicKey } from './ed25519.ts';
import { randomCode } from './random-code.ts';
import { agencies, desks, enrolmentCodes } from './schema.ts';

export type IssueInput = {
  agencyCode: string;
  /** «UBND xã Lục Sơn» */
  unitName: string;
  /** The number that this desk will own; any free one if missing. */
  deskNumber?: number | undefined;
  /** The desk that has this number now is retired when the code is used: its PC died, or its log was restored from an old copy. */
  isReplacement?: boolean | undefined;
};

/** @returns the code in clear, shown once. Only its hash is kept. */
export const issueEnrolmentCode = async (district: DistrictContext, input: IssueInput): Promise<{ code: string; expiresAt: number } | Problem> => {
  const { agencyCode, unitName, deskNumber } = input;
  if (!agencyCodeSchema.safeParse(agencyCode).success) return problem('setup.agencyCodeMalformed');
  if (unitName.trim() === '' || unitName.length > 300 || (deskNumber !== undefined && !(Number.isInteger(deskNumber) && deskNumber >= 0 && deskNumber <= 9))) {
    return problem('input.malformed');
  }
  const code = randomCode(district.randomBytes);
  const now = district.clock.now();
  const expiresAt = now + district.limits.enrolmentCodeLifetimeMs;
  await district.db.transaction(async (tx) => {
    await tx.insert(agencies).values({ agencyCode, unitName }).onConflictDoUpdate({ target: agencies.agencyCode, set: { unitName } });
    await tx.insert(enrolmentCodes).values({
      codeHash: hashCode(code),
      agencyCode,
      unitName,
      deskNumber: deskNumber ?? null,
      replaces: input.isReplacement ?? false,
      issuedAt: now,
      expiresAt,
    });
  });
  return { code, expiresAt };
};

/**
 * A desk proves with the code that it may speak for this commune, and leaves its public key. Asking again with the same
 * code, desk and key gives the same answer: the first one may have been lost on the line.
 */
export const enrol = async (
  district: DistrictContext,
  request: z.infer<typeof enrolRequestSchema>,
): Promise<z.infer<typeof enrolResponseSchema> | Problem> => {
  const { deskId, deskNumber, agencyCode, publicKey } = request;
  if (!/^[A-Za-z0-9-]+$/.test(deskId) || !isPublicKey(publicKey)) return problem('input.malformed');
  const welcome = { name: district.name, level: district.level };
  const now = district.clock.now();

  return district.db.transaction(async (tx) => {
    const [code] = await tx.select().from(enrolmentCodes).where(eq(enrolmentCodes.codeHash, hashCode(request.code))).for('update');
    if (!code) return problem('district.wrongEnrolmentCode');
    // One desk at a time for a commune, so that two cannot both find the number free.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`enrol:${code.agencyCode}`}))`);
    const [known] = await tx.select().from(desks).where(eq(desks.deskId, deskId));
    if (code.usedBy !== null) {
      const isSame = code.usedBy === deskId && known?.publicKey === publicKey && known.deskNumber === deskNumber && known.agencyCode === agencyCode;
      return isSame && known.retiredAt === null ? welcome : problem('district.enrolmentCodeUsed');
    }
    if (code.expiresAt <= now) return problem('district.enrolmentCodeExpired');
    if (code.agencyCode !== agencyCode || (known && known.agencyCode !== agencyCode)) {
      return problem('district.otherCommune', { agencyCode, expected: code.agencyCode });
    }
    if (code.deskNumber !== null && code.deskNumber !== deskNumber) {
      return problem('district.otherDeskNumber', { number: deskNumber, expected: code.deskNumber });
    }
    const holder = and(eq(desks.agencyCode, agencyCode), eq(desks.deskNumber, deskNumber), isNull(desks.retiredAt), ne(desks.deskId, deskId));
    if (code.replaces) await tx.update(desks).set({ retiredAt: now }).where(holder);
    else if ((await tx.select({ deskId: desks.deskId }).from(desks).where(holder)).length > 0) {
      return problem('district.deskNumberTaken', { number: deskNumber });
    }
    await tx
      .insert(desks)
      .values({ deskId, agencyCode, deskNumber, publicKey, enrolledAt: now })
      .onConflictDoUpdate({ target: desks.deskId, set: { deskNumber, publicKey, enrolledAt: now, retiredAt: null } });
    await tx.update(enrolmentCodes).set({ usedBy: deskId, usedAt: now }).where(eq(enrolmentCodes.codeHash, code.codeHash));
    return welcome;
  });
};

/** As typed by a person: case, spaces and dashes do not matter. */
const hashCode = (code: string): string => createHash('sha256').update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')).digest('hex');
