import { lastTicketNumber, ticketsOfDay } from '../../../db/queries/tickets.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { maxTicketOrder, type TicketPurpose, type TicketState, ticketIdOf, ticketNumberOf, ticketOrderOf } from '../../../domain/queue/ticket.ts';
import { localDate } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';
import { asTicketRow, byWaiting } from './board.ts';
import type { TicketRow } from './types.ts';

type Outcome = 'served' | 'absent';

/** Hands out the next number of the day. The one writer gives it, so two screens never get the same. */
export const issueTicket = (desk: SignedInDesk, { about }: { about: TicketPurpose | '' }): TicketRow | Problem =>
  write(desk, (tx): TicketRow | Problem => {
    const { store, clock } = desk;
    const day = localDate(clock.now());
    const last = lastTicketNumber(store, { day, deskId: store.deskId });
    const order = last === undefined ? 1 : ticketOrderOf(last) + 1;
    if (order > maxTicketOrder) return problem('queue.dayFull');
    const number = ticketNumberOf(tx.state('desk', store.deskId)!.number, order);
    const id = ticketIdOf(store.deskId, day, number);
    tx.append({ entity: 'ticket', entityId: id, type: 'ticket.issued', payload: { number, day, about } });
    return rowOf(desk, tx, id);
  });

type Call = {
  /** Where the citizen is to go: «Quầy 1». */
  counter: string;
  /** The one before, closed in the same breath. */
  closing?: { id: string; outcome: Outcome } | undefined;
};

/** Calls whoever has waited longest. @returns undefined in `ticket` when nobody waits */
export const callNext = (desk: SignedInDesk, { counter, closing }: Call): { ticket?: TicketRow } | Problem =>
  write(desk, (tx): { ticket?: TicketRow } | Problem => {
    const { store, clock } = desk;
    if (closing) {
      const before = ownTicket(desk, tx, closing.id);
      if (before === undefined) return problem('ticket.unknown');
      // Closed on another screen meanwhile: that is what was wanted, so the next one is called all the same.
      if (before.closedAt === undefined) close(tx, closing);
    }
    const [next] = ticketsOfDay(store, localDate(clock.now()))
      .filter(({ deskId, status }) => deskId === store.deskId && status === 'waiting')
      .sort(byWaiting);
    if (next === undefined) return {};
    tx.append({ entity: 'ticket', entityId: next.id, type: 'ticket.called', payload: { counter } });
    return { ticket: rowOf(desk, tx, next.id) };
  });

/** Calls a number again, to the counter that called it. */
export const recallTicket = (desk: SignedInDesk, { id }: { id: string }): TicketRow | Problem =>
  write(desk, (tx): TicketRow | Problem => {
    const ticket = ownTicket(desk, tx, id);
    if (ticket?.counter === undefined) return problem('ticket.unknown');
    if (ticket.closedAt !== undefined) return problem('ticket.closed');
    tx.append({ entity: 'ticket', entityId: id, type: 'ticket.called', payload: { counter: ticket.counter } });
    return rowOf(desk, tx, id);
  });

export const closeTicket = (desk: SignedInDesk, { id, outcome }: { id: string; outcome: Outcome }): TicketRow | Problem =>
  write(desk, (tx): TicketRow | Problem => {
    const ticket = ownTicket(desk, tx, id);
    if (ticket === undefined) return problem('ticket.unknown');
    if (ticket.closedAt !== undefined) return problem('ticket.closed');
    close(tx, { id, outcome });
    return rowOf(desk, tx, id);
  });

const write = <T>(desk: SignedInDesk, work: (tx: WriteTransaction) => T | Problem): T | Problem =>
  desk.store.write(desk.officer.id, (tx) => (tx.state('desk', desk.store.deskId)!.settings.hasQueueTickets ? work(tx) : problem('queue.off')));

const close = (tx: WriteTransaction, { id, outcome }: { id: string; outcome: Outcome }): void =>
  void tx.append({ entity: 'ticket', entityId: id, type: 'ticket.closed', payload: { outcome } });

const ownTicket = ({ store }: SignedInDesk, tx: WriteTransaction, id: string): TicketState | undefined => {
  const ticket = tx.state('ticket', id);
  return ticket?.deskId === store.deskId ? ticket : undefined;
};

const rowOf = ({ clock }: SignedInDesk, tx: WriteTransaction, id: string): TicketRow => asTicketRow(tx.state('ticket', id)!, clock.now());
