import { createContext, useContext } from 'react';
import { can, type Operation } from '../../domain/permissions.ts';
import type { Outputs } from './trpc.ts';

type Me = NonNullable<Outputs['identity']['me']>;
type Seat = { me: Me; onLeave: () => void };

const MeContext = createContext<Seat | undefined>(undefined);

export const MeProvider = MeContext.Provider;

export const useSeat = (): Seat => {
  const seat = useContext(MeContext);
  if (!seat) throw new Error('nobody is signed in around this component');
  return seat;
};

export const useMe = (): Me => useSeat().me;

/** Whether this officer may: to leave out what would only be refused. The desk decides. */
export const useCan = (): ((operation: Operation) => boolean) => {
  const { roles } = useMe().officer;
  return (operation) => can(roles, operation);
};
