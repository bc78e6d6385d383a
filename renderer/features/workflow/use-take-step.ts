import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import { useRefresh } from './use-refresh.ts';

/** @param onDone gets the form that was made out with the step, for the citizen to take home */
export const useTakeStep = (onDone: (formId: string | undefined) => void) => {
  const trpc = useTRPC();
  const refresh = useRefresh();
  return useMutation(
    trpc.dossier.takeStep.mutationOptions({
      onSuccess: ({ formId }) => {
        refresh();
        onDone(formId);
      },
    }),
  );
};
