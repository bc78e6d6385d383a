import type { z } from 'zod';
import type { dossierEvents, handOverSchema, resultSchema, ReturnMethod } from '../../../domain/dossier/events.ts';
import type { DossierRow } from '../workflow/types.ts';

export type RecordInput = { id: string } & z.infer<typeof resultSchema>;
export type TellInput = { id: string } & z.infer<(typeof dossierEvents)['dossier.citizenTold']>;
export type RateInput = { id: string } & z.infer<(typeof dossierEvents)['dossier.rated']>;

/** `name` and `number` of the receiver; of the applicant and of the owner the dossier knows the name. */
export type HandOverInput = { id: string } & z.infer<typeof handOverSchema>;

/** `toTell`: nobody has been reached yet; `uncollected`: told, and not come for. */
export const waitingKinds = ['toTell', 'uncollected'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** A result that is at the desk. */
export type WaitingRow = DossierRow & {
  phone: string;
  returnMethod: ReturnMethod;
  /** Whole days since it was finished. */
  daysWaiting: number;
  /** How often somebody tried to tell the citizen. */
  tellings: number;
  feeDueVnd: number;
};

/** Texts to copy: nothing in them but the code, the place and, of a result that is late, the new day. */
export type Notice = {
  /** Plain letters, at most 160, so that it goes out as one message. */
  sms: string;
  zalo: string;
  /** The applicant's. */
  phone: string;
};
