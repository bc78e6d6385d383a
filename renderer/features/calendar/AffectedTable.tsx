import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatShortDate, weekday } from '../../components/format.ts';
import type { Affected } from './AffectedPage.tsx';
import classes from './AffectedPage.module.css';

const rowHeight = 52;

type AffectedTableProps = {
  rows: readonly Affected[];
  isChosen: (id: string) => boolean;
  /** Undefined for those who may only look. */
  onChoose: ((id: string, isChosen: boolean) => void) | undefined;
};

/** Old date, new date and the days that are to blame, a line for each dossier. */
export const AffectedTable = ({ rows, isChosen, onChoose }: AffectedTableProps) => {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10 });
  return (
    <div className={classes.table} role="table" aria-label={t('affected.title')} aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div className={classes.head} role="row">
          <span role="columnheader">
            <span className="said">{t('affected.choose')}</span>
          </span>
          <span role="columnheader">{t('dossier.code')}</span>
          <span role="columnheader">{t('dossier.applicant')}</span>
          <span role="columnheader">{t('affected.dates')}</span>
          <span role="columnheader">{t('affected.why')}</span>
        </div>
      </div>
      <div className={classes.scroller} ref={scroller} role="rowgroup">
        <div className={classes.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const { row, dueAt, newDueAt, why } = rows[index]!;
            return (
              <div key={row.id} className={classes.row} role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${start}px)` }}>
                <span role="cell">
                  {onChoose ? <Checkbox aria-label={t('affected.chooseOf', { code: row.code })} checked={isChosen(row.id)} onChange={(event) => onChoose(row.id, event.currentTarget.checked)} /> : null}
                </span>
                <span role="cell" className={classes.code}>
                  <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
                    {row.code}
                  </Link>
                </span>
                <span role="cell" className={classes.two}>
                  <span>{row.applicantName}</span>
                  <span>{row.procedureName}</span>
                </span>
                <span role="cell" className={classes.dates}>
                  <span>{formatDate(dueAt)}</span>
                  <span aria-hidden>→</span>
                  <strong data-earlier={newDueAt < dueAt}>
                    {t(`weekday.${weekday(newDueAt)}.short`)} {formatDate(newDueAt)}
                  </strong>
                </span>
                <span role="cell" className={classes.why}>
                  {why.map(({ date, reason, name }) => (
                    <span key={`${date}-${reason}`}>
                      {formatShortDate(date)} {t(`due.step.${reason}`, { name: name ?? '', n: 1 })}
                    </span>
                  ))}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
