import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { readPayload } from '../payload.ts';

const namespace = '5d0f7a35-7c1e-5b64-9a53-2f6f0c1be811';

/** Three digits follow the desk's own. */
export const maxTicketOrder = 999;

export const ticketNumberOf = (deskNumber: number, order: number): string => `${deskNumber}${String(order).padStart(3, '0')}`;
export const ticketOrderOf = (number: string): number => Number(number.slice(1));

/** A number is one ticket on its day at its desk, so giving it twice could not even be written down. */
export const ticketIdOf = (deskId: string, day: string, number: string): string => uuidV5(`ticket:${deskId}:${day}:${number}`, namespace);

/** A queue number (số thứ tự) of one day. */
export const ticketEvents = {
  'ticket.issued': z.strictObject({
    /** As called: the desk's digit and three digits of the order, `1007`. */
    number: z.string().regex(/^\d{4}$/),
    day: z.iso.date(),
    /** What the citizen comes for, as chosen at the machine: one of `ticketPurposes`, or empty. */
    about: z.string().max(300),
  }),
  'ticket.called': z.strictObject({ counter: z.string().max(100) }),
  'ticket.closed': z.strictObject({ outcome: z.enum(['served', 'absent']) }),
};

export const ticketPurposes = ['submit', 'collect', 'ask'] as const;
/** Nộp hồ sơ, nhận kết quả, hỏi thủ tục. */
export type TicketPurpose = (typeof ticketPurposes)[number];

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
      const parsed = readPayload(ticketEvents['ticket.issued'], event.payload);
      if (!parsed.success || state !== undefined) return state;
      return { ...parsed.data, id: event.entityId, status: 'waiting', deskId: event.deskId, issuedAt: at, calls: 0, updatedAt: event.occurredAt };
    }
    case 'ticket.called': {
      const parsed = readPayload(ticketEvents['ticket.called'], event.payload);
      if (!parsed.success || state === undefined || state.closedAt !== undefined) return state;
      return { ...state, status: 'called', calledAt: state.calledAt ?? at, calls: state.calls + 1, counter: parsed.data.counter, updatedAt: event.occurredAt };
    }
    case 'ticket.closed': {
      const parsed = readPayload(ticketEvents['ticket.closed'], event.payload);
      if (!parsed.success || state === undefined || state.closedAt !== undefined) return state;
      return { ...state, status: parsed.data.outcome, closedAt: at, updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
