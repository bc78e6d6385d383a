import type { Desk, Topic } from './desk.ts';

/** Puts the desk together from its parts. Every commit announces what it touched; local tables are announced by the use case. */
export const createDesk = (parts: Omit<Desk, 'announce' | 'onChange'>): Desk => {
  const listeners = new Set<(topics: Topic[]) => void>();
  const announce = (topics: Topic[]): void => {
    for (const listener of [...listeners]) listener(topics);
  };
  parts.store.onCommit((entities) => announce([...entities]));
  return {
    ...parts,
    announce,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
