import { createContext, useContext } from 'react';
import type { Clock } from '../../domain/time.ts';
import type { Host } from './host.ts';
import type { Keyboard } from './keyboard.ts';

/** What the page has from its surroundings, made once in `main.tsx` or in a test. */
export type Services = {
  clock: Clock;
  newId: () => string;
  keyboard: Keyboard;
  host: Host;
};

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('no services around this component');
  return services;
};
