import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../../domain/time.ts';
import { useServices } from '../../../../renderer/app/services.ts';
import { ConfirmDialog } from '../../../../renderer/components/ConfirmDialog.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import classes from '../../../../renderer/features/calendar/CalendarPage.module.css';
import { HoursPart } from '../../../../renderer/features/calendar/HoursPart.tsx';
import type { YearDraft } from '../../../../renderer/features/calendar/year-draft.ts';
import { YearPart } from '../../../../renderer/features/calendar/YearPart.tsx';
import { useMay } from '../../app/me.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';

/** Days off and opening hours, for every commune. */
export const CalendarPage = () => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const may = useMay();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const [part, setPart] = useState<'year' | 'hours'>('year');
  const [year, setYear] = useState(() => Number(localDate(clock.now()).slice(0, 4)));
  const [drafts, setDrafts] = useState<Record<number, YearDraft>>({});
  const hasUnpublished = Object.keys(drafts).length > 0;
  const leaving = useBlocker({ shouldBlockFn: () => hasUnpublished, enableBeforeUnload: () => hasUnpublished, withResolver: true });
  const readAgain = (): Promise<void> => queries.invalidateQueries(trpc.calendar.pathFilter());
  const isOurs = calendar.data?.published.years.includes(year);
  return (
    <Page
      title={t('consolePlace.calendar')}
      note={may('calendar.publishYear') ? t(isOurs ? 'consoleCalendar.published' : 'consoleCalendar.shipped', { year }) : t('consoleCalendar.readOnly')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('calendar.parts')}
          value={part}
          data={(['year', 'hours'] as const).map((value) => ({ value, label: t(`calendar.part.${value}`) }))}
          onChange={(value) => setPart(value as 'year' | 'hours')}
        />
      }
    >
      {calendar.error ? <FailureNotice error={calendar.error} /> : null}
      {calendar.isPending && !calendar.error ? <Waiting>{t('calendar.loading')}</Waiting> : null}
      {calendar.data && part === 'year' ? (
        <YearPart
          key={year}
          year={year}
          known={calendar.data.years.find((candidate) => candidate.year === year)}
          edited={drafts[year]}
          onEdit={(draft) => setDrafts(({ [year]: _, ...others }) => (draft === undefined ? others : { ...others, [year]: draft }))}
          onPublish={(input) => client.calendar.publishYear.mutate(input).then(readAgain)}
          canEdit={may('calendar.publishYear')}
          switcher={
            <div className={classes.years}>
              <ActionIcon variant="default" aria-label={t('calendar.yearBefore')} disabled={year <= 2000} onClick={() => setYear(year - 1)}>
                <IconChevronLeft size={16} aria-hidden />
              </ActionIcon>
              <strong>{t('calendar.year', { year })}</strong>
              <ActionIcon variant="default" aria-label={t('calendar.yearAfter')} disabled={year >= 2200} onClick={() => setYear(year + 1)}>
                <IconChevronRight size={16} aria-hidden />
              </ActionIcon>
            </div>
          }
        />
      ) : null}
      {calendar.data && part === 'hours' ? (
        <HoursPart calendar={calendar.data} canEdit={may('calendar.publishHours')} onPublish={(input) => client.calendar.publishHours.mutate(input).then(readAgain)} />
      ) : null}
      {leaving.status === 'blocked' ? (
        <ConfirmDialog title={t('calendar.leave')} explanation={t('calendar.leaveText')} confirm={t('calendar.leaveConfirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
      ) : null}
    </Page>
  );
};
