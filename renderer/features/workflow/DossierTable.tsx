import { Link } from '@tanstack/react-router';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../electron/api/screen-types.ts';
import { formatDate, formatTime } from '../../components/format.ts';
import { Mark, StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import { VirtualTable } from '../../components/VirtualTable.tsx';
import classes from './DossierTable.module.css';

const columns = ['code', 'applicant', 'procedure', 'acceptedAt', 'dueAt', 'status'] as const;

type DossierTableProps = { rows: readonly DossierRow[]; label: string; hasMore?: boolean; onMore?: () => void };

export const DossierTable = ({ rows, label, hasMore = false, onMore }: DossierTableProps) => {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={label}
      className={classes.table!}
      headings={columns.map((name) => ({ key: name, text: t(`dossier.${name}`) }))}
      rows={rows}
      rowHeight={36}
      hasMore={hasMore}
      onMore={onMore}
      lineOf={(row) => ({
        key: row.id,
        className: classes.row,
        cells: (
          <>
            <span role="cell" className={classes.code}>
              <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
                {row.code}
              </Link>
            </span>
            <span role="cell">{row.applicantName}</span>
            <span role="cell" className={classes.quiet}>
              {row.procedureName}
            </span>
            <span role="cell" className={classes.quiet}>
              {formatTime(row.acceptedAt)} {formatDate(row.acceptedAt)}
            </span>
            <span role="cell">{row.isPromised ? formatDate(row.dueAt) : '–'}</span>
            <span role="cell" className={classes.marks}>
              <StatusMark status={row.status} isCancelled={row.isCancelled} />
              {row.timeliness === 'overdue' || row.timeliness === 'dueToday' ? <TimelinessMark timeliness={row.timeliness} /> : null}
              {row.hasConflict ? (
                <Mark tone="late" icon={IconGitMerge}>
                  {t('conflict.mark')}
                </Mark>
              ) : null}
            </span>
          </>
        ),
      })}
    />
  );
};
