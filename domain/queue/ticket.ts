import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';

/** A queue number (số thứ tự) of one day. */
export const ticketEvents = {
  'ticket.issued': z.strictObject({
    /** As called: the desk's digit and three digits of the order, `1007`. */
    number: z.string().regex(/^\d{4}$/),
    day: z.iso.date(),
    /** What the citizen comes for, as chosen at the machine; may be empty. */
    about: z.string().max(300),
  }),
  'ticket.called': z.strictObject({ counter: z.string().max(100) }),
  'ticket.closed': z.strictObject({ outcome: z.enum(['served', 'absent']) }),
};

/** Times in UTC milliseconds. Waiting time is from `issuedAt` to the first call. */
export type TicketState = {
  id: string;
  number: string;
  day: string;
  about: string;
  status: 'waiting' | 'called' | 'served' | 'absent';
  deskId: string;
  issuedAt: number;
  calledAt?: number;
  calls: number;
  counter?: string;
  closedAt?: number;
  updatedAt: string;
};

export const reduceTicket = (state: TicketState | undefined, event: DomainEvent): TicketState | undefined => {
  const at = hybridTimeMs(event.occurredAt);
  switch (event.type) {
    case 'ticket.issued': {
      const parsed = ticketEvents['ticket.issued'].safeParse(event.payload);
      if (!parsed.success || state !== undefined) return state;
      return { ...parsed.data, id: event.entityId, status: 'waiting', deskId: event.deskId, issuedAt: at, calls: 0, updatedAt: event.occurredAt };
    }
    case 'ticket.called': {
      const parsed = ticketEvents['ticket.called'].safeParse(event.payload);
      if (!parsed.success || state === undefined || state.closedAt !== undefined) return state;
      return { ...state, status: 'called', calledAt: state.calledAt ?? at, calls: state.calls + 1, counter: parsed.data.counter, updatedAt: event.occurredAt };
    }
    case 'ticket.closed': {
      const parsed = ticketEvents['ticket.closed'].safeParse(event.payload);
      if (!parsed.success || state === undefined || state.closedAt !== undefined) return state;
      return { ...state, status: parsed.data.outcome, closedAt: at, updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
