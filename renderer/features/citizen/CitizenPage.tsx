import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconFileStack, IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CitizenField } from '../../../domain/citizen/citizen.ts';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FactList } from '../../components/FactList.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './CitizenPage.module.css';
import { CountMarks } from './CountMarks.tsx';
import { DossiersPanel } from './DossiersPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { PapersPanel } from './PapersPanel.tsx';
import { useReceptionFor } from './use-reception-for.ts';

const route = getRouteApi('/citizens/$citizenId');

type Citizen = Outputs['citizen']['view']['citizen'];

const fields = ['number', 'fullName', 'dateOfBirth', 'sex', 'address', 'phone', 'email', 'oldNumber', 'cardIssuedOn'] as const satisfies readonly CitizenField[];

/** Who somebody is, what they have with the commune, and which of their papers are digitised already. */
export const CitizenPage = () => {
  const { citizenId } = route.useParams();
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const { receiveFor } = useReceptionFor();
  const view = useQuery(trpc.citizen.view.queryOptions({ id: citizenId }));
  if (!view.data) return <Page title={t('citizen.title')}>{view.error ? <FailureNotice error={view.error} /> : <Waiting>{t('citizen.loading')}</Waiting>}</Page>;
  const { citizen, dossiers, counts, papers, history, exports } = view.data;
  return (
    <Page
      title={citizen.fullName}
      note={<CountMarks counts={counts} />}
      actions={
        may('reception.receive') ? (
          <Button leftSection={<IconFileStack size={17} aria-hidden />} onClick={() => receiveFor({ citizen })}>
            {t('citizen.receive')}
          </Button>
        ) : null
      }
    >
      <div className={classes.columns}>
        <div className={classes.side}>
          <Panel title={t('citizen.title')} isReading>
            <Facts citizen={citizen} />
          </Panel>
          <HistoryPanel history={history.map((change) => ({ ...change, changes: change.changes.map((one) => ({ ...one, label: t(`citizen.${one.field}`), from: shown(one.field, one.from), to: shown(one.field, one.to) })) }))} exports={exports} />
        </div>
        <DossiersPanel dossiers={dossiers} total={counts.total} />
        <PapersPanel key={citizen.id} owner={{ id: citizen.id, name: citizen.fullName }} papers={papers} />
      </div>
    </Page>
  );
};

const shown = (field: CitizenField, value: string): string => (field === 'dateOfBirth' || field === 'cardIssuedOn' ? formatDate(value) : value);

const Facts = ({ citizen }: { citizen: Citizen }) => {
  const { t } = useTranslation();
  return (
    <>
      <FactList
        facts={fields.map((field) => [
          t(`citizen.${field}`),
          citizen[field] === '' ? (
            ''
          ) : (
            <>
              {field === 'sex' ? t(citizen.sex === 'Nam' ? 'sex.male' : 'sex.female') : shown(field, citizen[field])}
              {citizen.fromCard.includes(field) ? (
                <span className={classes.fromCard} title={t('citizen.fromCard')}>
                  <IconId size={17} stroke={1.7} aria-hidden />
                  <span className="said">{t('citizen.fromCard')}</span>
                </span>
              ) : null}
            </>
          ),
        ])}
      />
      {citizen.fromCard.length > 0 ? (
        <p className={classes.cardNote} aria-hidden>
          <IconId size={15} stroke={1.7} /> {t('citizen.fromCard')}
        </p>
      ) : null}
    </>
  );
};
