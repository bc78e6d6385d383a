import { ticketsOfDay } from '../../../db/queries/tickets.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { TicketState } from '../../../domain/queue/ticket.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import type { QueueBoard, QueueDisplay, QueueFigures, TicketRow } from './types.ts';

type Ground = Pick<Desk, 'store' | 'clock'>;

const maxClosedListed = 50;
const maxDisplayed = 6;

export const asTicketRow = ({ id, number, about, status, issuedAt, calledAt, calls, counter, updatedAt, closedAt }: TicketState, now: number): TicketRow => ({
  id,
  number,
  about,
  status,
  issuedAt,
  calls,
  ...(calledAt !== undefined && { calledAt, lastCalledAt: status === 'called' ? hybridTimeMs(updatedAt) : calledAt }),
  ...(counter !== undefined && { counter }),
  waitedMs: Math.max(0, (calledAt ?? closedAt ?? now) - issuedAt),
});

/** Longest waiting first; of two at once the smaller number. */
export const byWaiting = (a: TicketState, b: TicketState): number => a.issuedAt - b.issuedAt || (a.number < b.number ? -1 : 1);

const byLastCall = (a: TicketState, b: TicketState): number => (a.updatedAt < b.updatedAt ? 1 : -1);

/** A desk calls its own numbers only: another's would be called twice while the two are apart. */
const ownOf = ({ store }: Ground, tickets: readonly TicketState[]): TicketState[] => tickets.filter(({ deskId }) => deskId === store.deskId);

const withStatus = (tickets: readonly TicketState[], status: TicketState['status']): TicketState[] => tickets.filter((ticket) => ticket.status === status);

const figuresOf = (tickets: readonly TicketState[], now: number): QueueFigures => {
  const waits = tickets.filter(({ calledAt }) => calledAt !== undefined).map(({ calledAt, issuedAt }) => Math.max(0, calledAt! - issuedAt));
  const waiting = withStatus(tickets, 'waiting');
  const all = [...waits, ...waiting.map(({ issuedAt }) => Math.max(0, now - issuedAt))];
  return {
    issued: tickets.length,
    waiting: waiting.length,
    served: withStatus(tickets, 'served').length,
    absent: withStatus(tickets, 'absent').length,
    averageWaitMs: waits.length === 0 ? null : Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length),
    longestWaitMs: all.length === 0 ? null : Math.max(...all),
  };
};

/** Today's queue as the officers of this desk see it. */
export const queueBoard = (desk: Ground): QueueBoard => {
  const { store, clock } = desk;
  const now = clock.now();
  const day = localDate(now);
  const { number: deskNumber, settings } = store.state('desk', store.deskId)!;
  const own = settings.hasQueueTickets ? ownOf(desk, ticketsOfDay(store, day)) : [];
  const row = (ticket: TicketState): TicketRow => asTicketRow(ticket, now);
  return {
    isOn: settings.hasQueueTickets,
    day,
    deskNumber,
    waiting: withStatus(own, 'waiting').sort(byWaiting).map(row),
    called: withStatus(own, 'called').sort(byLastCall).map(row),
    closed: own.filter(({ closedAt }) => closedAt !== undefined).sort(byLastCall).slice(0, maxClosedListed).map(row),
    figures: figuresOf(own, now),
  };
};

/** Today's queue as the citizens see it; nobody need be signed in. Other desks' calls come with sync. */
export const queueDisplay = (desk: Ground): QueueDisplay => {
  const { store, clock } = desk;
  const now = clock.now();
  const self = store.state('desk', store.deskId);
  if (!self?.settings.hasQueueTickets) return { isOn: false, unitName: self?.unit.name ?? '', oneStopName: self?.unit.oneStopName ?? '', called: [], next: [], waiting: 0, averageWaitMs: null };
  const all = ticketsOfDay(store, localDate(now));
  const own = ownOf(desk, all);
  const waiting = withStatus(own, 'waiting').sort(byWaiting);
  const called = withStatus(all, 'called').sort(byLastCall);
  const counters = new Map(called.toReversed().map((ticket) => [`${ticket.deskId} ${ticket.counter}`, ticket]));
  return {
    isOn: true,
    unitName: self.unit.name,
    oneStopName: self.unit.oneStopName,
    called: [...counters.values()]
      .sort(byLastCall)
      .slice(0, maxDisplayed)
      .map(({ number, counter = '', calls, updatedAt, deskId }) => ({ number, counter, calls, lastCalledAt: hybridTimeMs(updatedAt), isThisDesk: deskId === store.deskId })),
    next: waiting.slice(0, maxDisplayed).map(({ number }) => number),
    waiting: waiting.length,
    averageWaitMs: figuresOf(own, now).averageWaitMs,
  };
};
