import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { Desk } from '../desk.ts';
import type { KnowledgeChange } from './types.ts';

/**
 * What became known when, from the log itself; newest first.
 * @param fold the entity's own reducer, so that what is shown as changed is what did change
 */
export const historyOf = <State extends object, Field extends string>(
  { store }: Desk,
  events: readonly DomainEvent[],
  fold: (state: State | undefined, event: DomainEvent) => State | undefined,
  fields: readonly Field[],
): KnowledgeChange<Field>[] => {
  const changes: KnowledgeChange<Field>[] = [];
  let state: State | undefined;
  for (const event of events) {
    const before = state;
    state = fold(state, event);
    if (state === undefined) continue;
    const text = (known: State | undefined, field: Field): string => String((known as Record<string, unknown> | undefined)?.[field] ?? '');
    const fromCard = Array.isArray(event.payload.fromCard) ? (event.payload.fromCard as unknown[]) : [];
    const changed = fields
      .filter((field) => text(before, field) !== text(state, field))
      .map((field) => ({ field, from: text(before, field), to: text(state, field), isFromCard: fromCard.includes(field) }));
    if (changed.length === 0) continue;
    changes.push({ eventId: event.id, at: hybridTimeMs(event.occurredAt), actorName: store.state('officer', event.actorId)?.fullName ?? '', isFirst: before === undefined, changes: changed });
  }
  return changes.reverse();
};
