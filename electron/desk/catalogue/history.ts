import { reducers } from '../../../domain/entities.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { changesBetween } from '../../../domain/procedure/changes.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import type { Desk } from '../desk.ts';
import type { ProcedureVersion } from './types.ts';

/** Every version of a procedure, the newest first: when, who, what differs from the one before, and why it was retired. */
export const procedureHistory = ({ store }: Pick<Desk, 'store'>, { id }: { id: string }): ProcedureVersion[] | Problem => {
  const versions: ProcedureVersion[] = [];
  let state: ProcedureState | undefined;
  for (const event of store.eventsOf('procedure', id)) {
    const before = state;
    state = reducers.procedure(before, event);
    // The shipped catalogue of a desk that joined later changes nothing here.
    if (state === undefined || state === before) continue;
    versions.push(versionOf(store, event, before, state));
  }
  if (state === undefined) return problem('procedure.unknown');
  const current = state.version;
  return versions.map((version) => ({ ...version, isCurrent: version.version === current })).reverse();
};

const versionOf = (store: Desk['store'], event: DomainEvent, before: ProcedureState | undefined, after: ProcedureState): ProcedureVersion => {
  const officer = store.state('officer', event.actorId);
  const kind = event.type === 'procedure.retired' ? 'retired' : event.type === 'procedure.restored' ? 'restored' : before === undefined ? 'added' : 'changed';
  return {
    version: event.hash,
    at: hybridTimeMs(event.occurredAt),
    kind,
    by: after.isBaseline ? { kind: 'program' } : officer ? { kind: 'officer', fullName: officer.fullName } : { kind: 'elsewhere' },
    changes: before === undefined ? [] : changesBetween(before, after),
    reason: typeof event.payload.reason === 'string' ? event.payload.reason : null,
    isCurrent: false,
  };
};
