import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { dossierFilters } from './dossier-filters.ts';
import { DossierListPage } from '../features/workflow/DossierListPage.tsx';
import { DossierPage } from '../features/workflow/DossierPage.tsx';
import { HomePage } from '../features/home/HomePage.tsx';
import { InboxPage } from '../features/digitisation/InboxPage.tsx';
import { OfficersPage } from '../features/identity/OfficersPage.tsx';
import { ReceptionPage } from '../features/reception/ReceptionPage.tsx';
import { SearchPage } from '../features/search/SearchPage.tsx';
import { SyncPage } from '../features/sync/SyncPage.tsx';
import { BrokenScreen } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: BrokenScreen });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });
const reception = createRoute({
  getParentRoute: () => root,
  path: '/reception',
  component: ReceptionPage,
});
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  component: SearchPage,
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: InboxPage,
  validateSearch: z.object({ dossier: z.string().optional().catch(undefined), tray: z.enum(['new', 'refused']).optional().catch(undefined) }),
});
const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/dossiers',
  component: DossierListPage,
  validateSearch: z.object({ filter: z.enum(dossierFilters).optional().catch(undefined) }),
});
const dossier = createRoute({ getParentRoute: () => root, path: '/dossiers/$dossierId', component: DossierPage });
const sync = createRoute({ getParentRoute: () => root, path: '/sync', component: SyncPage });
const officers = createRoute({ getParentRoute: () => root, path: '/officers', component: OfficersPage });

const routeTree = root.addChildren([home, reception, search, inbox, dossiers, dossier, sync, officers]);

export const createDeskRouter = () => createRouter({ routeTree, defaultErrorComponent: BrokenScreen });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
