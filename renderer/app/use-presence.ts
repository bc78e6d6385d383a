import { useEffect } from 'react';
import { listenForPresence } from './presence.ts';
import { useServices } from './services.ts';
import { useTRPCClient } from './trpc.ts';

/** Tells the desk that its officer is at work. */
export const usePresence = (): void => {
  const { clock } = useServices();
  const client = useTRPCClient();
  // Refused when the session has just ended: the page learns that from its own questions.
  useEffect(() => listenForPresence(clock, () => void client.identity.presence.mutate().catch(() => undefined)), [clock, client]);
};
