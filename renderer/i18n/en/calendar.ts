import type { calendar as vi } from '../vi/calendar.ts';

export const calendar: Record<keyof typeof vi, string> = {};
