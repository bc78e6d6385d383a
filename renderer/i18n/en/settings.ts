import type { settings as vi } from '../vi/settings.ts';

export const settings: Record<keyof typeof vi, string> = {};
