import { documentsOf, timelineOf } from '../../../db/queries/dossiers.ts';
import { acknowledgedSeq, isBlobDelivered } from '../../../db/queries/sync.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import { needsReason } from '../../../domain/dossier/status.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { fileHere } from '../digitisation/archive/file-here.ts';
import { canCancel } from './cancel.ts';
import { maxExtensionsOf } from './extend.ts';
import { replacedBy } from './replaced-by.ts';
import { stagesOf } from './stages.ts';
import { openStepsOf } from './take-step.ts';
import { timelinessOf } from './timeliness.ts';
import type { DossierDocument, DossierView, TimelineEntry } from './types.ts';

/** Everything about one dossier on one screen, and what the officer who asks may do with it. */
export const viewDossier = (desk: SignedInDesk, { id }: { id: string }): DossierView | Problem => {
  const { store, clock } = desk;
  const state = store.state('dossier', id);
  if (!state) return problem('dossier.unknown');
  const procedure = store.state('procedure', state.procedure.id);
  const events = timelineOf(store, id);
  const before = replacedBy(events);
  return {
    state,
    ...stagesOf(desk, state, events),
    timeliness: timelinessOf(state, clock.now()),
    ...(procedure && { procedure }),
    documents: documentsOf(store, id).map((document) => asDossierDocument(desk, document)),
    timeline: events.map(timelineEntryOf(desk, before)),
    nextSteps: openStepsOf(state).map((to) => ({ to, needsReason: needsReason(state.status, to) })),
    canCancel: canCancel(desk, state),
    maxExtensions: maxExtensionsOf(store),
  };
};

/** A desk that no district knows owes nobody anything: nothing of it waits to be sent. */
const isAlone = ({ store }: Desk): boolean => store.state('desk', store.deskId)?.district === undefined;

const asDossierDocument = (desk: Desk, document: DocumentState): DossierDocument => ({
  ...document,
  isHere: fileHere(desk, document) !== undefined,
  isDelivered: document.sha256 !== undefined && (isAlone(desk) || document.deskId !== desk.store.deskId || isBlobDelivered(desk.store, document.sha256)),
});

const timelineEntryOf = (desk: Desk, before: ReadonlyMap<string, Record<string, unknown>>): ((event: DomainEvent) => TimelineEntry) => {
  const { store } = desk;
  const acknowledged = isAlone(desk) ? Number.POSITIVE_INFINITY : acknowledgedSeq(store);
  return (event) => ({
    eventId: event.id,
    at: hybridTimeMs(event.occurredAt),
    entity: event.entity,
    entityId: event.entityId,
    type: event.type,
    actorName: store.state('officer', event.actorId)?.fullName ?? '',
    deskId: event.deskId,
    payload: event.payload,
    ...(before.has(event.id) && { before: before.get(event.id)! }),
    isSent: event.deskId !== store.deskId || event.deskSeq <= acknowledged,
  });
};
