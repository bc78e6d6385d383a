import { z } from 'zod';

/** The national status list, fixed by Cổng Dịch vụ công quốc gia; the numbers travel in sync. */
export const statuses = {
  registered: 1,
  accepted: 2,
  refused: 3,
  processing: 4,
  supplementRequested: 5,
  paymentRequested: 6,
  withdrawn: 7,
  suspended: 8,
  done: 9,
  returned: 10,
} as const;

export type Status = keyof typeof statuses;
export const statusSchema = z.enum(Object.keys(statuses) as [Status, ...Status[]]);

const next: Record<Status, readonly Status[]> = {
  registered: ['accepted', 'refused', 'supplementRequested', 'withdrawn'],
  accepted: ['processing', 'supplementRequested', 'withdrawn'],
  refused: [],
  processing: ['supplementRequested', 'paymentRequested', 'suspended', 'done', 'withdrawn'],
  // Refused only where the papers were asked for before acceptance (`stepsOf`).
  supplementRequested: ['accepted', 'processing', 'withdrawn', 'suspended', 'refused'],
  paymentRequested: ['processing', 'withdrawn'],
  withdrawn: [],
  suspended: ['processing', 'withdrawn'],
  done: ['returned', 'processing'],
  returned: [],
};

export const canStep = (from: Status, to: Status): boolean => next[from].includes(to);
export const stepsFrom = (from: Status): readonly Status[] => next[from];

/** A refusal, a request for papers, a stop, a withdrawal and sending a result back need a written reason. */
export const needsReason = (from: Status, to: Status): boolean =>
  to === 'refused' || to === 'supplementRequested' || to === 'suspended' || to === 'withdrawn' || (from === 'done' && to === 'processing');

/** While in these, the time limit does not run; before acceptance it has not begun. */
export const isPaused = (status: Status): boolean =>
  status === 'registered' || status === 'supplementRequested' || status === 'paymentRequested' || status === 'suspended';

export const isFinished = (status: Status): boolean =>
  status === 'done' || status === 'returned' || status === 'refused' || status === 'withdrawn';
