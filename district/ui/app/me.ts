import { createContext, useContext } from 'react';
import { type ConsoleOperation, mayInConsole } from '../../../domain/console/permissions.ts';
import type { Outputs } from './trpc.ts';

export type Me = NonNullable<Outputs['identity']['me']['user']>;

const MeContext = createContext<Me | undefined>(undefined);

export const MeProvider = MeContext.Provider;

export const useMe = (): Me => {
  const me = useContext(MeContext);
  if (!me) throw new Error('nobody is signed in around this component');
  return me;
};

/** Whether this person may: to leave out what would only be refused. The server decides. */
export const useMay = (): ((operation: ConsoleOperation) => boolean) => {
  const { roles } = useMe();
  return (operation) => mayInConsole(roles, operation);
};
