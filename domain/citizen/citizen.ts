import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import { papersExportedSchema } from '../document/exported.ts';
import type { DomainEvent } from '../event.ts';
import { readPayload } from '../payload.ts';

const namespace = '6f1c0a52-6f0e-5d0c-9d6e-2f1f6a1e7c01';

/** A person as the desk knows them. Dates are Vietnam days `yyyy-MM-dd`; empty text means not known. */
export const citizenFieldsSchema = z.strictObject({
  /** Số định danh cá nhân, 12 digits; empty for a person without one (a foreigner, a newborn). */
  number: z.string().max(20),
  fullName: z.string().min(1).max(300),
  dateOfBirth: z.string().max(10),
  sex: z.enum(['Nam', 'Nữ', '']),
  address: z.string().max(500),
  phone: z.string().max(30),
  email: z.string().max(200),
  /** Số CMND cũ, nine digits. */
  oldNumber: z.string().max(20),
  cardIssuedOn: z.string().max(10),
});
export type CitizenFields = z.infer<typeof citizenFieldsSchema>;
export type CitizenField = keyof CitizenFields;

export const citizenEvents = {
  'citizen.registered': z.strictObject({
    fields: citizenFieldsSchema,
    fromCard: z.array(citizenFieldsSchema.keyof()),
  }),
  'citizen.corrected': z.strictObject({
    changes: citizenFieldsSchema.partial(),
    fromCard: z.array(citizenFieldsSchema.keyof()),
  }),
  'citizen.exported': papersExportedSchema,
};

export type CitizenState = CitizenFields & {
  id: string;
  fromCard: CitizenField[];
  registeredAt: string;
  updatedAt: string;
};

/** The same 12-digit number gives the same id on every desk, so desks that are apart register one person, not two. */
export const citizenIdOf = (number: string): string => uuidV5(`citizen:${number}`, namespace);

export const reduceCitizen = (state: CitizenState | undefined, event: DomainEvent): CitizenState | undefined => {
  switch (event.type) {
    case 'citizen.registered':
    case 'citizen.corrected': {
      const parsed = readPayload(citizenEvents[event.type], event.payload);
      if (!parsed.success) return state;
      const changes = 'fields' in parsed.data ? parsed.data.fields : parsed.data.changes;
      if (state === undefined && !('fields' in parsed.data)) return undefined;
      // A second registration knows less, never unsays: only a correction can empty a field.
      const isCorrection = !('fields' in parsed.data);
      const known = Object.entries(changes).filter(
        ([, value]) => value !== undefined && (state === undefined || isCorrection || value !== ''),
      );
      const changed = new Set(known.filter(([field, value]) => state?.[field as CitizenField] !== value).map(([field]) => field));
      const kept = (state?.fromCard ?? []).filter((field) => !changed.has(field));
      const readNow = parsed.data.fromCard.filter((field) => known.some(([name]) => name === field));
      return {
        ...(state ?? { id: event.entityId, registeredAt: event.occurredAt }),
        ...Object.fromEntries(known),
        fromCard: [...new Set([...kept, ...readNow])].sort(),
        updatedAt: event.occurredAt,
      } as CitizenState;
    }
    default:
      return state;
  }
};
