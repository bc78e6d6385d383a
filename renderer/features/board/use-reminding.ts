import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notifying } from '../../app/host.ts';
import { useServices } from '../../app/services.ts';

const storageKey = 'reminding';
const queryKey = ['host', 'notifying'];

export type Reminding = {
  /** Undefined while the host is asked. */
  notifying: Notifying | undefined;
  isOn: boolean;
  /** From a click: the browser asks the officer then, and only then. */
  turn: (isOn: boolean) => void;
};

/** Whether words about deadlines come up beside the program, on this PC. */
export const useReminding = (): Reminding => {
  const { host } = useServices();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn: async () => ({ notifying: await host.notifying(), isWanted: window.localStorage.getItem(storageKey) !== 'off' }) });
  const turn = async (isOn: boolean): Promise<void> => {
    window.localStorage.setItem(storageKey, isOn ? 'on' : 'off');
    if (isOn) await host.askToNotify();
    await queries.invalidateQueries({ queryKey });
  };
  return { notifying: data?.notifying, isOn: data?.notifying === 'ready' && data.isWanted, turn: (isOn) => void turn(isOn) };
};
