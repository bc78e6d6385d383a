import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { FactList } from '../../components/FactList.tsx';
import { StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { DocumentDialog } from '../digitisation/DocumentDialog.tsx';
import { papersToSign } from '../signing/papers-to-sign.ts';
import type { DossierView } from '../workflow/dossier-view.ts';
import { Payments } from '../workflow/Payments.tsx';
import { HandedOver } from './HandedOver.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import { RecordResultDialog } from './RecordResultDialog.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import classes from './ResultsPage.module.css';
import { ownerNameOf } from './who-is-it.ts';

/** One dossier at the moment of return: what is handed over on the left, to whom on the right. */
export const ReturnSheet = ({ view, onDone }: { view: DossierView; onDone: () => void }) => {
  const { t } = useTranslation();
  const may = useCan();
  const { state } = view;
  const [documentId, setDocumentId] = useState<string>();
  const [isRecording, setRecording] = useState(false);
  const [wasReturned] = useState(state.status === 'returned');
  const facts: [string, string][] = [
    [t('dossier.applicant'), [state.applicant.fullName, state.applicant.number].filter(Boolean).join(' · ')],
    [t('dossier.owner'), ownerNameOf(state)],
    [t('citizen.phone'), state.applicant.phone],
    [t('dossier.procedure'), state.procedure.name],
    [t('dossier.returnMethod'), [t(`returnMethod.${state.returnMethod}`), state.returnMethod === 'postal' ? (state.returnAddress ?? state.applicant.address) : ''].filter(Boolean).join(': ')],
    [t('dossier.resultCopies'), state.resultCopies ? String(state.resultCopies) : ''],
  ];
  return (
    <>
      <div className={classes.middle}>
        <ResultPanel view={view} onOpen={setDocumentId} onRecord={() => setRecording(true)} />
        <Panel
          title={
            <Anchor renderRoot={(props) => <Link to="/dossiers/$dossierId" params={{ dossierId: state.id }} {...props} />} fw={600}>
              {state.code}
            </Anchor>
          }
          aside={
            <span className={classes.marks}>
              <StatusMark status={state.status} isCancelled={state.cancelled !== undefined} />
              {state.finishedAt === undefined && state.wasAccepted ? <TimelinessMark timeliness={view.timeliness} /> : null}
            </span>
          }
          isReading
        >
          <FactList facts={facts} />
          <Payments view={view} />
        </Panel>
      </div>
      {state.status === 'done' && may('results.handOver') ? (
        <HandOverForm view={view} />
      ) : state.status === 'returned' ? (
        <HandedOver view={view} isJustNow={!wasReturned} onDone={onDone} />
      ) : (
        <Panel title={t('handOver.title')}>
          <p className={classes.notYet}>{state.status === 'done' ? t('handOver.whoMay') : t('handOver.notYet', { status: t(`status.${state.status}`) })}</p>
        </Panel>
      )}
      {isRecording ? <RecordResultDialog view={view} onClose={() => setRecording(false)} /> : null}
      {documentId === undefined ? null : (
        <DocumentDialog document={view.documents.find(({ id }) => id === documentId)} papers={papersToSign(view, documentId)} onClose={() => setDocumentId(undefined)} />
      )}
    </>
  );
};
