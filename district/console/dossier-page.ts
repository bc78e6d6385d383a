import { and, eq, inArray } from 'drizzle-orm';
import { mayInConsole } from '../../domain/console/permissions.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import type { DomainEvent, EntityName } from '../../domain/event.ts';
import { hybridTimeMs } from '../../domain/hybrid-clock.ts';
import type { OfficerState } from '../../domain/officer/officer.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { viewDossier } from '../dossier.ts';
import { states } from '../schema.ts';
import { agencyOf } from './agencies.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

/** What says how the work went, and nothing of whose affair it is. */
const factFields = ['id', 'code', 'procedure', 'status', 'channel', 'returnMethod', 'wasAccepted', 'submittedAt', 'acceptedAt', 'dueAt', 'finishedAt', 'returnedAt', 'limitText', 'receivedByName', 'components', 'payments', 'flow', 'work', 'cancelled'] as const satisfies readonly (keyof DossierState)[];
export type DossierFacts = Pick<DossierState, (typeof factFields)[number]>;

/** Of every kind of event, what may be shown without the person: times, steps, officers. Reasons and notes may name somebody. */
const factMembers = new Set(['from', 'to', 'officerId', 'dueAt', 'previousDueAt', 'acceptedAt', 'startsAs', 'status', 'isAccepted', 'outcome', 'method', 'isReached', 'score', 'form', 'componentKey', 'kind', 'signer', 'amountVnd', 'paymentId', 'cause']);

export type TimelineEntry = {
  eventId: string;
  /** UTC milliseconds. */
  at: number;
  entity: EntityName;
  entityId: string;
  type: string;
  actorName: string;
  deskId: string;
  payload: Record<string, unknown>;
};

export type DossierPage = {
  unitName: string;
  facts: DossierFacts;
  /** Null for whoever follows up the work and has no need to know the person. */
  person: Pick<DossierState, 'applicant' | 'owner' | 'requestSummary' | 'note'> | null;
  /** Oldest first. */
  timeline: TimelineEntry[];
  /** Names of officers who appear in it, by their id. */
  officers: Record<string, string>;
  documents: { id: string; fileName: string | null; componentKey: string | null; pageCount: number | null; isHere: boolean; isSigned: boolean }[];
};

/** A commune's dossier. That it was opened is on record before anything of it is given out. */
export const openDossier = async (console: Console, { agencyCode, id }: { agencyCode: string; id: string }): Promise<DossierPage | Problem> => {
  const { district, user } = console;
  const agency = await agencyOf(district.db, agencyCode);
  if (isProblem(agency)) return agency;
  const found = await viewDossier(district, { deskId: '', agencyCode }, id);
  if (isProblem(found)) return found;
  const state = found.state as unknown as DossierState;
  const isPersonal = mayInConsole(user.roles, 'dossiers.person');
  await audit(district.db, console, { action: 'dossiers.view', agencyCode, subject: state.code, detail: { dossierId: id, isPersonal } });
  const officers = await namesOf(console, agencyCode, found.timeline);
  return {
    unitName: agency.unitName,
    facts: factsOf(state, isPersonal),
    person: isPersonal ? { applicant: state.applicant, ...(state.owner && { owner: state.owner }), requestSummary: state.requestSummary, note: state.note } : null,
    timeline: found.timeline.map((event) => ({
      eventId: event.id,
      at: hybridTimeMs(event.occurredAt),
      entity: event.entity,
      entityId: event.entityId,
      type: event.type,
      actorName: officers[event.actorId] ?? '',
      deskId: event.deskId,
      payload: isPersonal ? event.payload : withoutPerson(event),
    })),
    officers,
    documents: found.documents.map((document) => {
      const { id: documentId, source, componentKey, pageCount, signatures } = document as unknown as DocumentState;
      // The name of a file is often that of a person.
      return { id: documentId, fileName: isPersonal ? source.fileName : null, componentKey: componentKey ?? null, pageCount: pageCount ?? null, isHere: document.isHere, isSigned: (signatures ?? []).length > 0 };
    }),
  };
};

const factsOf = (state: DossierState, isPersonal: boolean): DossierFacts => {
  const facts = Object.fromEntries(factFields.filter((field) => state[field] !== undefined).map((field) => [field, state[field]])) as DossierFacts;
  if (isPersonal) return facts;
  return {
    ...facts,
    components: facts.components.map(({ note: _, ...component }) => component),
    payments: facts.payments.map((payment) => ({ ...payment, reference: '' })),
    ...(facts.cancelled && { cancelled: { ...facts.cancelled, reason: '' } }),
  };
};

const withoutPerson = ({ type, payload }: DomainEvent): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(payload).filter(([member]) => factMembers.has(member))),
  // Of the result paper, not of a person.
  ...(type === 'dossier.resultRecorded' && { number: payload['number'] }),
  ...(type === 'dossier.handedOver' && { name: '…' }),
});

const namesOf = async ({ district }: Console, agencyCode: string, timeline: readonly DomainEvent[]): Promise<Record<string, string>> => {
  const ids = [...new Set(timeline.flatMap(({ actorId, payload }) => [actorId, ...(typeof payload['officerId'] === 'string' ? [payload['officerId']] : [])]))];
  if (ids.length === 0) return {};
  const rows = await district.db
    .select({ state: states.state })
    .from(states)
    .where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'officer'), inArray(states.entityId, ids)));
  return Object.fromEntries(rows.flatMap(({ state }) => (state ? [[(state as OfficerState).id, (state as OfficerState).fullName]] : [])));
};
