import { calendarRouter } from './calendar.ts';
import { catalogueRouter } from './catalogue.ts';
import { changesOperation } from './changes.ts';
import { digitisationRouter } from './digitisation.ts';
import { dossierRouter } from './dossier.ts';
import { citizenRouter } from './citizen.ts';
import { formsRouter } from './forms.ts';
import { homeRouter } from './home.ts';
import { identityRouter } from './identity.ts';
import { queueRouter } from './queue.ts';
import { receptionRouter } from './reception.ts';
import { remindersRouter } from './reminders.ts';
import { reportsRouter } from './reports.ts';
import { resultsRouter } from './results.ts';
import { searchRouter } from './search.ts';
import { settingsRouter } from './settings.ts';
import { setupRouter } from './setup.ts';
import { signingRouter } from './signing.ts';
import { syncRouter } from './sync.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  setup: setupRouter,
  identity: identityRouter,
  home: homeRouter,
  reception: receptionRouter,
  digitisation: digitisationRouter,
  dossier: dossierRouter,
  catalogue: catalogueRouter,
  calendar: calendarRouter,
  citizen: citizenRouter,
  forms: formsRouter,
  queue: queueRouter,
  reminders: remindersRouter,
  results: resultsRouter,
  reports: reportsRouter,
  settings: settingsRouter,
  signing: signingRouter,
  search: searchRouter,
  sync: syncRouter,
  changes: changesOperation,
});

/** What the screens know of the desk: import it with `import type` only. */
export type AppRouter = typeof appRouter;
