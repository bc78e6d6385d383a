import type { dossier as vi } from '../vi/dossier.ts';

export const dossier: Record<keyof typeof vi, string> = {};
