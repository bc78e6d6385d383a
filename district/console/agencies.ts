import { eq } from 'drizzle-orm';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Database } from '../database.ts';
import { agencies } from '../schema.ts';

export type Agency = typeof agencies.$inferSelect;

export const agencyOf = async (db: Pick<Database, 'select'>, agencyCode: string): Promise<Agency | Problem> => {
  const [agency] = await db.select().from(agencies).where(eq(agencies.agencyCode, agencyCode));
  return agency ?? problem('agency.unknown', { agencyCode });
};
