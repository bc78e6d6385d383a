import type { citizen as vi } from '../vi/citizen.ts';

export const citizen: Record<keyof typeof vi, string> = {};
