/** Shapes of the desk that cross to the screens, for `import type` only: a screen knows the API and nothing behind it. */
export type { Topic } from '../desk/desk.ts';
export type { DossierFilter, DossierRow, Timeliness } from '../desk/workflow/types.ts';
