import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatCount, formatDate } from '../../components/format.ts';
import { StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import classes from './CitizenPage.module.css';

type DossiersPanelProps = { dossiers: Outputs['citizen']['view']['dossiers']; total: number };

/** Open ones on top, the most pressing first. */
export const DossiersPanel = ({ dossiers, total }: DossiersPanelProps) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('citizen.dossiers')} aside={<span className={classes.count}>{formatCount(total)}</span>} bodyClassName={classes.listBody!}>
      {dossiers.length === 0 ? <p className={classes.none}>{t('citizen.noDossiers')}</p> : null}
      <ul className={classes.dossiers}>
        {dossiers.map((row) => (
          <li key={row.id} data-timeliness={row.timeliness}>
            <div>
              <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
                {row.code}
              </Link>
              <span className={classes.marks}>
                {row.timeliness === 'overdue' || row.timeliness === 'dueToday' ? <TimelinessMark timeliness={row.timeliness} /> : null}
                <StatusMark status={row.status} isCancelled={row.isCancelled} />
              </span>
            </div>
            <p>{row.procedureName}</p>
            <p className={classes.quiet}>
              {t(row.timeliness === 'finished' ? 'citizen.received' : 'citizen.due', { date: formatDate(row.timeliness === 'finished' ? row.acceptedAt : row.dueAt) })}
              {row.otherName === undefined ? null : ` · ${t(row.part === 'owner' ? 'citizen.filedBy' : 'citizen.filedFor', { name: row.otherName })}`}
            </p>
          </li>
        ))}
      </ul>
      {total > dossiers.length && dossiers.length > 0 ? <p className={classes.none}>{t('citizen.moreDossiers', { n: formatCount(dossiers.length) })}</p> : null}
    </Panel>
  );
};
