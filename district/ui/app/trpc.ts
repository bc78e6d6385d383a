import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { ConsoleRouter } from '../../console/router.ts';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>();

export type Outputs = inferRouterOutputs<ConsoleRouter>;
export type ConsoleClient = ReturnType<typeof createConsoleClient>;

/** Questions go as POST too, so that nobody's dossier stands in an address. */
export const createConsoleClient = () => createTRPCClient<ConsoleRouter>({ links: [httpBatchLink({ url: '/console/api', methodOverride: 'POST' })] });
