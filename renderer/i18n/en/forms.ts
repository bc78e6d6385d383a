import type { forms as vi } from '../vi/forms.ts';

export const forms: Record<keyof typeof vi, string> = {};
