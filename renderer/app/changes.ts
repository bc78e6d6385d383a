import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useMemo, useRef } from 'react';
import type { Topic } from '../../electron/api/screen-types.ts';
import { useTRPC } from './trpc.ts';

/**
 * Asks again for whatever the desk says has changed; a line that was broken may have missed something, so then for all.
 * @returns whether the desk process is there to say so
 */
export const useChanges = (): boolean => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const touched = useMemo((): Record<Topic, { queryKey: readonly unknown[] }[]> => {
    // What a reception in hand shows of whoever stands there.
    const { glance, duplicates, reusable, reuseRate } = trpc.reception;
    const known = [glance, duplicates, reusable, reuseRate].map((question) => question.pathFilter());
    const dossiers = [trpc.home.pathFilter(), trpc.reports.pathFilter(), trpc.reminders.pathFilter(), trpc.dossier.get.pathFilter(), trpc.dossier.list.pathFilter(), trpc.dossier.board.pathFilter(), trpc.results.waiting.pathFilter(), trpc.search.pathFilter(), trpc.citizen.pathFilter(), trpc.forms.register.pathFilter(), ...known];
    const documents = [trpc.digitisation.pathFilter(), trpc.reports.pathFilter(), trpc.dossier.get.pathFilter(), trpc.home.pathFilter(), trpc.citizen.pathFilter(), trpc.signing.pathFilter(), ...known];
    return {
      desk: [trpc.settings.pathFilter(), trpc.signing.settings.pathFilter(), trpc.queue.pathFilter(), trpc.setup.pathFilter(), trpc.identity.me.pathFilter(), trpc.digitisation.folders.pathFilter(), trpc.sync.pathFilter()],
      officer: [trpc.identity.pathFilter(), trpc.reception.procedures.pathFilter(), trpc.dossier.get.pathFilter(), trpc.dossier.board.pathFilter(), trpc.dossier.peopleFor.pathFilter()],
      organisation: [trpc.search.pathFilter(), trpc.citizen.pathFilter(), trpc.reception.organisation.pathFilter(), ...known],
      form: [trpc.forms.packs.pathFilter()],
      ticket: [trpc.queue.pathFilter()],
      reminder: [trpc.reminders.pathFilter()],
      citizen: [trpc.citizen.pathFilter(), trpc.search.pathFilter(), trpc.reception.addresses.pathFilter(), ...known],
      dossier: dossiers,
      document: documents,
      procedure: [
        trpc.reception.procedures.pathFilter(),
        trpc.reception.procedure.pathFilter(),
        trpc.catalogue.history.pathFilter(),
        trpc.reception.deadline.pathFilter(),
        trpc.search.pathFilter(),
      ],
      calendar: [trpc.calendar.pathFilter(), trpc.reception.deadline.pathFilter(), trpc.dossier.affectedByCalendar.pathFilter(), trpc.dossier.affectedCount.pathFilter()],
      sync: [trpc.sync.pathFilter(), trpc.dossier.get.pathFilter()],
      draft: [trpc.reception.drafts.pathFilter(), trpc.home.pathFilter()],
      scanner: documents,
      signing: [trpc.signing.queue.pathFilter()],
      rendering: [trpc.digitisation.open.pathFilter()],
      // A scan has been read: its words are found, and say where it may belong.
      reading: [trpc.digitisation.suggestions.pathFilter(), trpc.search.pathFilter()],
    };
  }, [trpc]);

  const hasStarted = useRef(false);
  const line = useSubscription(
    trpc.changes.subscriptionOptions(undefined, {
      onStarted: () => {
        if (hasStarted.current) void queries.invalidateQueries();
        hasStarted.current = true;
      },
      onData: (topics) => {
        // Whatever was written waits to be sent from now on, and the status bar says so.
        const filters = new Set([trpc.sync.status.pathFilter(), ...topics.flatMap((topic) => touched[topic] ?? [])]);
        for (const filter of filters) void queries.invalidateQueries(filter);
      },
    }),
  );
  return line.status !== 'connecting' || line.error === null;
};
