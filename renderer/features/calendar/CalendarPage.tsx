import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { AffectedNotice } from './AffectedNotice.tsx';
import { CalendarScreen } from './CalendarScreen.tsx';

export const CalendarPage = () => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const canEdit = { year: may('calendar.publishYear'), hours: may('calendar.publishHours') };
  const readAgain = async (): Promise<void> => {
    await queries.invalidateQueries(trpc.calendar.pathFilter());
    void queries.invalidateQueries(trpc.dossier.pathFilter());
    void queries.invalidateQueries(trpc.reception.deadline.pathFilter());
  };
  return (
    <CalendarScreen
      title={t('place.calendar')}
      note={() => (canEdit.year ? undefined : t('calendar.readOnly'))}
      calendar={calendar}
      canEdit={canEdit}
      onPublishYear={(input) => client.calendar.publishYear.mutate(input).then(readAgain)}
      onPublishHours={(input) => client.calendar.publishHours.mutate(input).then(readAgain)}
    >
      {may('dossier.affectedCount') ? <AffectedNotice /> : null}
    </CalendarScreen>
  );
};
