import type { TicketState } from '../../../domain/queue/ticket.ts';

/** Times in UTC milliseconds. */
export type TicketRow = {
  id: string;
  number: string;
  /** One of `ticketPurposes`, or empty. */
  about: string;
  status: TicketState['status'];
  issuedAt: number;
  /** First and last call. */
  calledAt?: number;
  lastCalledAt?: number;
  calls: number;
  counter?: string;
  /** To the first call; until now where it has not been called. */
  waitedMs: number;
};

export type QueueFigures = {
  issued: number;
  waiting: number;
  served: number;
  absent: number;
  /** Of those called today; null before the first call. */
  averageWaitMs: number | null;
  /** Of those called today and those who still wait; null before the first ticket. */
  longestWaitMs: number | null;
};

export type QueueBoard = {
  isOn: boolean;
  day: string;
  deskNumber: number;
  /** This desk's, who waits longest first. */
  waiting: TicketRow[];
  /** This desk's that were called and are not closed, the latest call first. */
  called: TicketRow[];
  /** This desk's that are closed, the latest first. */
  closed: TicketRow[];
  figures: QueueFigures;
};

/** What the citizens' window shows: numbers and counters, of nobody in particular. */
export type QueueDisplay = {
  isOn: boolean;
  unitName: string;
  oneStopName: string;
  /** Of every counter the one number that it called last and has not closed; the latest call first. */
  called: { number: string; counter: string; calls: number; lastCalledAt: number; isThisDesk: boolean }[];
  /** This desk's next numbers. */
  next: string[];
  waiting: number;
  averageWaitMs: number | null;
};
