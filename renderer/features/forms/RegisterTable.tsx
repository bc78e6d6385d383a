import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatDate, formatTime } from '../../components/format.ts';
import classes from './RegisterPage.module.css';

type Row = Outputs['forms']['register']['rows'][number];

const rowHeight = 36;
const columns = ['order', 'code', 'subject', 'owner', 'receivedAt', 'dueAt', 'returnedAt', 'receivedBy', 'status'] as const;

/** The register as on paper, without the columns that are only for signing; what was cancelled is crossed out. */
export const RegisterTable = ({ rows, hasMore, onMore }: { rows: readonly Row[]; hasMore: boolean; onMore: () => void }) => {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 20) onMore();
  }, [hasMore, lastShown, rows.length, onMore]);
  return (
    <div className={classes.table} role="table" aria-label={t('place.register')} aria-rowcount={hasMore ? -1 : rows.length + 1}>
      <div role="rowgroup">
        <div className={classes.head} role="row">
          {columns.map((name) => (
            <span role="columnheader" key={name}>
              {t(`register.column.${name}`)}
            </span>
          ))}
        </div>
      </div>
      <div className={classes.scroller} ref={scroller} role="rowgroup">
        <div className={classes.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index]!;
            return (
              <div key={row.dossierId} className={classes.row} role="row" aria-rowindex={index + 2} data-cancelled={row.isCancelled} style={{ transform: `translateY(${start}px)` }}>
                <span role="cell">{row.order}</span>
                <span role="cell" className={classes.code}>
                  <Link to="/dossiers/$dossierId" params={{ dossierId: row.dossierId }}>
                    {row.code}
                  </Link>
                </span>
                <span role="cell" title={row.subject}>
                  {row.subject}
                </span>
                <span role="cell" title={row.address}>
                  {row.ownerName}
                </span>
                <span role="cell">
                  {formatTime(row.receivedAt)} {formatDate(row.receivedAt)}
                </span>
                <span role="cell">{formatDate(row.dueAt)}</span>
                <span role="cell">{row.returnedAt === undefined ? '' : formatDate(row.returnedAt)}</span>
                <span role="cell">{row.receivedBy}</span>
                <span role="cell" className={classes.status} title={row.note}>
                  {row.status}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
