import { sql } from 'drizzle-orm';
import { type Problem, problem } from '../domain/problem.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { rowsOf } from './database.ts';

export const maxPullLimit = 500;
/** A page is cut when its events are together larger than this; the first one is always sent. */
const maxPageBytes = 4 * 1024 * 1024;

/**
 * The next events of the commune's other desks and of the district, in the order of their commits, as JSON text: the
 * bodies are sent as they were stored, not read and written again.
 *
 * The cursor stands for everything up to its position, whoever wrote it, so an idle commune does not read through the
 * others' events each time.
 */
export const pullEvents = async (
  district: DistrictContext,
  desk: EnrolledDesk,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string | Problem> => {
  const start = await positionOf(district, after);
  if (start === undefined) return problem('input.malformed', { field: 'after' });
  const rows = await rowsOf<{ position: string; body: string | null; run: string | null }>(
    district.db,
    // One statement, so one snapshot: no event can slip in between the page and the horizon (the row without a body).
    sql`(select position, body, null as run from events
         where agency_code in (${desk.agencyCode}, '') and position > ${start}::bigint and desk_id <> ${desk.deskId} and verdict <> 'rejected'
         order by position limit ${limit + 1})
        union all
        (select position, null, (select run from runs order by seq desc limit 1) from log_head)`,
  );
  const horizon = rows.find((row) => row.body === null)!;
  const events = rows.filter((row): row is typeof row & { body: string } => row.body !== null);
  events.sort((a, b) => Number(a.position) - Number(b.position));
  let count = 0;
  let bytes = 0;
  while (count < Math.min(events.length, limit) && (count === 0 || bytes + events[count]!.body.length <= maxPageBytes)) {
    bytes += events[count]!.body.length;
    count += 1;
  }
  const hasMore = count < events.length;
  const position = hasMore ? events[count - 1]!.position : horizon.position;
  const bodies = events.slice(0, count).map((event) => event.body);
  return `{"events":[${bodies.join(',')}],"cursor":"${horizon.run}.${position}","hasMore":${hasMore}}`;
};

/**
 * Where a cursor goes on. One from a run that this database has never seen (it was made anew, or restored from before
 * that run) starts from the beginning; one that points past the end of its run (restored from the middle of it) goes back
 * to that end. What a desk has already, it leaves aside. Undefined for text that no district ever gave as a cursor.
 */
const positionOf = async (district: DistrictContext, after: string | undefined): Promise<number | undefined> => {
  if (after === undefined || after === '') return 0;
  const match = /^([0-9a-f]{16})\.(\d{1,15})$/.exec(after);
  if (!match) return undefined;
  const [run] = await rowsOf<{ ended_at: string | null }>(
    district.db,
    sql`select (select position from runs later where later.seq > runs.seq order by seq limit 1) as ended_at from runs where run = ${match[1]!}`,
  );
  if (!run) return 0;
  return Math.min(Number(match[2]), run.ended_at === null ? Number.MAX_SAFE_INTEGER : Number(run.ended_at));
};
