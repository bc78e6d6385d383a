import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';
import type { Problem } from '../../domain/problem.ts';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type Outputs = inferRouterOutputs<AppRouter>;
export type DeskClient = ReturnType<typeof createDeskClient>;

/** Chromium refuses a request that outlives its page above 64 KiB. */
const maxKeepAliveBytes = 60_000;

/** A draft saved while the window closes must still arrive. */
const fetchThatOutlivesThePage: typeof fetch = (input, init) => {
  const isLeaving = document.visibilityState === 'hidden';
  return fetch(input, { ...init, keepalive: isLeaving && typeof init?.body === 'string' && init.body.length < maxKeepAliveBytes });
};

/** Questions that take seconds: what is asked in the same moment is not answered together with them. */
const slow: ReadonlySet<string> = new Set(['digitisation.proposals', 'digitisation.detectPages']);

export const createDeskClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: '/trpc' }),
        false: splitLink({
          condition: (operation) => operation.type === 'mutation' || slow.has(operation.path),
          // Alone, so that nothing waits for the district's answer to an enrolment, or until pages have been read.
          true: httpLink({ url: '/trpc', fetch: fetchThatOutlivesThePage }),
          false: httpBatchLink({ url: '/trpc', maxURLLength: 4000 }),
        }),
      }),
    ],
  });

/** What a screen can say of a failed request: a problem, a fault with its number, or a desk process that does not answer. */
export type Failure = { kind: 'problem'; problem: Problem } | { kind: 'fault'; reference: string } | { kind: 'noDesk' };

export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof TRPCClientError)) return { kind: 'fault', reference: '' };
  const data = error.data as { problem?: Problem | null; reference?: string | null } | undefined | null;
  if (data?.problem) return { kind: 'problem', problem: data.problem };
  return data ? { kind: 'fault', reference: data.reference ?? '' } : { kind: 'noDesk' };
};
