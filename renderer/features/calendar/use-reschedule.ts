import { useRef, useState } from 'react';
import { useTRPCClient } from '../../app/trpc.ts';
import type { Letter } from './LetterList.tsx';

/** So many in one request: the count on the screen moves, and a fault costs few. */
const atOnce = 20;

type Progress = { isBusy: boolean; done: number; total: number; error: unknown; letters: readonly Letter[] };

/** Moves the dates in small lots, one after the other, and gathers the letters. What was done before a fault stays done. */
export const useReschedule = (onEnd: () => void) => {
  const client = useTRPCClient();
  const [progress, setProgress] = useState<Progress>({ isBusy: false, done: 0, total: 0, error: null, letters: [] });
  const isBusy = useRef(false);
  const start = async (ids: readonly string[], reason: string): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setProgress(({ letters }) => ({ isBusy: true, done: 0, total: ids.length, error: null, letters }));
    try {
      for (let from = 0; from < ids.length; from += atOnce) {
        const lot = ids.slice(from, from + atOnce);
        const made = await client.dossier.reschedule.mutate({ ids: lot, reason });
        setProgress((now) => ({ ...now, done: from + lot.length, letters: [...now.letters, ...made] }));
      }
    } catch (error) {
      setProgress((now) => ({ ...now, error }));
    } finally {
      isBusy.current = false;
      setProgress((now) => ({ ...now, isBusy: false }));
      onEnd();
    }
  };
  return { ...progress, start };
};
