import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { readPayload } from '../payload.ts';

const namespace = '2a3d9c9e-7c0b-5a57-8a8a-0f6e9a5d9b02';

export const roles = ['receiving', 'handling', 'approver', 'clerk', 'duty', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const officerFieldsSchema = z.strictObject({
  username: z.string().regex(/^[a-z0-9._-]{2,40}$/),
  fullName: z.string().min(1).max(300),
  title: z.string().max(300),
  roles: z.array(z.enum(roles)).min(1),
});
export type OfficerFields = z.infer<typeof officerFieldsSchema>;

export const officerEvents = {
  'officer.added': officerFieldsSchema,
  'officer.changed': officerFieldsSchema.partial(),
  /** The trace of a new password. The password's hash itself never enters the log, which is copied to other machines. */
  'officer.passwordChanged': z.strictObject({}),
  'officer.favouritesChanged': z.strictObject({ procedureIds: z.array(z.string()).max(50) }),
  'officer.deactivated': z.strictObject({ reason: z.string().max(2000) }),
  'officer.reactivated': z.strictObject({}),
};

export type OfficerState = OfficerFields & {
  id: string;
  isActive: boolean;
  /** Why and since when (UTC milliseconds) the officer no longer works here. */
  deactivated?: { at: number; by: string; reason: string };
  /** Procedures pinned, in the officer's own order. */
  favourites: string[];
  updatedAt: string;
};

/** The same user name in the same commune is the same officer on every desk. */
export const officerIdOf = (agencyCode: string, username: string): string => uuidV5(`officer:${agencyCode}:${username}`, namespace);

export const reduceOfficer = (state: OfficerState | undefined, event: DomainEvent): OfficerState | undefined => {
  switch (event.type) {
    case 'officer.added': {
      const parsed = readPayload(officerEvents['officer.added'], event.payload);
      if (!parsed.success) return state;
      return { ...parsed.data, id: event.entityId, isActive: true, favourites: state?.favourites ?? [], updatedAt: event.occurredAt };
    }
    case 'officer.changed': {
      const parsed = readPayload(officerEvents['officer.changed'], event.payload);
      if (!parsed.success || state === undefined) return state;
      return { ...state, ...given(parsed.data), updatedAt: event.occurredAt };
    }
    case 'officer.favouritesChanged': {
      const parsed = readPayload(officerEvents['officer.favouritesChanged'], event.payload);
      return parsed.success && state !== undefined ? { ...state, favourites: parsed.data.procedureIds, updatedAt: event.occurredAt } : state;
    }
    case 'officer.deactivated': {
      const parsed = readPayload(officerEvents['officer.deactivated'], event.payload);
      if (!parsed.success || state === undefined) return state;
      const deactivated = { at: hybridTimeMs(event.occurredAt), by: event.actorId, reason: parsed.data.reason };
      return { ...state, isActive: false, deactivated, updatedAt: event.occurredAt };
    }
    case 'officer.reactivated': {
      if (state === undefined) return undefined;
      const { deactivated: _, ...rest } = state;
      return { ...rest, isActive: true, updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
