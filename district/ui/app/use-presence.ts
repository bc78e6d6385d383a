import { useEffect } from 'react';
import { listenForPresence } from '../../../renderer/app/presence.ts';
import { useServices } from '../../../renderer/app/services.ts';
import { useTRPCClient } from './trpc.ts';

/** Tells the server that somebody reads. */
export const usePresence = (): void => {
  const { clock } = useServices();
  const client = useTRPCClient();
  // Refused when the session has just ended: the page learns that from its own questions.
  useEffect(() => listenForPresence(clock, () => void client.identity.presence.mutate().catch(() => undefined)), [clock, client]);
};
