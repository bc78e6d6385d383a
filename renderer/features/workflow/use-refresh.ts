import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';

/** Asks again for what a change of one dossier shows in; which dates the calendar would move is not asked each time. */
export const useRefresh = (): (() => void) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => {
    for (const filter of [trpc.dossier.get.pathFilter(), trpc.dossier.list.pathFilter(), trpc.dossier.board.pathFilter(), trpc.results.waiting.pathFilter()]) void queries.invalidateQueries(filter);
  };
};
