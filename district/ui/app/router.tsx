import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { AuditPage } from '../features/audit/AuditPage.tsx';
import { CalendarPage } from '../features/calendar/CalendarPage.tsx';
import { CataloguePage } from '../features/catalogue/CataloguePage.tsx';
import { ProcedureEditorPage } from '../features/catalogue/ProcedureEditorPage.tsx';
import { CommunePage } from '../features/communes/CommunePage.tsx';
import { DossierListPage } from '../features/dossiers/DossierListPage.tsx';
import { DossierPage } from '../features/dossiers/DossierPage.tsx';
import { OfficersPage } from '../features/officers/OfficersPage.tsx';
import { OverviewPage } from '../features/overview/OverviewPage.tsx';
import { RemindersPage } from '../features/reminders/RemindersPage.tsx';
import { UsersPage } from '../features/users/UsersPage.tsx';
import { BrokenScreen } from './BrokenScreen.tsx';
import { Frame } from './Frame.tsx';
import { listSearch } from './listed.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { periodSearch } from './period.ts';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: BrokenScreen });
const getParentRoute = () => root;
const period = z.object(periodSearch);
const list = z.object({ ...periodSearch, ...listSearch });
const procedure = z.object({ procedure: z.string().optional().catch(undefined) });

const routes = [
  createRoute({ getParentRoute, path: '/', component: OverviewPage, validateSearch: period }),
  createRoute({ getParentRoute, path: '/dossiers', component: DossierListPage, validateSearch: list }),
  createRoute({ getParentRoute, path: '/communes/$agencyCode', component: CommunePage, validateSearch: list }),
  createRoute({ getParentRoute, path: '/communes/$agencyCode/dossiers/$dossierId', component: DossierPage, validateSearch: list }),
  createRoute({ getParentRoute, path: '/reminders', component: RemindersPage, validateSearch: period }),
  createRoute({ getParentRoute, path: '/catalogue', component: CataloguePage, validateSearch: procedure }),
  createRoute({ getParentRoute, path: '/catalogue/edit', component: ProcedureEditorPage, validateSearch: procedure }),
  createRoute({ getParentRoute, path: '/calendar', component: CalendarPage }),
  createRoute({ getParentRoute, path: '/officers', component: OfficersPage, validateSearch: z.object({ ...periodSearch, agencyCode: z.string().max(64).optional().catch(undefined) }) }),
  createRoute({ getParentRoute, path: '/users', component: UsersPage }),
  createRoute({ getParentRoute, path: '/audit', component: AuditPage }),
] as const;

export const createConsoleRouter = () => createRouter({ routeTree: root.addChildren([...routes]), basepath: '/console', defaultErrorComponent: BrokenScreen });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
