import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import type { DossierView } from './dossier-view.ts';
import { TimelineEntries } from './TimelineEntries.tsx';

/** What happened to the dossier, newest first, and whether the district has heard of it. */
export const Timeline = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const officers = useQuery(trpc.identity.officers.queryOptions());
  return <TimelineEntries view={view} nameOf={(officerId) => officers.data?.find(({ id }) => id === officerId)?.fullName ?? t('conflict.otherDesk')} />;
};
