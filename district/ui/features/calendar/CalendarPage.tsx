import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CalendarScreen } from '../../../../renderer/features/calendar/CalendarScreen.tsx';
import { useMay } from '../../app/me.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';

/** Days off and opening hours, for every commune. */
export const CalendarPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const canEdit = { year: may('calendar.publishYear'), hours: may('calendar.publishHours') };
  const readAgain = (): Promise<void> => queries.invalidateQueries(trpc.calendar.pathFilter());
  const noteOf = (year: number): string => (canEdit.year ? t(calendar.data?.published.years.includes(year) ? 'consoleCalendar.published' : 'consoleCalendar.shipped', { year }) : t('consoleCalendar.readOnly'));
  return (
    <CalendarScreen
      title={t('consolePlace.calendar')}
      note={noteOf}
      calendar={calendar}
      canEdit={canEdit}
      onPublishYear={(input) => client.calendar.publishYear.mutate(input).then(readAgain)}
      onPublishHours={(input) => client.calendar.publishHours.mutate(input).then(readAgain)}
    />
  );
};
