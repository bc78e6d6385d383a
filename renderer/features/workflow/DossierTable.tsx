import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../electron/api/screen-types.ts';
import { formatDate, formatTime } from '../../components/format.ts';
import { Mark, StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import classes from './DossierTable.module.css';

const rowHeight = 36;

type DossierTableProps = { rows: readonly DossierRow[]; label: string; hasMore?: boolean; onMore?: () => void };

/** Only the rows in sight are in the page, so ten thousand dossiers scroll as lightly as ten. */
export const DossierTable = ({ rows, label, hasMore = false, onMore }: DossierTableProps) => {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 20) onMore?.();
  }, [hasMore, lastShown, rows.length, onMore]);

  return (
    <div className={classes.table} role="table" aria-label={label} aria-rowcount={hasMore ? -1 : rows.length + 1}>
      <div role="rowgroup">
        <div className={classes.head} role="row">
          {(['code', 'applicant', 'procedure', 'acceptedAt', 'dueAt', 'status'] as const).map((name) => (
            <span role="columnheader" key={name}>
              {t(`dossier.${name}`)}
            </span>
          ))}
        </div>
      </div>
      <div className={classes.scroller} ref={scroller} role="rowgroup">
        <div className={classes.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index]!;
            return (
              <div key={row.id} className={classes.row} role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${start}px)` }}>
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
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
