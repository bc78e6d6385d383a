import { reduceDossier } from '../../../domain/dossier/dossier.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { DomainEvent } from '../../../domain/event.ts';

/**
 * By id of the event, the values that it replaced: of a correction in the shape of its `changes`, of a step that moved the due
 * date `{ dueAt }`. Found by folding, because an event that comes late from another desk changes what was there before.
 * @param events of one dossier, in clock order; others among them are passed over
 */
export const replacedBy = (events: readonly DomainEvent[]): Map<string, Record<string, unknown>> => {
  const replaced = new Map<string, Record<string, unknown>>();
  // Most dossiers go their way without a correction, and need not be folded for it.
  if (!events.some(mayReplace)) return replaced;
  let state: DossierState | undefined;
  for (const event of events) {
    if (event.entity !== 'dossier') continue;
    if (state && event.type === 'dossier.corrected') replaced.set(event.id, valuesOf(state, event.payload.changes as Record<string, unknown>));
    if (state && event.type === 'dossier.stepTaken' && event.payload.dueAt !== undefined && state.wasAccepted) replaced.set(event.id, { dueAt: state.dueAt });
    state = reduceDossier(state, event);
  }
  return replaced;
};

const mayReplace = ({ type, payload }: DomainEvent): boolean => type === 'dossier.corrected' || (type === 'dossier.stepTaken' && payload.dueAt !== undefined);

const valuesOf = (state: DossierState, changes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(changes).map(([field, value]) => {
      if (field !== 'applicant') return [field, state[field as keyof DossierState] ?? null];
      const { applicant } = state;
      return [field, Object.fromEntries(Object.keys(value as object).map((name) => [name, applicant[name as keyof typeof applicant]]))];
    }),
  );
