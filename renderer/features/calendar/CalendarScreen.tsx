import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useServices } from '../../app/services.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './CalendarScreen.module.css';
import { HoursPart } from './HoursPart.tsx';
import type { YearDraft } from './year-draft.ts';
import { YearPart } from './YearPart.tsx';

type Year = ComponentProps<typeof YearPart>;
type Hours = ComponentProps<typeof HoursPart>;

type CalendarScreenProps = {
  title: string;
  note: (year: number) => string | undefined;
  calendar: { data: (Hours['calendar'] & { years: readonly NonNullable<Year['known']>[] }) | undefined; error: unknown };
  canEdit: { year: boolean; hours: boolean };
  onPublishYear: Year['onPublish'];
  onPublishHours: Hours['onPublish'];
  children?: ReactNode;
};

/** Days off, swapped Saturdays and opening hours: what every due date is reckoned by. */
export const CalendarScreen = ({ title, note, calendar, canEdit, onPublishYear, onPublishHours, children }: CalendarScreenProps) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const [part, setPart] = useState<'year' | 'hours'>('year');
  const [year, setYear] = useState(() => Number(localDate(clock.now()).slice(0, 4)));
  const [drafts, setDrafts] = useState<Record<number, YearDraft>>({});
  const hasUnpublished = Object.keys(drafts).length > 0;
  const leaving = useBlocker({ shouldBlockFn: () => hasUnpublished, enableBeforeUnload: () => hasUnpublished, withResolver: true });

  return (
    <Page
      title={title}
      note={note(year)}
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
      {children}
      {calendar.error ? <FailureNotice error={calendar.error} /> : null}
      {calendar.data || calendar.error ? null : <Waiting>{t('calendar.loading')}</Waiting>}
      {calendar.data && part === 'year' ? (
        <YearPart
          key={year}
          year={year}
          known={calendar.data.years.find((candidate) => candidate.year === year)}
          edited={drafts[year]}
          onEdit={(draft) => setDrafts(({ [year]: _, ...others }) => (draft === undefined ? others : { ...others, [year]: draft }))}
          onPublish={onPublishYear}
          canEdit={canEdit.year}
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
      {calendar.data && part === 'hours' ? <HoursPart calendar={calendar.data} canEdit={canEdit.hours} onPublish={onPublishHours} /> : null}
      {leaving.status === 'blocked' ? (
        <ConfirmDialog title={t('calendar.leave')} explanation={t('calendar.leaveText')} confirm={t('calendar.leaveConfirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
      ) : null}
    </Page>
  );
};
