import { eq, sql } from 'drizzle-orm';
import { foldVersion } from '../domain/entities.ts';
import type { EntityName } from '../domain/event.ts';
import { type Database, rowsOf } from './database.ts';
import { lockLog } from './log.ts';
import { projectAgain } from './project.ts';
import { meta } from './schema.ts';

const atOnce = 500;

/**
 * Folds every commune's states anew when the program makes other states of the same events than the one before it: an event that
 * comes now would else be laid on a state that lacks what its reducer expects. Begins again where it was cut off half way.
 */
export const foldAllAgain = async (db: Database): Promise<void> => {
  const [done] = await db.select().from(meta).where(eq(meta.name, 'foldVersion'));
  if (done?.value === String(foldVersion)) return;
  const agencies = await rowsOf<{ agency_code: string }>(db, sql`select distinct agency_code from states`);
  for (const { agency_code: agencyCode } of agencies) {
    for (let after: { entity: EntityName; entityId: string } | undefined; ; ) {
      const keys = await rowsOf<{ entity: EntityName; entity_id: string }>(
        db,
        sql`select entity, entity_id from states
            where agency_code = ${agencyCode} and (entity, entity_id) > (${after?.entity ?? ''}, ${after?.entityId ?? ''})
            order by entity, entity_id limit ${atOnce}`,
      );
      if (keys.length === 0) break;
      const page = keys.map((row) => ({ entity: row.entity, entityId: row.entity_id }));
      await db.transaction(async (tx) => {
        await lockLog(tx);
        await projectAgain(tx, agencyCode, page);
      });
      after = page.at(-1);
    }
  }
  await db.insert(meta).values({ name: 'foldVersion', value: String(foldVersion) }).onConflictDoUpdate({ target: meta.name, set: { value: String(foldVersion) } });
};
