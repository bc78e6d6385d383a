import type { Projection } from './projection.ts';

export const formProjection: Projection<'form'> = { table: 'forms', columns: () => ({}) };
