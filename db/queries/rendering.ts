import type { Store } from '../store.ts';
import { preparedSql } from './prepared.ts';

export type AttachedPlace = { createdAt: string; id: string };

const attached = preparedSql<[string, string, string, number], AttachedPlace & { isOld: number }>(
  `SELECT created_at AS createdAt, id,
     state ->> '$.signatures' IS NULL AND coalesce(state ->> '$.output.renderedAt', '') < state ->> '$.updatedAt' AS isOld
   FROM documents WHERE desk_id = ? AND status = 'attached' AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?`,
);

/** Behind every time of the hybrid clock. */
const end = '\uFFFF';

/**
 * Documents of this desk that are in a dossier, the newest first: a page behind `after`. `isOld`: unsigned, and the file that was made
 * of it is older than what is known of it, or there is none.
 */
export const attachedBefore = (store: Store, after: AttachedPlace | undefined, limit: number): (AttachedPlace & { isOld: boolean })[] =>
  attached(store.read)
    .all(store.deskId, after?.createdAt ?? end, after?.id ?? end, limit)
    .map(({ isOld, ...place }) => ({ ...place, isOld: isOld === 1 }));

const changed = preparedSql<[number, number], { arrival: number; id: string }>(
  "SELECT arrival, entity_id AS id FROM events WHERE arrival > ? AND +entity = 'document' ORDER BY arrival LIMIT ?",
);

/** Documents that something was written of behind a place in the log. */
export const documentsChangedAfter = (store: Store, arrival: number, limit: number): { arrival: number; id: string }[] => changed(store.read).all(arrival, limit);
