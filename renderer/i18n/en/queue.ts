import type { queue as vi } from '../vi/queue.ts';

export const queue: Record<keyof typeof vi, string> = {};
