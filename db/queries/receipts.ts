import { and, eq, sql } from 'drizzle-orm';
import type { DeskState } from '../../domain/desk/desk.ts';
import { fold } from '../../domain/entities.ts';
import { desks, documents, events } from '../schema.ts';
import type { Store } from '../store.ts';
import { prepared } from './prepared.ts';

/** Every desk whose log has come here, this one too. A commune has ten at most. */
export const knownDesks = (store: Store): DeskState[] =>
  store.remember('desk', 'desks', () =>
    store.read
      .select({ state: desks.state })
      .from(desks)
      .all()
      .map(({ state }) => JSON.parse(state) as DeskState),
  );

/** Whether that place of a desk's log is here. */
export const hasEventAt = (store: Store, deskId: string, deskSeq: number): boolean =>
  store.read.select({ id: events.id }).from(events).where(and(eq(events.deskId, deskId), eq(events.deskSeq, deskSeq))).get() !== undefined;

const filesOfDossier = prepared((db) => db.select({ sha256: documents.sha256 }).from(documents).where(eq(documents.dossierId, sql.placeholder('id'))).prepare());

/** SHA-256 of the files that belong to the dossier now. */
export const scansOf = (store: Store, dossierId: string): string[] => filesOfDossier(store.read).all({ id: dossierId }).flatMap(({ sha256 }) => sha256 ?? []);

/** The same as it was, by the events that `wasKnown` lets through. */
export const scansAsOf = (store: Store, dossierId: string, wasKnown: (event: { occurredAt: string; deskId: string }) => boolean): string[] => {
  const ids = store.read.selectDistinct({ id: events.entityId }).from(events).where(eq(events.dossierId, dossierId)).all();
  return ids.flatMap(({ id }) => {
    const document = fold('document', store.eventsOf('document', id).filter(wasKnown));
    return document?.status === 'attached' && document.dossierId === dossierId && document.sha256 !== undefined ? [document.sha256] : [];
  });
};
