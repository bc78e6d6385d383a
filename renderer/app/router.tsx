import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { dossierFilters } from './dossier-filters.ts';
import { BoardPage } from '../features/board/BoardPage.tsx';
import { boardScopes } from '../features/board/scopes.ts';
import { AffectedPage } from '../features/calendar/AffectedPage.tsx';
import { CalendarPage } from '../features/calendar/CalendarPage.tsx';
import { CataloguePage } from '../features/catalogue/CataloguePage.tsx';
import { ProcedureEditorPage } from '../features/catalogue/ProcedureEditorPage.tsx';
import { DossierListPage } from '../features/workflow/DossierListPage.tsx';
import { DossierPage } from '../features/workflow/DossierPage.tsx';
import { FormEditorPage } from '../features/forms/FormEditorPage.tsx';
import { FormsPage } from '../features/forms/FormsPage.tsx';
import { CountedDossiersPage } from '../features/reports/CountedDossiersPage.tsx';
import { countedSearch, reportsSearch } from '../features/reports/report-search.ts';
import { RegisterPage } from '../features/forms/RegisterPage.tsx';
import { HomePage } from '../features/home/HomePage.tsx';
import { DocumentPage } from '../features/digitisation/editor/DocumentPage.tsx';
import { InboxPage } from '../features/digitisation/InboxPage.tsx';
import { OfficersPage } from '../features/identity/OfficersPage.tsx';
import { CitizenPage } from '../features/citizen/CitizenPage.tsx';
import { OrganisationPage } from '../features/citizen/OrganisationPage.tsx';
import { DeskSettingsPage } from '../features/settings/DeskSettingsPage.tsx';
import { QueuePage } from '../features/queue/QueuePage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { ReceptionPage } from '../features/reception/ReceptionPage.tsx';
import { RemindersPage } from '../features/reminders/RemindersPage.tsx';
import { ResultsPage } from '../features/results/ResultsPage.tsx';
import { SigningSettingsPage } from '../features/signing/SigningSettingsPage.tsx';
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
  validateSearch: z.object({ dossier: z.string().optional().catch(undefined), scan: z.string().optional().catch(undefined), tray: z.enum(['new', 'refused']).optional().catch(undefined) }),
});
const document = createRoute({ getParentRoute: () => root, path: '/inbox/$documentId', component: DocumentPage });
const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/dossiers',
  component: DossierListPage,
  validateSearch: z.object({ filter: z.enum(dossierFilters).optional().catch(undefined) }),
});
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  component: BoardPage,
  validateSearch: z.object({ scope: z.enum(boardScopes).optional().catch(undefined), officer: z.string().optional().catch(undefined), field: z.string().optional().catch(undefined) }),
});
const results = createRoute({ getParentRoute: () => root, path: '/results', component: ResultsPage, validateSearch: z.object({ dossier: z.string().optional().catch(undefined) }) });
const dossier = createRoute({ getParentRoute: () => root, path: '/dossiers/$dossierId', component: DossierPage });
const procedureSearch = z.object({ procedure: z.string().optional().catch(undefined) });
const catalogue = createRoute({ getParentRoute: () => root, path: '/catalogue', component: CataloguePage, validateSearch: procedureSearch });
const procedureEditor = createRoute({ getParentRoute: () => root, path: '/catalogue/edit', component: ProcedureEditorPage, validateSearch: procedureSearch });
const sync = createRoute({ getParentRoute: () => root, path: '/sync', component: SyncPage });
const officers = createRoute({ getParentRoute: () => root, path: '/officers', component: OfficersPage });
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage });
const deskSettings = createRoute({ getParentRoute: () => root, path: '/settings/desk', component: DeskSettingsPage });
const signingSettings = createRoute({ getParentRoute: () => root, path: '/settings/signing', component: SigningSettingsPage });
const reminders = createRoute({ getParentRoute: () => root, path: '/reminders', component: RemindersPage });
const queue = createRoute({ getParentRoute: () => root, path: '/queue', component: QueuePage });
const citizen = createRoute({ getParentRoute: () => root, path: '/citizens/$citizenId', component: CitizenPage });
const organisation = createRoute({ getParentRoute: () => root, path: '/organisations/$organisationId', component: OrganisationPage });
const calendar = createRoute({ getParentRoute: () => root, path: '/calendar', component: CalendarPage });
const affected = createRoute({ getParentRoute: () => root, path: '/calendar/affected', component: AffectedPage });
const forms = createRoute({ getParentRoute: () => root, path: '/forms', component: FormsPage });
const formEditor = createRoute({ getParentRoute: () => root, path: '/forms/$pack/$form', component: FormEditorPage });
const day = z.iso.date().optional().catch(undefined);
const register = createRoute({ getParentRoute: () => root, path: '/register', component: RegisterPage, validateSearch: z.object({ from: day, to: day }) });

// The charts are as large as the rest of the screens, so they come when they are asked for.
const ReportsPage = lazyRouteComponent(() => import('../features/reports/ReportsPage.tsx'), 'ReportsPage');
const reports = createRoute({ getParentRoute: () => root, path: '/reports', component: ReportsPage, validateSearch: reportsSearch });
const countedDossiers = createRoute({ getParentRoute: () => root, path: '/reports/dossiers', component: CountedDossiersPage, validateSearch: countedSearch });

const routeTree = root.addChildren([reports, countedDossiers, forms, formEditor, register, calendar, affected, catalogue, procedureEditor, home, reception, search, inbox, document, dossiers, dossier, board, results, sync, officers, settings, deskSettings, signingSettings, queue, reminders, citizen, organisation]);

export const createDeskRouter = () => createRouter({ routeTree, defaultErrorComponent: BrokenScreen });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
