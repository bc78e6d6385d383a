import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { UpperLevelProvider } from '../components/upper-level.ts';
import { Waiting } from '../components/Words.tsx';
import { SignInPage } from '../features/identity/SignInPage.tsx';
import { QueueBoardPage } from '../features/queue/QueueBoardPage.tsx';
import { SetupPage } from '../features/setup/SetupPage.tsx';
import classes from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { MeProvider } from './me.ts';
import { createDeskRouter } from './router.tsx';
import { type Services, ServicesProvider } from './services.ts';
import { createStores, type Stores, StoresProvider } from './stores.ts';
import { theme } from './theme.ts';
import { type DeskClient, failureOf, type Outputs, TRPCProvider, useTRPC } from './trpc.ts';

/** A window of its own towards the citizens, which stays on while the officers' is locked. */
const queueBoardPath = '/queue/board';

/** A session that ended (idle, restart of the desk) brings back the sign-in page, whatever was asked for. */
const createQueries = (): QueryClient => {
  const onError = (error: unknown): void => {
    const failure = failureOf(error);
    if (failure.kind === 'problem' && failure.problem.problem === 'signIn.required') {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes('"me"') });
    }
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: 'always',
        // A problem stays one however often it is asked for; only a desk process that restarts is worth waiting for.
        retry: (count, error) => failureOf(error).kind === 'noDesk' && count < 3,
        retryDelay: 1000,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queries;
};

export const App = ({ services, client }: { services: Services; client: DeskClient }) => {
  const [queries] = useState(createQueries);
  return (
    <MantineProvider theme={theme} defaultColorScheme="light" withCssVariables={false} withGlobalClasses={false}>
      <ErrorBoundary>
        <ServicesProvider value={services}>
          <QueryClientProvider client={queries}>
            <TRPCProvider trpcClient={client} queryClient={queries}>
              {window.location.pathname === queueBoardPath ? <QueueBoardPage /> : <Gate client={client} services={services} />}
            </TRPCProvider>
          </QueryClientProvider>
        </ServicesProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
};

/** Set-up comes before sign-in, sign-in before everything else; the address stays, so the officer comes back to the same page. */
const Gate = ({ client, services }: { client: DeskClient; services: Services }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const setup = useQuery(trpc.setup.status.queryOptions());
  const me = useQuery(trpc.identity.me.queryOptions(undefined, { refetchInterval: 60_000 }));
  const [lastUsername, setLastUsername] = useState<string>();
  // Kept behind the sign-in page: when a session ends in the middle of a word, the same officer finds that word again.
  const kept = useRef<{ officerId: string; stores: Stores } | undefined>(undefined);
  const storesOf = (officerId: string): Stores => {
    if (kept.current?.officerId !== officerId) kept.current = { officerId, stores: createStores(client, services.clock) };
    return kept.current.stores;
  };

  // Until the officer goes on: the last of its screens shows the recovery code, and nothing else may take that away.
  const [isSettingUp, setSettingUp] = useState(false);
  if (setup.data?.isSetUp === false && !isSettingUp) setSettingUp(true);
  const enter = async (): Promise<void> => {
    await queries.invalidateQueries();
    setSettingUp(false);
  };

  if (setup.data && isSettingUp) return <SetupPage {...(setup.data.unitDefaults ? { defaults: setup.data.unitDefaults } : {})} onEnter={() => void enter()} />;
  if (setup.data && me.data === null) return <SignInPage setup={setup.data} username={lastUsername} />;
  if (setup.data && me.data) {
    return <SignedIn key={me.data.officer.id} me={me.data} stores={storesOf(me.data.officer.id)} onLeave={setLastUsername} />;
  }
  const error = setup.error ?? me.error;
  return <div className={classes.opening}>{error ? <FailureNotice error={error} /> : <Waiting>{t('state.opening')}</Waiting>}</div>;
};

type SignedInProps = { me: NonNullable<Outputs['identity']['me']>; stores: Stores; onLeave: (username: string) => void };

const SignedIn = ({ me, stores, onLeave }: SignedInProps) => {
  const router = useMemo(() => createDeskRouter(), []);
  const { parentName, parentLevel } = me.unit;
  const upper = useMemo(() => ({ name: parentName, level: parentLevel }), [parentName, parentLevel]);
  const seat = useMemo(() => ({ me, onLeave: () => onLeave(me.officer.username) }), [me, onLeave]);
  return (
    <StoresProvider value={stores}>
      <MeProvider value={seat}>
        <UpperLevelProvider value={upper}>
          <RouterProvider router={router} />
        </UpperLevelProvider>
      </MeProvider>
    </StoresProvider>
  );
};
