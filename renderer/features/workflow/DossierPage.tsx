import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconPencil, IconPrinter, IconScan, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../domain/dossier/status.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCan, useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import { CodeSheetsButton } from '../digitisation/CodeSheetsButton.tsx';
import { DocumentDialog } from '../digitisation/DocumentDialog.tsx';
import { hasPapersToSign, papersToSign } from '../signing/papers-to-sign.ts';
import { SignDialog } from '../signing/SignDialog.tsx';
import { ProcedureGuide } from '../reception/ProcedureGuide.tsx';
import { RecordResultDialog } from '../results/RecordResultDialog.tsx';
import { ResultPanel } from '../results/ResultPanel.tsx';
import type { Action } from './actions-of.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { type DossierView, extensionsOf } from './dossier-view.ts';
import { DossierActions } from './DossierActions.tsx';
import { DossierFacts } from './DossierFacts.tsx';
import classes from './DossierPage.module.css';
import { DossierPapers } from './DossierPapers.tsx';
import { ExtendDialog } from './ExtendDialog.tsx';
import { FormView } from './FormView.tsx';
import { IssuedForms } from './IssuedForms.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PapersBackDialog } from './PapersBackDialog.tsx';
import { Stages } from './Stages.tsx';
import { StepDialog } from './StepDialog.tsx';
import { SupplementDialog } from './SupplementDialog.tsx';
import { Timeline } from './Timeline.tsx';

const route = getRouteApi('/dossiers/$dossierId');

export const DossierPage = () => {
  const { dossierId } = route.useParams();
  const { t } = useTranslation();
  const trpc = useTRPC();
  const view = useQuery(trpc.dossier.get.queryOptions({ id: dossierId }));
  if (view.data) return <DossierSheet key={dossierId} view={view.data} />;
  return (
    <Page title={t('dossier.title')}>
      {view.error ? <FailureNotice error={view.error} /> : <Waiting>{t('dossier.loading')}</Waiting>}
    </Page>
  );
};

type Open = Action | { kind: 'form'; id: string | 'receipt' } | { kind: 'guide' | 'sign' | 'correct' | 'extend' | 'record' };

const DossierSheet = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const navigate = useNavigate();
  const { state } = view;
  const [open, setOpen] = useState<Open>();
  const [documentId, setDocumentId] = useState<string>();
  const conflicts = state.conflicts.filter(({ settledBy }) => settledBy === undefined);
  const isOver = state.finishedAt !== undefined;
  const mayExtend = may('dossier.extend') && !isOver && extensionsOf(state) < view.maxExtensions;
  const close = (): void => setOpen(undefined);
  const { roles } = useMe().officer;
  const papers = papersToSign(view);
  const maySign = may('signing.sign') && hasPapersToSign(papers, roles);
  const scan = (): void => void navigate({ to: '/inbox', search: { dossier: state.id } });
  // The latest paper that the citizen took home; a dossier from before forms were kept has its receipt all the same.
  const paper = state.forms.findLast(({ form }) => form === 'receipt')?.id ?? (state.wasAccepted ? 'receipt' : state.forms.at(-1)?.id);
  const isReceipt = state.wasAccepted || state.forms.some(({ form }) => form === 'receipt');
  const openForm = (id: string): void => setOpen({ kind: 'form', id });
  const print = (): void => {
    if (paper !== undefined) openForm(paper);
  };
  const goOn = (formId: string | undefined): void => (formId === undefined ? close() : openForm(formId));

  useKeys(keyboard, {
    F1: () => setOpen({ kind: 'guide' }),
    ...(maySign ? { F8: () => setOpen({ kind: 'sign' }) } : {}),
    F9: print,
    ...(may('digitisation.inbox') ? { F4: scan } : {}),
  });

  return (
    <Page
      title={state.code}
      note={
        <span className={classes.marks}>
          <StatusMark status={state.status} isCancelled={state.cancelled !== undefined} />
          {state.cancelled || !state.wasAccepted ? null : <TimelinessMark timeliness={view.timeliness} />}
          <span className={classes.whose}>{state.applicant.fullName}</span>
        </span>
      }
      actions={
        <>
          {may('digitisation.inbox') ? (
            <Button variant="default" leftSection={<IconScan size={16} aria-hidden />} rightSection={<KeyHint keys="F4" />} onClick={scan}>
              {t('dossier.scan')}
            </Button>
          ) : null}
          {maySign ? (
            <Button variant="default" leftSection={<IconSignature size={16} aria-hidden />} rightSection={<KeyHint keys="F8" />} onClick={() => setOpen({ kind: 'sign' })}>
              {t('signing.open')}
            </Button>
          ) : null}
          {paper === undefined ? null : (
            <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={print}>
              {t(isReceipt ? 'dossier.receipt' : 'dossier.otherForm')}
            </Button>
          )}
        </>
      }
    >
      {conflicts.length > 0 ? <ConflictPanel view={view} conflicts={conflicts} /> : null}
      {state.wasAccepted && !state.cancelled ? <Stages view={view} /> : null}
      <div className={classes.columns}>
        <Panel
          title={t('dossier.facts')}
          isReading
          aside={
            may('dossier.correct') && !isOver ? (
              <Button size="compact-sm" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setOpen({ kind: 'correct' })}>
                {t('correct.open')}
              </Button>
            ) : undefined
          }
        >
          <DossierFacts view={view} onExtend={mayExtend ? () => setOpen({ kind: 'extend' }) : undefined} />
        </Panel>
        <div className={classes.middle}>
          <Panel title={t('dossier.components')} isReading aside={state.cancelled ? undefined : <CodeSheetsButton dossierId={state.id} code={state.code} />}>
            <DossierPapers view={view} onOpen={setDocumentId} />
          </Panel>
          <ResultPanel view={view} onOpen={setDocumentId} onRecord={() => setOpen({ kind: 'record' })} />
          <IssuedForms view={view} onOpen={openForm} />
        </div>
        <Panel title={t('dossier.timeline')} isReading footer={<DossierActions view={view} onOpen={setOpen} />}>
          <Timeline view={view} />
        </Panel>
      </div>
      {open?.kind === 'step' ? <Step view={view} to={open.to} onDone={goOn} onClose={close} /> : null}
      {open?.kind === 'move' ? <MoveDialog view={view} way={open.way} onClose={close} /> : null}
      {open?.kind === 'decline' ? <DeclineDialog dossierId={state.id} code={state.code} moveId={open.moveId} onClose={close} /> : null}
      {open?.kind === 'form' ? <Form view={view} formId={open.id} onClose={close} /> : null}
      {open?.kind === 'guide' ? <ProcedureGuide id={state.procedure.id} version={state.procedure.version} onClose={close} /> : null}
      {open?.kind === 'sign' ? <SignDialog papers={papers} onClose={close} /> : null}
      {open?.kind === 'correct' ? <CorrectDialog view={view} onClose={close} /> : null}
      {open?.kind === 'cancel' ? <CancelDialog view={view} onClose={close} /> : null}
      {open?.kind === 'draft' ? <ExtendDialog view={view} isDraft onDone={close} onClose={close} /> : null}
      {open?.kind === 'extend' ? <ExtendDialog view={view} onDone={goOn} onClose={close} /> : null}
      {open?.kind === 'record' ? <RecordResultDialog view={view} onClose={close} /> : null}
      {documentId === undefined ? null : (
        <DocumentDialog document={view.documents.find(({ id }) => id === documentId)} papers={papersToSign(view, documentId)} onClose={() => setDocumentId(undefined)} />
      )}
    </Page>
  );
};

type StepProps = { view: DossierView; to: Status; onDone: (formId: string | undefined) => void; onClose: () => void };

const Step = (props: StepProps) => {
  if (props.to === 'supplementRequested') return <SupplementDialog {...props} />;
  if (props.view.state.status === 'supplementRequested' && (props.to === 'processing' || props.to === 'accepted')) return <PapersBackDialog {...props} />;
  return <StepDialog {...props} />;
};

const Form = ({ view: { state }, formId, onClose }: { view: DossierView; formId: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const issued = state.forms.find(({ id }) => id === formId);
  return <FormView dossierId={state.id} formId={issued?.id} title={t('issued.of', { form: t(`issued.${issued?.form ?? 'receipt'}`), code: state.code })} onClose={onClose} />;
};
