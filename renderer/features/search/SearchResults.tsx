import { Link, useNavigate } from '@tanstack/react-router';
import { IconBook, IconBuilding, IconFileText, IconScan, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatDate, formatMoney } from '../../components/format.ts';
import { StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { describeLimit } from '../reception/describe-limit.ts';
import { useProcedureStarter } from '../reception/use-procedure-starter.ts';
import { FoundGroup } from './FoundGroup.tsx';
import { PaperSnippet } from './PaperSnippet.tsx';
import classes from './SearchResults.module.css';

/** Grouped: dossiers, people, organisations, what papers say, procedures. */
export const SearchResults = ({ found }: { found: Outputs['search']['query'] }) => {
  const { t } = useTranslation();
  const may = useCan();
  const navigate = useNavigate();
  const { newId } = useServices();
  const startWith = useProcedureStarter();
  const { hasMore } = found;
  return (
    <div className={classes.groups}>
      <FoundGroup title={t('search.dossiers')} icon={IconFileText} rows={found.dossiers} hasMore={hasMore.dossiers}>
        {(row) => (
          <li key={row.id}>
            <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
              {row.code}
            </Link>
            <span className={classes.grow}>
              <strong>{row.applicantName}</strong>
              {row.ownerName === undefined ? null : ` ${t('search.for', { name: row.ownerName })}`} · {row.procedureName}
            </span>
            <StatusMark status={row.status} isCancelled={row.isCancelled} />
            {row.timeliness === 'overdue' || row.timeliness === 'dueToday' ? <TimelinessMark timeliness={row.timeliness} /> : null}
            <time className={classes.quiet}>{formatDate(row.dueAt)}</time>
          </li>
        )}
      </FoundGroup>
      <FoundGroup title={t('search.citizens')} icon={IconUser} rows={found.citizens} hasMore={hasMore.citizens}>
        {(citizen) => (
          <li key={citizen.id}>
            <Link to="/citizens/$citizenId" params={{ citizenId: citizen.id }}>
              {citizen.fullName}
            </Link>
            <span className={classes.grow}>{[citizen.number, formatDate(citizen.dateOfBirth), citizen.address].filter(Boolean).join(' · ')}</span>
          </li>
        )}
      </FoundGroup>
      <FoundGroup title={t('search.organisations')} icon={IconBuilding} rows={found.organisations} hasMore={hasMore.organisations}>
        {(organisation) => (
          <li key={organisation.id}>
            <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
              {organisation.name}
            </Link>
            <span className={classes.grow}>{[organisation.taxCode, organisation.address].filter(Boolean).join(' · ')}</span>
          </li>
        )}
      </FoundGroup>
      <FoundGroup title={t('search.papers')} icon={IconScan} rows={found.papers} hasMore={hasMore.papers}>
        {(paper) => (
          <li key={paper.documentId} className={classes.paper}>
            <span className={classes.paperHead}>
              {paper.dossierId === undefined ? (
                <Link to="/inbox">{t('search.inInbox')}</Link>
              ) : (
                <Link to="/dossiers/$dossierId" params={{ dossierId: paper.dossierId }}>
                  {paper.dossierCode}
                </Link>
              )}
              <span className={classes.grow}>{[paper.title, paper.applicantName].filter(Boolean).join(' · ')}</span>
            </span>
            <PaperSnippet parts={paper.snippet} />
          </li>
        )}
      </FoundGroup>
      <FoundGroup title={t('search.procedures')} icon={IconBook} rows={found.procedures} hasMore={hasMore.procedures}>
        {(row) => (
          <li key={row.id}>
            {may('reception.receive') ? (
              <button
                type="button"
                onClick={() => {
                  startWith(newId(), row.id);
                  void navigate({ to: '/reception' });
                }}
              >
                {row.name}
              </button>
            ) : (
              <strong>{row.name}</strong>
            )}
            <span className={`${classes.grow} ${classes.quiet}`}>
              {row.field} · {describeLimit(t, row.timeLimit)}
              {row.feeVnd === null ? '' : ` · ${row.feeVnd === 0 ? t('fee.none') : formatMoney(row.feeVnd)}`}
            </span>
          </li>
        )}
      </FoundGroup>
    </div>
  );
};
