import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../domain/permissions.ts';
import { useDueNotes } from '../features/board/use-due-notes.ts';
import { ReceptionReader } from '../features/reception/ReceptionReader.tsx';
import { Spotlight } from '../features/search/Spotlight.tsx';
import { useChanges } from './changes.ts';
import classes from './Frame.module.css';
import { KeysSheet } from './KeysSheet.tsx';
import { moveToNextSection, useKeys } from './keyboard.ts';
import { useSeat } from './me.ts';
import { places } from './places.ts';
import { usePresence } from './use-presence.ts';
import { listenForBursts } from './reader-burst.ts';
import { offer, type ReaderDesk, ReaderContext, readingOf } from './reader.ts';
import { Rail } from './Rail.tsx';
import { useServices } from './services.ts';
import { StatusBar } from './StatusBar.tsx';
import { useReception, useStores } from './stores.ts';
import { TopBar } from './TopBar.tsx';
import { useTRPC, useTRPCClient } from './trpc.ts';

export const Frame = () => {
  const { t } = useTranslation();
  const { me, onLeave } = useSeat();
  const { roles } = me.officer;
  const { keyboard, newId } = useServices();
  const { draftSaver, pageSaver } = useStores();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begin = useReception((state) => state.begin);
  const [open, setOpen] = useState<'spotlight' | 'keys' | undefined>();
  const reader = useMemo((): ReaderDesk => ({ takers: [] }), []);

  const isDeskThere = useChanges();
  usePresence();
  useDueNotes();
  useEffect(() => draftSaver.start(), [draftSaver]);
  useEffect(() => pageSaver.start(), [pageSaver]);
  useEffect(
    () =>
      listenForBursts(window, {
        onReading: (reading) => void offer(reader, readingOf(reading)),
        setTimer: (action, delayMs) => window.setTimeout(action, delayMs),
        clearTimer: (timer) => window.clearTimeout(timer),
      }),
    [reader],
  );

  const lock = async (): Promise<void> => {
    await Promise.all([draftSaver.saveAll(), pageSaver.saveAll()]);
    onLeave();
    await client.identity.signOut.mutate().catch(() => undefined);
    queries.removeQueries({ predicate: ({ queryKey }) => !/"(me|setup)"/.test(JSON.stringify(queryKey)) });
    queries.setQueryData(trpc.identity.me.queryKey(), null);
  };

  const summary = useQuery(trpc.home.summary.queryOptions());
  const reminders = useQuery(trpc.reminders.list.queryOptions(undefined, { enabled: can(roles, 'reminders.list') }));

  useKeys(keyboard, {
    F1: () => setOpen('keys'),
    F2: () => {
      if (!can(roles, 'reception.receive')) return false;
      begin(newId());
      void navigate({ to: '/reception' });
    },
    F3: () => void navigate({ to: '/search' }),
    F4: () => {
      if (!can(roles, 'digitisation.inbox')) return false;
      void navigate({ to: '/inbox' });
    },
    F6: () => moveToNextSection(document, document.activeElement),
    F10: () => {
      if (!can(roles, 'results.waiting')) return false;
      void navigate({ to: '/results', search: {} });
    },
    F12: () => void navigate({ to: '/sync' }),
    'Ctrl+K': () => setOpen('spotlight'),
  });

  return (
    <ReaderContext value={reader}>
      <ReceptionReader />
      <div className={classes.frame}>
        <a className={classes.skip} href="#content">
          {t('frame.skip')}
        </a>
        <TopBar me={me} onSearch={() => setOpen('spotlight')} onKeys={() => setOpen('keys')} onLock={() => void lock()} />
        <Rail
          places={places.filter(({ operation }) => can(roles, operation))}
          counts={{ home: reminders.data?.open.length ?? 0, inbox: (summary.data?.inboxCount ?? 0) + (summary.data?.refusedCount ?? 0) }}
        />
        <main className={classes.main} id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <StatusBar isDeskThere={isDeskThere} />
      </div>
      {open === 'spotlight' ? <Spotlight onClose={() => setOpen(undefined)} /> : null}
      {open === 'keys' ? <KeysSheet onClose={() => setOpen(undefined)} /> : null}
    </ReaderContext>
  );
};
