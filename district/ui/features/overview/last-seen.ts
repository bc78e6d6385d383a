import type { Outputs } from '../../app/trpc.ts';

/** Of the desk that was silent longest, because it is the one to ask about; null where one was never heard of, or there is none. */
export const lastSeenAt = (desks: Outputs['overview']['communes']['communes'][number]['desks']): number | null => {
  const working = desks.filter(({ isRetired }) => !isRetired);
  if (working.length === 0 || working.some(({ seenAt }) => seenAt === null)) return null;
  return Math.min(...working.map(({ seenAt }) => seenAt!));
};
