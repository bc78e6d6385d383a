import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { Finder } from './Finder.tsx';
import { ReturnSheet } from './ReturnSheet.tsx';
import classes from './ResultsPage.module.css';
import { WaitingLists } from './WaitingLists.tsx';

const route = getRouteApi('/results');

/** Results to their people: who comes is found by receipt, card or name; who does not come is told, and listed. */
export const ResultsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { dossier: dossierId } = route.useSearch();
  const [text, setText] = useState('');
  const view = useQuery(trpc.dossier.get.queryOptions({ id: dossierId ?? '' }, { enabled: dossierId !== undefined }));

  const choose = (id: string | undefined): void => {
    setText('');
    void navigate({ to: '/results', search: id === undefined ? {} : { dossier: id } });
  };
  return (
    <Page title={t('place.results')} note={t('results.note')}>
      <div className={classes.columns}>
        <div className={classes.side}>
          <Finder text={text} onText={setText} onPick={choose} />
          <WaitingLists chosenId={dossierId} onPick={choose} />
        </div>
        {dossierId === undefined ? (
          <div className={classes.nothing}>
            <Empty title={t('results.nothingChosen')} icon={<IconUserCheck size={40} stroke={1.2} />}>
              {t('results.nothingChosenHint')}
            </Empty>
          </div>
        ) : view.data ? (
          <ReturnSheet key={dossierId} view={view.data} onDone={() => choose(undefined)} />
        ) : (
          <div className={classes.nothing}>{view.error ? <FailureNotice error={view.error} /> : <Waiting>{t('dossier.loading')}</Waiting>}</div>
        )}
      </div>
    </Page>
  );
};
