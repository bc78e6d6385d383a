import type { ProcedureRow } from '../reception/types.ts';
import type { DossierRow } from '../workflow/types.ts';

export type Found = {
  dossiers: DossierRow[];
  citizens: { id: string; number: string; fullName: string; dateOfBirth: string; address: string }[];
  procedures: ProcedureRow[];
};
