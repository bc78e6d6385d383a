import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import { AffectedNotice } from './AffectedNotice.tsx';
import classes from './CalendarPage.module.css';
import { HoursPart } from './HoursPart.tsx';
import type { YearDraft } from './year-draft.ts';
import { YearPart } from './YearPart.tsx';

/** Days off, swapped Saturdays and opening hours: what every due date is reckoned by. */
export const CalendarPage = () => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const [part, setPart] = useState<'year' | 'hours'>('year');
  const [year, setYear] = useState(() => Number(localDate(clock.now()).slice(0, 4)));
  const [drafts, setDrafts] = useState<Record<number, YearDraft>>({});
  const hasUnpublished = Object.keys(drafts).length > 0;
  const leaving = useBlocker({ shouldBlockFn: () => hasUnpublished, enableBeforeUnload: () => hasUnpublished, withResolver: true });
  const known = calendar.data?.years.find((candidate) => candidate.year === year);
  const canEdit = may('calendar.publishYear');
  const readAgain = async (): Promise<void> => {
    await queries.invalidateQueries(trpc.calendar.pathFilter());
    void queries.invalidateQueries(trpc.dossier.pathFilter());
    void queries.invalidateQueries(trpc.reception.deadline.pathFilter());
  };

  return (
    <Page
      title={t('place.calendar')}
      note={canEdit ? undefined : t('calendar.readOnly')}
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
      {may('dossier.affectedCount') ? <AffectedNotice /> : null}
      {calendar.error ? <FailureNotice error={calendar.error} /> : null}
      {calendar.isPending ? <Waiting>{t('calendar.loading')}</Waiting> : null}
      {calendar.data && part === 'year' ? (
        <YearPart
          key={year}
          year={year}
          known={known}
          edited={drafts[year]}
          onEdit={(draft) => setDrafts(({ [year]: _, ...others }) => (draft === undefined ? others : { ...others, [year]: draft }))}
          onPublish={(input) => client.calendar.publishYear.mutate(input).then(readAgain)}
          canEdit={canEdit}
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
      {calendar.data && part === 'hours' ? <HoursPart calendar={calendar.data} canEdit={may('calendar.publishHours')} onPublish={(input) => client.calendar.publishHours.mutate(input).then(readAgain)} /> : null}
      {leaving.status === 'blocked' ? (
        <ConfirmDialog title={t('calendar.leave')} explanation={t('calendar.leaveText')} confirm={t('calendar.leaveConfirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
      ) : null}
    </Page>
  );
};
