import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { readPayload } from '../payload.ts';
import type { LocalDate } from '../time.ts';

const namespace = '2a3d9c9e-7c0b-5a57-8a8a-0f6e9a5d9b02';

export const roles = ['receiving', 'handling', 'approver', 'clerk', 'duty', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const officerFieldsSchema = z.strictObject({
  username: z.string().regex(/^[a-z0-9._-]{2,40}$/),
  fullName: z.string().min(1).max(300),
  title: z.string().max(300),
  roles: z.array(z.enum(roles)).min(1),
  /** Lĩnh vực that the officer is in charge of; empty or missing: any. */
  fields: z.array(z.string().min(1).max(300)).max(100).optional(),
});
export type OfficerFields = z.infer<typeof officerFieldsSchema>;

export const officerEvents = {
  'officer.added': officerFieldsSchema,
  'officer.changed': officerFieldsSchema.partial(),
  /** The trace of a new password. The password's hash itself never enters the log, which is copied to other machines. */
  'officer.passwordChanged': z.strictObject({}),
  'officer.favouritesChanged': z.strictObject({ procedureIds: z.array(z.string()).max(50) }),
  /** Ủy quyền xử lý: away from one day through another, and who does the work meanwhile. */
  'officer.delegated': z.strictObject({
    toOfficerId: z.string().min(1).max(64),
    from: z.iso.date(),
    until: z.iso.date(),
    reason: z.string().max(2000),
  }),
  /** Back before the day. */
  'officer.delegationEnded': z.strictObject({ delegationId: z.string().max(64) }),
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
  delegations: Delegation[];
  updatedAt: string;
};

/** Days are Vietnam days, both included. `id`: of the event. */
export type Delegation = z.infer<(typeof officerEvents)['officer.delegated']> & { id: string; by: string; endedAt?: number };

/** Who does this officer's work on that day; undefined where the officer does it. */
export const delegateOf = ({ delegations }: Pick<OfficerState, 'delegations'>, today: LocalDate): string | undefined =>
  delegations.findLast(({ from, until, endedAt }) => endedAt === undefined && from <= today && today <= until)?.toOfficerId;

/** The same user name in the same commune is the same officer on every desk. */
export const officerIdOf = (agencyCode: string, username: string): string => uuidV5(`officer:${agencyCode}:${username}`, namespace);

export const reduceOfficer = (state: OfficerState | undefined, event: DomainEvent): OfficerState | undefined => {
  switch (event.type) {
    case 'officer.added': {
      const parsed = readPayload(officerEvents['officer.added'], event.payload);
      if (!parsed.success) return state;
      return { ...parsed.data, id: event.entityId, isActive: true, favourites: state?.favourites ?? [], delegations: state?.delegations ?? [], updatedAt: event.occurredAt };
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
    case 'officer.delegated': {
      const parsed = readPayload(officerEvents['officer.delegated'], event.payload);
      if (!parsed.success || state === undefined) return state;
      return { ...state, delegations: [...state.delegations, { ...parsed.data, id: event.id, by: event.actorId }], updatedAt: event.occurredAt };
    }
    case 'officer.delegationEnded': {
      const parsed = readPayload(officerEvents['officer.delegationEnded'], event.payload);
      if (!parsed.success || state === undefined) return state;
      const endedAt = hybridTimeMs(event.occurredAt);
      const delegations = state.delegations.map((delegation) => (delegation.id === parsed.data.delegationId && delegation.endedAt === undefined ? { ...delegation, endedAt } : delegation));
      return { ...state, delegations, updatedAt: event.occurredAt };
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
