import type { ProcedureState } from './procedure.ts';

/** A procedure as another one refers to it; `id` and `name` are null where the catalogue does not have it. */
export type ReferredProcedure = { id: string | null; code: string; name: string | null };

/** What a linked procedure (liên thông) settles in one dossier; nothing for an ordinary one. */
export const settledTogether = ({ linkedCodes = [] }: ProcedureState, all: readonly ProcedureState[]): ReferredProcedure[] =>
  linkedCodes.map((code) => {
    const found = all.find((other) => other.code === code);
    return { id: found?.id ?? null, code, name: found?.name ?? null };
  });

/**
 * The linked procedure by which this one can be settled together with the others of its group, to be offered at the counter.
 * Where an older one is still in the catalogue, the one with the later code: codes are given in order.
 */
export const linkedProcedureOf = ({ id, linkedGroup, linkedCodes = [] }: ProcedureState, all: readonly ProcedureState[]): { id: string; code: string | null; name: string } | null => {
  if (linkedGroup === null || linkedCodes.length > 0) return null;
  const [found] = all
    .filter((other) => other.id !== id && !other.isRetired && other.linkedGroup === linkedGroup && (other.linkedCodes?.length ?? 0) > 0)
    .toSorted((a, b) => ((a.code ?? '') < (b.code ?? '') ? 1 : -1));
  return found ? { id: found.id, code: found.code, name: found.name } : null;
};
