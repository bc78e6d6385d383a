import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { readPayload } from '../payload.ts';
import { dossierEvents } from './events.ts';
import { usualFlow } from './flow.ts';
import { type DossierState, type DueChange, isUntouched } from './state.ts';
import { isFinished } from './status.ts';
import { answerMove, applyStep, cancel, move, settle, takeStep, withConflict } from './transitions.ts';

export const reduceDossier = (state: DossierState | undefined, event: DomainEvent): DossierState | undefined => {
  const touched = (next: DossierState): DossierState => ({ ...next, updatedAt: event.occurredAt });

  if (event.type === 'dossier.received') {
    const parsed = readPayload(dossierEvents['dossier.received'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    const { fields, startsAs, flow = [...usualFlow], ...received } = parsed.data;
    return {
      ...fields,
      ...received,
      flow,
      work: { stage: 0, officerId: event.actorId, since: hybridTimeMs(event.occurredAt) },
      moves: [],
      tellings: [],
      id: event.entityId,
      status: startsAs ?? 'accepted',
      wasAccepted: startsAs === undefined,
      deskId: event.deskId,
      receivedBy: event.actorId,
      pauses: [],
      conflicts: [],
      payments: [],
      dueChanges: [],
      forms: [],
      updatedAt: event.occurredAt,
    };
  }
  if (state === undefined) return undefined;
  const done = { at: hybridTimeMs(event.occurredAt), by: event.actorId };

  switch (event.type) {
    case 'dossier.stepTaken': {
      const parsed = readPayload(dossierEvents['dossier.stepTaken'], event.payload);
      if (!parsed.success) return state;
      return touched(takeStep(state, event, parsed.data));
    }
    case 'dossier.moved': {
      const parsed = readPayload(dossierEvents['dossier.moved'], event.payload);
      if (!parsed.success || parsed.data.to >= state.flow.length) return state;
      return touched(move(state, event, parsed.data));
    }
    case 'dossier.moveAnswered': {
      const parsed = readPayload(dossierEvents['dossier.moveAnswered'], event.payload);
      if (!parsed.success || state.work.moveId !== parsed.data.moveId) return state;
      return touched(answerMove(state, parsed.data, done));
    }
    case 'dossier.resultRecorded': {
      const parsed = readPayload(dossierEvents['dossier.resultRecorded'], event.payload);
      return parsed.success ? touched({ ...state, result: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.citizenTold': {
      const parsed = readPayload(dossierEvents['dossier.citizenTold'], event.payload);
      return parsed.success ? touched({ ...state, tellings: [...state.tellings, { ...parsed.data, ...done }] }) : state;
    }
    case 'dossier.handedOver': {
      const parsed = readPayload(dossierEvents['dossier.handedOver'], event.payload);
      // Handed over at two desks: the first is what happened, the other is in the log.
      if (!parsed.success || state.handOver) return state;
      const handOver = { ...parsed.data, ...done };
      if (state.status === 'returned') return touched({ ...state, handOver });
      if (state.status !== 'done') return touched(withConflict(state, event, { to: 'returned', reason: '', handOver }));
      return touched({ ...applyStep(state, { to: 'returned', reason: '' }, done), handOver });
    }
    case 'dossier.rated': {
      const parsed = readPayload(dossierEvents['dossier.rated'], event.payload);
      // What the citizen said first stands: nobody makes a bad mark a good one.
      return parsed.success && !state.rating ? touched({ ...state, rating: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.apologyDrafted': {
      const parsed = readPayload(dossierEvents['dossier.apologyDrafted'], event.payload);
      return parsed.success && !isFinished(state.status) ? touched({ ...state, apologyDraft: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.apologyDropped':
      return touched(withoutDraft(state));
    case 'dossier.corrected': {
      const parsed = readPayload(dossierEvents['dossier.corrected'], event.payload);
      if (!parsed.success) return state;
      const { applicant, ...changes } = parsed.data.changes;
      const { citizenId, ownerId } = parsed.data;
      const corrected = { ...state, ...given({ ...changes, citizenId, ownerId }), applicant: { ...state.applicant, ...given(applicant ?? {}) } };
      return touched(withoutNull(corrected) as DossierState);
    }
    case 'dossier.paymentRecorded': {
      const parsed = readPayload(dossierEvents['dossier.paymentRecorded'], event.payload);
      return parsed.success ? touched({ ...state, payments: [...state.payments, { ...parsed.data, id: event.id, ...done }] }) : state;
    }
    case 'dossier.paymentCancelled': {
      const parsed = readPayload(dossierEvents['dossier.paymentCancelled'], event.payload);
      if (!parsed.success) return state;
      const { paymentId, reason } = parsed.data;
      const payments = state.payments.map((payment) => (payment.id === paymentId && !payment.cancelled ? { ...payment, cancelled: { ...done, reason } } : payment));
      return touched({ ...state, payments });
    }
    case 'dossier.extended':
    case 'dossier.rescheduled': {
      const parsed = readPayload(dossierEvents[event.type], event.payload);
      if (!parsed.success) return state;
      const { dueAt, reason } = parsed.data;
      const cause = event.type === 'dossier.extended' ? 'apology' : 'calendar';
      const moved = { ...state, dueAt, dueChanges: [...state.dueChanges, { from: state.dueAt, to: dueAt, cause, reason, ...done } satisfies DueChange] };
      return touched(cause === 'apology' ? withoutDraft(moved) : moved);
    }
    case 'dossier.cancelled': {
      const parsed = readPayload(dossierEvents['dossier.cancelled'], event.payload);
      if (!parsed.success || state.cancelled) return state;
      // Another desk has begun to handle it meanwhile: whether it was received in error is then for a person to say.
      if (!isUntouched(state.status)) return touched(withConflict(state, event, { to: 'withdrawn', reason: parsed.data.reason, isCancellation: true }));
      return touched(cancel(state, parsed.data.reason, done));
    }
    case 'dossier.formIssued': {
      const parsed = readPayload(dossierEvents['dossier.formIssued'], event.payload);
      return parsed.success ? touched({ ...state, forms: [...state.forms, { ...parsed.data, id: event.id, ...done }] }) : state;
    }
    case 'dossier.componentsChecked': {
      const parsed = readPayload(dossierEvents['dossier.componentsChecked'], event.payload);
      if (!parsed.success) return state;
      const checked = new Map(parsed.data.components.map((component) => [component.key, component]));
      const known = state.components.map((component) => checked.get(component.key) ?? component);
      const added = [...checked.values()].filter(({ key }) => !known.some((component) => component.key === key));
      return touched({ ...state, components: [...known, ...added] });
    }
    case 'dossier.conflictSettled': {
      const parsed = readPayload(dossierEvents['dossier.conflictSettled'], event.payload);
      if (!parsed.success) return state;
      return touched(settle(state, event, parsed.data));
    }
    default:
      return state;
  }
};

const withoutDraft = ({ apologyDraft: _, ...rest }: DossierState): DossierState => rest;

const removable = new Set(['owner', 'authority', 'ownerId']);
const withoutNull = (state: object): object => Object.fromEntries(Object.entries(state).filter(([field, value]) => value !== null || !removable.has(field)));
