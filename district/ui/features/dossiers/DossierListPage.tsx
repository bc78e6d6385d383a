import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../renderer/components/Page.tsx';
import { PeriodBar } from '../../../../renderer/components/PeriodBar.tsx';
import { usePeriod } from '../../app/period.ts';
import { DossierTable } from './DossierTable.tsx';
import { ListTabs } from './ListTabs.tsx';

/** The dossiers of all communes behind a number of the overview. */
export const DossierListPage = () => {
  const { t } = useTranslation();
  const { period, today, choose } = usePeriod();
  const { list = 'openOverdue', field } = useSearch({ from: '/dossiers' });
  return (
    <Page title={field === undefined ? t('dossiers.all') : t('dossiers.ofField', { field })} actions={<ListTabs list={list} />}>
      <PeriodBar usual={['month', 'lastMonth', 'quarter', 'year']} period={period} today={today} onChoose={choose} />
      <DossierTable key={`${list} ${field}`} list={list} field={field} />
    </Page>
  );
};
