import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { PeriodBar } from '../../../../renderer/components/PeriodBar.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { useMay } from '../../app/me.ts';
import { usePeriod } from '../../app/period.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FieldBars } from '../../components/FieldBars.tsx';
import { Tiles } from '../../components/Tiles.tsx';
import { EnrolDialog } from '../communes/EnrolDialog.tsx';
import { CommuneTable } from './CommuneTable.tsx';
import { OverdueChart } from './OverdueChart.tsx';
import classes from './OverviewPage.module.css';

/** Every commune at a glance: who is late, who works online, who digitises, and who has not been heard of. */
export const OverviewPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const { period, today, choose } = usePeriod();
  const communes = useQuery(trpc.overview.communes.queryOptions(period, { placeholderData: keepPreviousData }));
  const fields = useQuery(trpc.overview.fields.queryOptions(period, { placeholderData: keepPreviousData }));
  const [isEnrolling, setEnrolling] = useState(false);
  const error = communes.error ?? fields.error;
  return (
    <Page
      title={t('overview.title')}
      actions={
        may('desks.issueCode') ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEnrolling(true)}>
            {t('enrol.commune')}
          </Button>
        ) : null
      }
    >
      <PeriodBar usual={['month', 'lastMonth', 'quarter', 'year']} period={period} today={today} onChoose={choose} />
      {error ? <FailureNotice error={error} /> : null}
      {communes.isPending && !communes.error ? <Waiting>{t('overview.loading')}</Waiting> : null}
      {communes.data ? (
        <>
          <Tiles figures={communes.data.total} />
          <div className={classes.columns}>
            <CommuneTable communes={communes.data.communes} />
            <div className={classes.side}>
              <OverdueChart communes={communes.data.communes} />
              {fields.data ? <FieldBars fields={fields.data.fields} /> : null}
            </div>
          </div>
        </>
      ) : null}
      {isEnrolling ? <EnrolDialog onClose={() => setEnrolling(false)} /> : null}
    </Page>
  );
};
