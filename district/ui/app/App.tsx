import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { CatchBoundary, RouterProvider } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Services, ServicesProvider } from '../../../renderer/app/services.ts';
import { theme } from '../../../renderer/app/theme.ts';
import { failureOf } from '../../../renderer/app/trpc.ts';
import { FailureNotice } from '../../../renderer/components/FailureNotice.tsx';
import { UpperLevelProvider } from '../../../renderer/components/upper-level.ts';
import { Waiting } from '../../../renderer/components/Words.tsx';
import { OwnPasswordPage } from '../features/identity/OwnPasswordPage.tsx';
import { SignInPage } from '../features/identity/SignInPage.tsx';
import { BrokenScreen } from './BrokenScreen.tsx';
import { type Me, MeProvider } from './me.ts';
import { createConsoleRouter } from './router.tsx';
import { type ConsoleClient, TRPCProvider, useTRPC } from './trpc.ts';

/** A session that ended brings back the sign-in page, whatever was asked for. */
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
        // A problem stays one however often it is asked for; only a line that comes back is worth waiting for.
        retry: (count, error) => failureOf(error).kind === 'noDesk' && count < 3,
        retryDelay: 1000,
      },
    },
  });
  return queries;
};

export const App = ({ services, client }: { services: Services; client: ConsoleClient }) => {
  const [queries] = useState(createQueries);
  return (
    <MantineProvider theme={theme} defaultColorScheme="light" withCssVariables={false} withGlobalClasses={false}>
      <CatchBoundary getResetKey={() => 'page'} errorComponent={BrokenScreen}>
        <ServicesProvider value={services}>
          <QueryClientProvider client={queries}>
            <TRPCProvider trpcClient={client} queryClient={queries}>
              <Gate />
            </TRPCProvider>
          </QueryClientProvider>
        </ServicesProvider>
      </CatchBoundary>
    </MantineProvider>
  );
};

/** Sign-in before everything else, then a password of one's own; the address stays. */
const Gate = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useQuery(trpc.identity.me.queryOptions(undefined, { refetchInterval: 60_000 }));
  const { name, level } = me.data?.district ?? { name: '', level: '' };
  const upper = useMemo(() => ({ name, level }), [name, level]);
  if (!me.data) return me.error ? <FailureNotice error={me.error} /> : <Waiting>{t('state.opening')}</Waiting>;
  return (
    <UpperLevelProvider value={upper}>
      {me.data.user === null ? <SignInPage /> : me.data.user.isOneTime ? <OwnPasswordPage /> : <SignedIn key={me.data.user.id} me={me.data.user} />}
    </UpperLevelProvider>
  );
};

const SignedIn = ({ me }: { me: Me }) => {
  const router = useMemo(() => createConsoleRouter(), []);
  return (
    <MeProvider value={me}>
      <RouterProvider router={router} />
    </MeProvider>
  );
};
