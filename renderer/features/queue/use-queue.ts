import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';

/** Which counter sits at this screen: of the machine, not of a person. */
export const useCounter = (): [string, (name: string) => void] => {
  const { t } = useTranslation();
  const { number } = useMe().desk;
  const usual = t('queue.counterOf', { number });
  const [kept, setKept] = useLocalStorage({ key: 'queue-counter', defaultValue: '', getInitialValueInEffect: false });
  return [kept.trim() || usual, setKept];
};

/** Today's queue; waiting times grow by themselves, so it is asked again each half minute. */
export const useQueueBoard = (isWanted = true) => {
  const trpc = useTRPC();
  return useQuery(trpc.queue.board.queryOptions(undefined, { refetchInterval: 30_000, enabled: isWanted }));
};

/** What an officer does with the queue. `called` is the number that this counter has before it. */
export const useCalling = () => {
  const trpc = useTRPC();
  const [counter] = useCounter();
  const board = useQueueBoard();
  const callNext = useMutation(trpc.queue.callNext.mutationOptions());
  const recall = useMutation(trpc.queue.recall.mutationOptions());
  const close = useMutation(trpc.queue.close.mutationOptions());
  const called = board.data?.called.find((ticket) => ticket.counter === counter);
  return {
    board: board.data,
    boardError: board.error,
    counter,
    called,
    isBusy: callNext.isPending || recall.isPending || close.isPending,
    error: callNext.error ?? recall.error ?? close.error,
    /** Whoever was before this counter is done. */
    next: () => callNext.mutate({ counter, ...(called ? { closing: { id: called.id, outcome: 'served' } } : {}) }),
    recall: (id: string) => recall.mutate({ id }),
    close: (id: string, outcome: 'served' | 'absent') => close.mutate({ id, outcome }),
  };
};
