import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconCloudUp, IconFileDescription, IconPrinter, IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../domain/dossier/status.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatBytes, formatDate, formatDateTime, formatMoney, formatTime, weekday } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Mark, StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import { DocumentDialog } from '../digitisation/DocumentDialog.tsx';
import { ProcedureGuide } from '../reception/ProcedureGuide.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import classes from './DossierPage.module.css';
import { ReceiptView } from './ReceiptView.tsx';
import { StepDialog } from './StepDialog.tsx';
import { Timeline } from './Timeline.tsx';

export type DossierView = Outputs['dossier']['get'];

const route = getRouteApi('/dossiers/$dossierId');

/** The step that an officer takes most often from here, offered last and loudest. */
const mainSteps: Partial<Record<Status, Status>> = {
  registered: 'accepted',
  accepted: 'processing',
  processing: 'done',
  supplementRequested: 'processing',
  paymentRequested: 'processing',
  suspended: 'processing',
  done: 'returned',
};

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

const DossierSheet = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const navigate = useNavigate();
  const { state } = view;
  const [step, setStep] = useState<Status>();
  const [open, setOpen] = useState<'receipt' | 'guide'>();
  const [documentId, setDocumentId] = useState<string>();
  const conflicts = state.conflicts.filter(({ settledBy }) => settledBy === undefined);
  const steps = may('dossier.takeStep') ? view.nextSteps : [];
  const main = steps.find(({ to }) => to === mainSteps[state.status]);
  const others = steps.filter(({ to }) => to !== main?.to);
  const scan = (): void => void navigate({ to: '/inbox', search: { dossier: state.id } });

  useKeys(keyboard, {
    F1: () => setOpen('guide'),
    F9: () => setOpen('receipt'),
    F10: () => (steps.some(({ to }) => to === 'returned') ? setStep('returned') : false),
    ...(may('digitisation.inbox') ? { F4: scan } : {}),
    ...(main ? { 'Ctrl+Enter': () => setStep(main.to) } : {}),
  });

  return (
    <Page
      title={state.code}
      note={
        <span className={classes.marks}>
          <StatusMark status={state.status} />
          <TimelinessMark timeliness={view.timeliness} />
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
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={() => setOpen('receipt')}>
            {t('dossier.receipt')}
          </Button>
        </>
      }
    >
      {conflicts.length > 0 ? <ConflictPanel dossierId={state.id} status={state.status} conflicts={conflicts} /> : null}
      <div className={classes.columns}>
        <Panel title={t('dossier.facts')} isReading>
          <Facts view={view} />
        </Panel>
        <Panel title={t('dossier.components')} isReading>
          <Components view={view} onOpen={setDocumentId} />
        </Panel>
        <Panel
          title={t('dossier.timeline')}
          isReading
          footer={
            steps.length === 0 ? undefined : (
              <div className={classes.steps}>
                {others.map(({ to }) => (
                  <Button key={to} variant="default" onClick={() => setStep(to)}>
                    {t(`step.${to}`)}
                  </Button>
                ))}
                {main ? (
                  <Button className={classes.mainStep} size="md" data-main-action rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={() => setStep(main.to)}>
                    {t(`step.${main.to}`)}
                  </Button>
                ) : null}
              </div>
            )
          }
        >
          <Timeline view={view} />
        </Panel>
      </div>
      {step === undefined ? null : <StepDialog view={view} to={step} onClose={() => setStep(undefined)} />}
      {open === 'receipt' ? <ReceiptView dossierId={state.id} code={state.code} onClose={() => setOpen(undefined)} /> : null}
      {open === 'guide' ? <ProcedureGuide id={state.procedure.id} onClose={() => setOpen(undefined)} /> : null}
      {documentId === undefined ? null : (
        <DocumentDialog document={view.documents.find(({ id }) => id === documentId)} onClose={() => setDocumentId(undefined)} />
      )}
    </Page>
  );
};

const Facts = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const { state } = view;
  const { applicant } = state;
  const rows: [string, string][] = [
    [t('dossier.applicant'), applicant.fullName],
    [t('citizen.number'), applicant.number],
    [t('citizen.dateOfBirth'), [formatDate(applicant.dateOfBirth), applicant.sex === '' ? '' : t(applicant.sex === 'Nam' ? 'sex.male' : 'sex.female')].filter(Boolean).join(' · ')],
    [t('citizen.address'), applicant.address],
    [t('citizen.phone'), applicant.phone],
    [t('citizen.email'), applicant.email],
    [t('dossier.procedure'), state.procedure.name],
    [t('procedure.code'), state.procedure.code ?? t('procedure.codeUnknown')],
    [t('dossier.requestSummary'), state.requestSummary === state.procedure.name ? '' : state.requestSummary],
    [t('dossier.acceptedAt'), formatDateTime(state.acceptedAt)],
    [t('procedure.timeLimit'), state.limitText],
    [t('dossier.receivedBy'), state.receivedByName],
    [t('dossier.channel'), t(`channel.${state.channel}`)],
    [t('dossier.returnMethod'), t(`returnMethod.${state.returnMethod}`)],
    [t('dossier.fee'), state.feeVnd === null ? t('fee.byProvince') : state.feeVnd === 0 ? t('fee.none') : formatMoney(state.feeVnd)],
    [t('dossier.sets'), String(state.sets)],
    [t('dossier.note'), state.note],
  ];
  return (
    <>
      <p className={classes.due} data-timeliness={view.timeliness}>
        <span>{t('due.title')}</span>
        <strong>
          {t(`weekday.${weekday(state.dueAt)}`)}, {formatDate(state.dueAt)}
        </strong>
        <span>{t('due.before', { time: formatTime(state.dueAt) })}</span>
      </p>
      <dl className={classes.facts}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
};

const Components = ({ view, onOpen }: { view: DossierView; onOpen: (documentId: string) => void }) => {
  const { t } = useTranslation();
  return (
    <ul className={classes.components}>
      {view.state.components.map((component) => {
        const documents = view.documents.filter(({ componentKey, status }) => status === 'attached' && componentKey === component.key);
        const counts = (['originals', 'certifiedCopies', 'copies'] as const).filter((kind) => component[kind] > 0);
        return (
          <li key={component.key} data-received={component.isReceived}>
            <p>
              {component.name}
              <span>
                {!component.isReceived
                  ? t(component.required ? 'paper.notReceivedRequired' : 'paper.notReceived')
                  : counts.length === 0
                    ? t('paper.shown')
                    : counts.map((kind) => t(`paper.${kind}.count`, { n: component[kind] })).join(' · ')}
              </span>
            </p>
            {documents.map((document) => (
              <button type="button" key={document.id} className={classes.document} onClick={() => onOpen(document.id)}>
                {document.isHere ? (
                  <img src={`/files/document/${document.id}/page/1?width=320`} alt="" width={34} height={44} loading="lazy" />
                ) : (
                  <IconFileDescription size={34} stroke={1.2} aria-hidden />
                )}
                <span>
                  <strong>{document.source.fileName}</strong>
                  <span>
                    {t('document.pages', { n: document.pageCount ?? 0 })} · {formatBytes(document.sizeBytes ?? 0)}
                  </span>
                </span>
                {document.isHere && document.isDelivered ? null : (
                  <Mark tone="paused" icon={IconCloudUp}>
                    {t('document.onTheWay')}
                  </Mark>
                )}
              </button>
            ))}
          </li>
        );
      })}
    </ul>
  );
};
