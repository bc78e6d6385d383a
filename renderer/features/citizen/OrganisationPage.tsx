import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconFileStack } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FactList } from '../../components/FactList.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './CitizenPage.module.css';
import { CountMarks } from './CountMarks.tsx';
import { DossiersPanel } from './DossiersPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { PapersPanel } from './PapersPanel.tsx';
import { useReceptionFor } from './use-reception-for.ts';

const route = getRouteApi('/organisations/$organisationId');

/** The same for an organisation: it files nothing itself, so its dossiers are those that somebody filed for it. */
export const OrganisationPage = () => {
  const { organisationId } = route.useParams();
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const { receiveFor } = useReceptionFor();
  const view = useQuery(trpc.citizen.organisation.queryOptions({ id: organisationId }));
  if (!view.data) return <Page title={t('organisation.title')}>{view.error ? <FailureNotice error={view.error} /> : <Waiting>{t('organisation.loading')}</Waiting>}</Page>;
  const { organisation, dossiers, counts, papers, history, exports } = view.data;
  const labels: Record<string, string> = {
    taxCode: t('organisation.taxCode'),
    name: t('organisation.name'),
    kind: t('organisation.kind'),
    address: t('organisation.address'),
    representative: t('organisation.representative'),
    phone: t('citizen.phone'),
    email: t('citizen.email'),
  };
  const shown = (field: string, value: string): string => (field === 'kind' && value !== '' ? t(`organisation.kind.${value as typeof organisation.kind}`) : value);
  return (
    <Page
      title={organisation.name}
      note={<CountMarks counts={counts} />}
      actions={
        may('reception.receive') ? (
          <Button leftSection={<IconFileStack size={17} aria-hidden />} onClick={() => receiveFor({ organisation })}>
            {t('citizen.receive')}
          </Button>
        ) : null
      }
    >
      <div className={classes.columns}>
        <div className={classes.side}>
          <Panel title={t('organisation.title')} isReading>
            <FactList facts={(['taxCode', 'name', 'kind', 'representative', 'address', 'phone', 'email'] as const).map((field) => [labels[field]!, shown(field, organisation[field])])} />
          </Panel>
          <HistoryPanel history={history.map((change) => ({ ...change, changes: change.changes.map((one) => ({ ...one, label: labels[one.field] ?? one.field, from: shown(one.field, one.from), to: shown(one.field, one.to) })) }))} exports={exports} />
        </div>
        <DossiersPanel dossiers={dossiers} total={counts.total} />
        <PapersPanel key={organisation.id} owner={{ id: organisation.id, name: organisation.name }} papers={papers} />
      </div>
    </Page>
  );
};
