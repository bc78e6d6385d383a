import type { catalogue as vi } from '../vi/catalogue.ts';

export const catalogue: Record<keyof typeof vi, string> = {};
