import { ticketsOfDay } from '../../../db/queries/tickets.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { TicketState } from '../../../domain/queue/ticket.ts';
import type { Desk } from '../desk.ts';

/** The paper that a citizen takes along. Printed again later it says the same. */
export const ticketPdf = async ({ store, workers }: Desk, { id }: { id: string }): Promise<Uint8Array | Problem> => {
  const ticket = store.state('ticket', id);
  const unit = ticket && (store.state('desk', ticket.deskId) ?? store.state('desk', store.deskId))?.unit;
  if (!ticket || !unit) return problem('ticket.unknown');
  const { number, about, issuedAt, day, deskId } = ticket;
  const wasWaiting = (other: TicketState): boolean => other.deskId === deskId && other.number < number && (other.calledAt ?? other.closedAt ?? Infinity) >= issuedAt;
  const ahead = ticketsOfDay(store, day).filter(wasWaiting).length;
  return workers.run('renderTicket', { number, about, agencyName: unit.name, oneStopName: unit.oneStopName, issuedAt, ahead });
};
