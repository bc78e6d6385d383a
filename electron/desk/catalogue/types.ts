import type { ProcedureChange } from '../../../domain/procedure/changes.ts';
import type { DraftDocument } from '../../../domain/procedure/document-keys.ts';
import type { ProcedureFields } from '../../../domain/procedure/procedure.ts';

/** A procedure as an administrator writes it; a paper without a key is new. */
export type ProcedureDraft = Omit<ProcedureFields, 'isBaseline' | 'documents'> & { documents: DraftDocument[] };

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

export type ImportRow = { code: string | null; name: string };
export type ChangedRow = ImportRow & { id: string; changes: ProcedureChange[] };

/** What an import would do, before it does it. */
export type ImportPreview = {
  added: ImportRow[];
  changed: ChangedRow[];
  /** How many the file says nothing new of. */
  same: number;
  /** In the file, retired at this desk: the import puts them back in force. */
  retiredNow: ImportRow[];
  /** In force at this desk, not in the file. */
  missing: (ImportRow & { id: string })[];
};

export type Imported = { added: number; changed: number; restored: number; retired: number };
