import { useQueryClient } from '@tanstack/react-query';
import { useStores } from '../../app/stores.ts';
import { useTRPC } from '../../app/trpc.ts';
import { withProcedure } from './form-edit.ts';

/** A new reception that already knows its procedure, as when it was found by searching. */
export const useProcedureStarter = (): ((draftId: string, procedureId: string) => void) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { reception } = useStores();
  return (draftId, procedureId) => {
    reception.getState().begin(draftId);
    const { activeId } = reception.getState();
    void queries.fetchQuery(trpc.reception.procedure.queryOptions({ id: procedureId })).then((procedure) => {
      if (activeId !== undefined) reception.getState().edit(activeId, (form) => withProcedure(form, procedure));
    });
  };
};
