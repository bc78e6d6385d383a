import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { IconCertificate, IconClock, IconFileText, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatDate, formatDateTime } from '../../../../renderer/components/format.ts';
import { Mark, StatusMark } from '../../../../renderer/components/Marks.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Panel } from '../../../../renderer/components/Panel.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { TimelineEntries } from '../../../../renderer/features/workflow/TimelineEntries.tsx';
import { useMay } from '../../app/me.ts';
import { usePeriod } from '../../app/period.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import classes from './DossierPage.module.css';

type Dossier = Outputs['dossiers']['view'];

/** A commune's dossier as it has come here. Opening it leaves a trace, and the page says so. */
export const DossierPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { period } = usePeriod();
  const { agencyCode, dossierId } = useParams({ from: '/communes/$agencyCode/dossiers/$dossierId' });
  // Each question is an opening on record, so it is not asked again by itself.
  const found = useQuery(trpc.dossiers.view.queryOptions({ agencyCode, id: dossierId }, { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false }));
  const dossier = found.data;
  return (
    <Page
      title={dossier ? t('dossiers.title', { code: dossier.facts.code }) : t('dossier.title')}
      note={
        dossier ? (
          <Link to="/communes/$agencyCode" params={{ agencyCode }} search={period} className={classes.back}>
            {dossier.unitName}
          </Link>
        ) : undefined
      }
    >
      {found.error ? <FailureNotice error={found.error} /> : null}
      {found.isPending && !found.error ? <Waiting>{t('dossier.loading')}</Waiting> : null}
      {dossier ? (
        <div className={classes.columns}>
          <div className={classes.side}>
            <Facts dossier={dossier} />
            <Papers dossier={dossier} agencyCode={agencyCode} />
          </div>
          <Panel title={t('dossier.timeline')} isReading>
            <TimelineEntries
              view={{ timeline: dossier.timeline.map((entry) => ({ ...entry, isSent: true })), state: dossier.facts }}
              nameOf={(officerId) => dossier.officers[officerId] ?? t('conflict.otherDesk')}
            />
          </Panel>
        </div>
      ) : null}
    </Page>
  );
};

const Facts = ({ dossier: { facts, person } }: { dossier: Dossier }) => {
  const { t } = useTranslation();
  const isLate = facts.finishedAt !== undefined && facts.finishedAt > facts.dueAt;
  return (
    <Panel title={t('dossier.facts')} aside={<StatusMark status={facts.status} isCancelled={facts.cancelled !== undefined} />} className={classes.facts!}>
      <dl className={classes.list}>
        <Fact name={t('dossier.procedure')}>{facts.procedure.name}</Fact>
        <Fact name={t('procedure.field')}>{facts.procedure.field}</Fact>
        <Fact name={t('dossier.acceptedAt')}>{formatDateTime(facts.acceptedAt)}</Fact>
        <Fact name={t('dossier.dueAt')}>{formatDateTime(facts.dueAt)}</Fact>
        {facts.finishedAt === undefined ? null : (
          <Fact name={t('dossiers.finishedAt')}>
            {formatDateTime(facts.finishedAt)}{' '}
            {isLate ? (
              <Mark tone="late" icon={IconClock}>
                {t('figures.solvedLate')}
              </Mark>
            ) : null}
          </Fact>
        )}
        <Fact name={t('dossier.channel')}>{t(`channel.${facts.channel}`)}</Fact>
        <Fact name={t('dossier.receivedBy')}>{facts.receivedByName}</Fact>
        {person ? (
          <>
            <Fact name={t('dossier.applicant')}>{person.applicant.fullName}</Fact>
            {person.owner ? <Fact name={t('dossiers.owner')}>{person.owner.kind === 'person' ? person.owner.person.fullName : person.owner.organisation.name}</Fact> : null}
            <Fact name={t('citizen.number')}>{person.applicant.number}</Fact>
            <Fact name={t('citizen.dateOfBirth')}>{person.applicant.dateOfBirth === '' ? '' : formatDate(person.applicant.dateOfBirth)}</Fact>
            <Fact name={t('citizen.address')}>{person.applicant.address}</Fact>
            <Fact name={t('citizen.phone')}>{person.applicant.phone}</Fact>
            <Fact name={t('dossier.requestSummary')}>{person.requestSummary}</Fact>
          </>
        ) : null}
      </dl>
      <p className={classes.trace}>
        <IconLock size={15} aria-hidden />
        {t(person ? 'dossiers.trace' : 'dossiers.withoutPerson')}
      </p>
    </Panel>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );

const Papers = ({ dossier: { documents, facts }, agencyCode }: { dossier: Dossier; agencyCode: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const nameOf = (componentKey: string | null, fileName: string | null): string => facts.components.find(({ key }) => key === componentKey)?.name ?? fileName ?? t('document.title');
  return (
    <Panel title={t('dossiers.papers', { n: documents.length })}>
      {documents.length === 0 ? <p className={classes.quiet}>{t('dossiers.noPapers')}</p> : null}
      <ul className={classes.papers}>
        {documents.map(({ id, fileName, componentKey, pageCount, isHere, isSigned }) => (
          <li key={id}>
            <IconFileText size={17} stroke={1.6} aria-hidden />
            {may('files.document') && isHere ? (
              <a href={`/console/files/documents/${encodeURIComponent(agencyCode)}/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
                {nameOf(componentKey, fileName)}
              </a>
            ) : (
              <span>{nameOf(componentKey, fileName)}</span>
            )}
            <span className={classes.quiet}>{pageCount === null ? '' : t('document.pages', { n: pageCount })}</span>
            {isSigned ? (
              <Mark tone="good" icon={IconCertificate}>
                {t('dossiers.signed')}
              </Mark>
            ) : null}
            {isHere ? null : (
              <Mark tone="paused" icon={IconClock}>
                {t('document.onTheWay')}
              </Mark>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
};
