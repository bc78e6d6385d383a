import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import { papersExportedSchema } from '../document/exported.ts';
import type { DomainEvent } from '../event.ts';
import { readPayload } from '../payload.ts';

const namespace = 'b0c7d6e1-4c0f-5c5e-9a8b-7e5d3f1a9c04';

/** An organisation as the desk knows it; empty text means not known. */
export const organisationFieldsSchema = z.strictObject({
  /** Mã số thuế: 10 digits, `0101234567-001` of a branch, or 12 digits of a household business. Empty where it has none. */
  taxCode: z.string().max(20),
  name: z.string().min(1).max(300),
  kind: z.enum(['enterprise', 'householdBusiness', 'cooperative', 'publicBody', 'other']),
  address: z.string().max(500),
  /** Người đại diện theo pháp luật. */
  representative: z.string().max(300),
  phone: z.string().max(30),
  email: z.string().max(200),
});
export type OrganisationFields = z.infer<typeof organisationFieldsSchema>;

export const organisationEvents = {
  'organisation.registered': z.strictObject({ fields: organisationFieldsSchema }),
  'organisation.corrected': z.strictObject({ changes: organisationFieldsSchema.partial() }),
  'organisation.exported': papersExportedSchema,
};

export type OrganisationState = OrganisationFields & { id: string; registeredAt: string; updatedAt: string };

/** The same tax code gives the same id on every desk. */
export const organisationIdOf = (taxCode: string): string => uuidV5(`organisation:${taxCode}`, namespace);

export const reduceOrganisation = (state: OrganisationState | undefined, event: DomainEvent): OrganisationState | undefined => {
  switch (event.type) {
    case 'organisation.registered': {
      const parsed = readPayload(organisationEvents['organisation.registered'], event.payload);
      if (!parsed.success) return state;
      // A second registration knows less, never unsays: only a correction can empty a field.
      const known = Object.entries(parsed.data.fields).filter(([, value]) => state === undefined || value !== '');
      return { ...(state ?? { id: event.entityId, registeredAt: event.occurredAt }), ...Object.fromEntries(known), updatedAt: event.occurredAt } as OrganisationState;
    }
    case 'organisation.corrected': {
      const parsed = readPayload(organisationEvents['organisation.corrected'], event.payload);
      if (!parsed.success || state === undefined) return state;
      const changed = Object.entries(parsed.data.changes).filter(([, value]) => value !== undefined);
      return { ...state, ...Object.fromEntries(changed), updatedAt: event.occurredAt } as OrganisationState;
    }
    default:
      return state;
  }
};
