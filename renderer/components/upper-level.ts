import { createContext, useContext } from 'react';

/** The level above the communes: its name and the word for it, «UBND huyện Lục Nam», «huyện». At a desk as its unit says, in the console its own. */
export type UpperLevel = { name: string; level: string };

const UpperLevelContext = createContext<UpperLevel | undefined>(undefined);

export const UpperLevelProvider = UpperLevelContext.Provider;

export const useUpperLevel = (): UpperLevel => {
  const upper = useContext(UpperLevelContext);
  if (!upper) throw new Error('no level above around this component');
  return upper;
};
