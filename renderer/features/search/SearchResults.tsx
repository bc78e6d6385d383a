import { Link, useNavigate } from '@tanstack/react-router';
import { IconBook, IconFileText, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatDate, formatMoney } from '../../components/format.ts';
import { StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { describeLimit } from '../reception/describe-limit.ts';
import { useProcedureStarter } from '../reception/use-procedure-starter.ts';
import classes from './SearchResults.module.css';

/** Grouped: dossiers, people, procedures. */
export const SearchResults = ({ found }: { found: Outputs['search']['query'] }) => {
  const { t } = useTranslation();
  const may = useCan();
  const navigate = useNavigate();
  const { search } = useStores();
  const { newId } = useServices();
  const startWith = useProcedureStarter();
  return (
    <div className={classes.groups}>
      {found.dossiers.length === 0 ? null : (
        <section aria-label={t('search.dossiers')} data-section>
          <h2>
            <IconFileText size={16} aria-hidden /> {t('search.dossiers')}
          </h2>
          <ul>
            {found.dossiers.map((row) => (
              <li key={row.id}>
                <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
                  {row.code}
                </Link>
                <span className={classes.grow}>
                  <strong>{row.applicantName}</strong> · {row.procedureName}
                </span>
                <StatusMark status={row.status} />
                {row.timeliness === 'overdue' || row.timeliness === 'dueToday' ? <TimelinessMark timeliness={row.timeliness} /> : null}
                <time className={classes.quiet}>{formatDate(row.dueAt)}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.citizens.length === 0 ? null : (
        <section aria-label={t('search.citizens')} data-section>
          <h2>
            <IconUser size={16} aria-hidden /> {t('search.citizens')}
          </h2>
          <ul>
            {found.citizens.map((citizen) => (
              <li key={citizen.id}>
                <button type="button" onClick={() => search.getState().look(citizen.number || citizen.fullName)}>
                  {citizen.fullName}
                </button>
                <span className={classes.grow}>
                  {[citizen.number, formatDate(citizen.dateOfBirth), citizen.address].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.procedures.length === 0 ? null : (
        <section aria-label={t('search.procedures')} data-section>
          <h2>
            <IconBook size={16} aria-hidden /> {t('search.procedures')}
          </h2>
          <ul>
            {found.procedures.map((row) => (
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
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
