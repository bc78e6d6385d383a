import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';

/** More than the desk keeps would only be refused. */
const mostFavourites = 50;

/** The officer's pinned procedures, in the order of Alt+1 … Alt+9. A new one goes to the end. */
export const useFavourites = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const all = useQuery(trpc.reception.procedures.queryOptions({}));
  const change = useMutation(
    trpc.catalogue.setFavourites.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.reception.procedures.pathFilter()) }),
  );
  const saved = (all.data ?? []).filter(({ isFavourite }) => isFavourite).map(({ id }) => id);
  // A second press must not forget the first one that is still on its way.
  const ids = change.isPending ? change.variables.procedureIds : saved;
  return {
    ids,
    error: change.error,
    forgetError: change.reset,
    toggle: (id: string): void => {
      if (!all.data) return;
      const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
      if (next.length <= mostFavourites) change.mutate({ procedureIds: next });
    },
  };
};
