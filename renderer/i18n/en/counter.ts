import type { counter as vi } from '../vi/counter.ts';

export const counter: Record<keyof typeof vi, string> = {};
