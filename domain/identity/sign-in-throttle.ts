/** Wrong passwords that cost nothing: fingers slip. */
const freeAttempts = 5;
const firstWaitMs = 30_000;
const maxWaitMs = 15 * 60_000;

/**
 * How long a person must still wait before the next try, in milliseconds. Doubles from half a minute to a quarter of an
 * hour and stays there: nobody is locked out for good, and a guesser gets about a hundred tries a day.
 */
export const waitBeforeSignIn = (failedAttempts: number, lastFailedAt: number | null, now: number): number => {
  if (failedAttempts < freeAttempts || lastFailedAt === null) return 0;
  const waitMs = Math.min(firstWaitMs * 2 ** (failedAttempts - freeAttempts), maxWaitMs);
  // A PC clock that was set back must not turn half a minute into a day.
  return Math.min(waitMs, Math.max(0, lastFailedAt + waitMs - now));
};
