import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DocumentState } from '../domain/document/document.ts';
import { byClock, type DomainEvent, eventSchema } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { arrayOf, rowsOf } from './database.ts';
import { states } from './schema.ts';

export const dossierResponseSchema = z.object({
  /** The fold of the dossier's events. */
  state: z.record(z.string(), z.unknown()),
  /** Events of the dossier and of the documents attached to it, in clock order. */
  timeline: z.array(eventSchema),
  /** States of the attached documents. `isHere` false: its bytes are on the way. */
  documents: z.array(z.object({ id: z.string(), sha256: z.string().optional(), isHere: z.boolean() }).loose()),
});

export const viewDossier = async (
  district: DistrictContext,
  desk: EnrolledDesk,
  id: string,
): Promise<z.infer<typeof dossierResponseSchema> | Problem> => {
  const { agencyCode } = desk;
  const [dossier] = await district.db
    .select({ state: states.state })
    .from(states)
    .where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'dossier'), eq(states.entityId, id)));
  if (!dossier?.state) return problem('dossier.unknown', { id });
  const attached = await district.db
    .select({ state: states.state })
    .from(states)
    .where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'document'), eq(states.dossierId, id)))
    .orderBy(states.entityId);
  const documents = await Promise.all(
    attached.map(async ({ state }) => {
      const document = state as DocumentState;
      return { ...document, isHere: document.sha256 !== undefined && (await district.blobs.sizeOf(agencyCode, document.sha256)) !== undefined };
    }),
  );
  const rows = await rowsOf<{ body: string }>(
    district.db,
    sql`select body from events
        where agency_code in (${agencyCode}, '') and verdict <> 'rejected'
          and entity_id = any(${arrayOf([id, ...documents.map((document) => document.id)])}::text[])
          and entity in ('dossier', 'document')`,
  );
  const timeline = rows.map(({ body }) => JSON.parse(body) as DomainEvent).sort(byClock);
  return { state: dossier.state as Record<string, unknown>, timeline, documents };
};
