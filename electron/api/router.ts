import { changesOperation } from './changes.ts';
import { digitisationRouter } from './digitisation.ts';
import { dossierRouter } from './dossier.ts';
import { homeRouter } from './home.ts';
import { identityRouter } from './identity.ts';
import { receptionRouter } from './reception.ts';
import { searchRouter } from './search.ts';
import { setupRouter } from './setup.ts';
import { syncRouter } from './sync.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  setup: setupRouter,
  identity: identityRouter,
  home: homeRouter,
  reception: receptionRouter,
  digitisation: digitisationRouter,
  dossier: dossierRouter,
  search: searchRouter,
  sync: syncRouter,
  changes: changesOperation,
});

/** What the screens know of the desk: import it with `import type` only. */
export type AppRouter = typeof appRouter;
