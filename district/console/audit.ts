import { and, desc, eq, lt } from 'drizzle-orm';
import type { DistrictContext } from '../context.ts';
import type { Database } from '../database.ts';
import { consoleAudit } from '../schema.ts';
import type { Console } from './context.ts';

export type AuditEntry = {
  /** An operation's name, or what it came to. */
  action: string;
  agencyCode?: string | undefined;
  /** What it was about, in words that a person knows it by. */
  subject: string;
  /** Never a password, a code or a file. */
  detail?: Record<string, unknown>;
};

/** The trace of what somebody did, or of whose data they looked at; in the transaction of what it is about, where that writes. */
export const audit = async (db: Pick<Database, 'insert'>, { district: { clock }, user }: AuditActor, { action, agencyCode, subject, detail = {} }: AuditEntry): Promise<void> => {
  await db.insert(consoleAudit).values({ at: clock.now(), userId: user?.id ?? null, userName: user?.fullName ?? '', action, agencyCode: agencyCode ?? null, subject, detail });
};

type AuditActor = { district: Pick<DistrictContext, 'clock'>; /** Undefined for the administrator of the server itself. */ user?: { id: string; fullName: string } | undefined };

const pageSize = 100;

export type AuditPage = {
  rows: { seq: number; at: number; userId: string | null; userName: string; action: string; agencyCode: string | null; subject: string; detail: Record<string, unknown> }[];
  /** Undefined at the end. */
  nextCursor?: number;
};

/** The newest first. */
export const listAudit = async ({ district }: Console, { userId, cursor }: { userId?: string | undefined; cursor?: number | undefined }): Promise<AuditPage> => {
  const rows = await district.db
    .select()
    .from(consoleAudit)
    .where(and(userId === undefined ? undefined : eq(consoleAudit.userId, userId), cursor === undefined ? undefined : lt(consoleAudit.seq, cursor)))
    .orderBy(desc(consoleAudit.seq))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  return { rows: page, ...(rows.length > pageSize && { nextCursor: page.at(-1)!.seq }) };
};
