import { and, asc, desc, eq } from 'drizzle-orm';
import type { TicketState } from '../../domain/queue/ticket.ts';
import { tickets } from '../schema.ts';
import type { Store } from '../store.ts';

/** Every ticket of a day, of all the commune's desks that are known here, by desk and number. At most 999 a desk. */
export const ticketsOfDay = (store: Store, day: string): TicketState[] =>
  store.read
    .select({ state: tickets.state })
    .from(tickets)
    .where(eq(tickets.day, day))
    .orderBy(asc(tickets.deskId), asc(tickets.number))
    .all()
    .map(({ state }) => JSON.parse(state) as TicketState);

/** The number that a desk gave last on a day; undefined before the first. */
export const lastTicketNumber = (store: Store, { day, deskId }: { day: string; deskId: string }): string | undefined =>
  store.read
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(eq(tickets.day, day), eq(tickets.deskId, deskId)))
    .orderBy(desc(tickets.number))
    .limit(1)
    .get()?.number;
