import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { IconCertificate, IconClock, IconFileText, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../../../renderer/components/FactList.tsx';
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
  const finishedAt = facts.finishedAt === undefined ? '' : <FinishedAt at={facts.finishedAt} isLate={facts.finishedAt > facts.dueAt} />;
  const known: [string, ReactNode][] = [
    [t('dossier.procedure'), facts.procedure.name],
    [t('procedure.field'), facts.procedure.field],
    [t('dossier.acceptedAt'), formatDateTime(facts.acceptedAt)],
    [t('dossier.dueAt'), formatDateTime(facts.dueAt)],
    [t('dossiers.finishedAt'), finishedAt],
    [t('dossier.channel'), t(`channel.${facts.channel}`)],
    [t('dossier.receivedBy'), facts.receivedByName],
  ];
  const personal = ({ applicant, owner, requestSummary }: NonNullable<Dossier['person']>): [string, string][] => [
    [t('dossier.applicant'), applicant.fullName],
    [t('dossiers.owner'), !owner ? '' : owner.kind === 'person' ? owner.person.fullName : owner.organisation.name],
    [t('citizen.number'), applicant.number],
    [t('citizen.dateOfBirth'), formatDate(applicant.dateOfBirth)],
    [t('citizen.address'), applicant.address],
    [t('citizen.phone'), applicant.phone],
    [t('dossier.requestSummary'), requestSummary],
  ];
  return (
    <Panel title={t('dossier.facts')} aside={<StatusMark status={facts.status} isCancelled={facts.cancelled !== undefined} />} className={classes.facts!}>
      <FactList facts={[...known, ...(person ? personal(person) : [])]} />
      <p className={classes.trace}>
        <IconLock size={15} aria-hidden />
        {t(person ? 'dossiers.trace' : 'dossiers.withoutPerson')}
      </p>
    </Panel>
  );
};

const FinishedAt = ({ at, isLate }: { at: number; isLate: boolean }) => {
  const { t } = useTranslation();
  return (
    <>
      {formatDateTime(at)}
      {isLate ? (
        <Mark tone="late" icon={IconClock}>
          {t('figures.solvedLate')}
        </Mark>
      ) : null}
    </>
  );
};

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
