import type { CitizenField, CitizenFields, CitizenState } from '../../../domain/citizen/citizen.ts';
import type { Channel, Component, ReturnMethod } from '../../../domain/dossier/dossier.ts';
import type { TimeLimit } from '../../../domain/procedure/procedure.ts';
import type { DossierRow } from '../workflow/types.ts';

export type ProcedureRow = {
  id: string;
  code: string | null;
  name: string;
  field: string;
  feeVnd: number | null;
  timeLimit: TimeLimit;
  project06: boolean;
};

export type KnownCitizen = { citizen: CitizenState; dossiers: DossierRow[] };

export type Json = string | number | boolean | null | Json[] | { [member: string]: Json };

/** What an officer has typed so far; its form belongs to the screen. */
export type Draft = { id: string; form: Json; updatedAt: number };

export type Reception = {
  /** Also makes a repeated request harmless: the dossier's id derives from it. */
  draftId: string;
  procedureId: string;
  applicant: CitizenFields;
  fromCard: CitizenField[];
  components: Component[];
  channel: Channel;
  returnMethod: ReturnMethod;
  sets: number;
  feeVnd: number | null;
  note: string;
  requestSummary: string;
};

export type Received = { dossierId: string; code: string; dueAt: number };
