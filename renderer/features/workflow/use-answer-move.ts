import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import { useRefresh } from './use-refresh.ts';

/** Takes a hand-over, or gives it back. */
export const useAnswerMove = (onDone?: () => void) => {
  const trpc = useTRPC();
  const refresh = useRefresh();
  return useMutation(
    trpc.dossier.answerMove.mutationOptions({
      onSuccess: () => {
        refresh();
        onDone?.();
      },
    }),
  );
};
