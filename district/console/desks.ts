import { sql } from 'drizzle-orm';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { rowsOf } from '../database.ts';
import { issueEnrolmentCode, type IssueInput } from '../enrol.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

/** What this server has of a desk. What waits on the desk is not known here until it comes. */
export type DeskContact = {
  agencyCode: string;
  deskId: string;
  number: number | null;
  /** Last heard of, and last sent something; null: never. UTC milliseconds. */
  seenAt: number | null;
  receivedAt: number | null;
  /** Length of its log as it is here. */
  acknowledged: number;
  isRetired: boolean;
};

/** All desks that ever enrolled, by commune and number. */
export const deskContacts = async ({ district }: Pick<Console, 'district'>): Promise<DeskContact[]> => {
  const rows = await rowsOf<{ agency_code: string; desk_id: string; desk_number: number | null; seen_at: string | null; received_at: string | null; acknowledged: string; retired_at: string | null }>(
    district.db,
    // The last event is found by its place in the desk's log, however long that is.
    sql`select d.agency_code, d.desk_id, d.desk_number, d.seen_at, d.acknowledged, d.retired_at,
          (select received_at from events e where e.desk_id = d.desk_id and e.desk_seq = d.acknowledged) as received_at
        from desks d where d.agency_code <> '' order by d.agency_code, d.desk_number, d.enrolled_at`,
  );
  const time = (value: string | null): number | null => (value === null ? null : Number(value));
  return rows.map((row) => ({
    agencyCode: row.agency_code,
    deskId: row.desk_id,
    number: row.desk_number,
    seenAt: time(row.seen_at),
    receivedAt: time(row.received_at),
    acknowledged: Number(row.acknowledged),
    isRetired: row.retired_at !== null,
  }));
};

/** @returns the code, shown once. */
export const issueCode = async (console: Console, input: IssueInput): Promise<{ code: string; expiresAt: number } | Problem> => {
  const issued = await issueEnrolmentCode(console.district, input);
  if (isProblem(issued)) return issued;
  const { agencyCode, unitName, deskNumber = null, isReplacement = false } = input;
  await audit(console.district.db, console, { action: 'desks.issueCode', agencyCode, subject: unitName, detail: { deskNumber, isReplacement } });
  return issued;
};
