import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { localDate } from '../../../domain/time.ts';
import { useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import { dueNoteOf, type Told } from './due-note.ts';
import { useReminding } from './use-reminding.ts';

const storageKey = 'due-note';
const toldSchema = z.object({ officerId: z.string(), day: z.string(), dueToday: z.number() });

const lastTold = (): Told | undefined => {
  try {
    return toldSchema.safeParse(JSON.parse(window.localStorage.getItem(storageKey) ?? 'null')).data;
  } catch {
    return undefined;
  }
};

/** Says once a morning how much of the officer's own is due, and again when more comes to be due today; numbers only. */
export const useDueNotes = (): void => {
  const { t } = useTranslation();
  const { host, clock } = useServices();
  const { officer } = useMe();
  const trpc = useTRPC();
  const { isOn } = useReminding();
  const summary = useQuery(trpc.home.summary.queryOptions(undefined, { refetchInterval: 60_000 }));
  const mine = summary.data?.board;
  useEffect(() => {
    if (!isOn || mine === undefined) return;
    const { told, note } = dueNoteOf(lastTold(), { officerId: officer.id, day: localDate(clock.now()), overdue: mine.overdue, dueToday: mine.today });
    window.localStorage.setItem(storageKey, JSON.stringify(told));
    if (note) void host.notify({ title: t(`note.${note.kind}`), body: t('note.body', { today: formatCount(note.dueToday), overdue: formatCount(note.overdue) }) });
  }, [isOn, mine, officer.id, clock, host, t]);
};
