/** Shapes of the desk that cross to the screens, for `import type` only: a screen knows the API and nothing behind it. */
export type { Topic } from '../desk/desk.ts';
export type { ListedOfficer } from '../desk/identity/officers.ts';
export type { Draft, Json, ProcedureRow } from '../desk/reception/types.ts';
export type { DossierDocument, DossierFilter, DossierRow, DossierView, TimelineEntry, Timeliness } from '../desk/workflow/types.ts';
