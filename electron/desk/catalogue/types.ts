import type { ProcedureChange } from '../../../domain/procedure/changes.ts';

/** One entry of a procedure's history. */
export type ProcedureVersion = {
  /** Hash of the event, by which a dossier names the version it was received under. */
  version: string;
  /** UTC milliseconds. */
  at: number;
  kind: 'added' | 'changed' | 'retired' | 'restored';
  /** Who: an officer of the commune, the program at set-up, or the district (or an officer whom this desk does not know). */
  by: { kind: 'officer'; fullName: string } | { kind: 'program' } | { kind: 'elsewhere' };
  /** Against the version before; empty for the first. */
  changes: ProcedureChange[];
  /** Of retiring and restoring. */
  reason: string | null;
  isCurrent: boolean;
};
