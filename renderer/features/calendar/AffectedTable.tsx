import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDate, formatShortDate, weekday } from '../../components/format.ts';
import { VirtualTable } from '../../components/VirtualTable.tsx';
import type { Affected } from './AffectedPage.tsx';
import classes from './AffectedPage.module.css';

type AffectedTableProps = {
  rows: readonly Affected[];
  isChosen: (id: string) => boolean;
  /** Undefined for those who may only look. */
  onChoose: ((id: string, isChosen: boolean) => void) | undefined;
};

/** Old date, new date and the days that are to blame, a line for each dossier. */
export const AffectedTable = ({ rows, isChosen, onChoose }: AffectedTableProps) => {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('affected.title')}
      className={classes.table!}
      headings={[
        { key: 'choose', text: <span className="said">{t('affected.choose')}</span> },
        { key: 'code', text: t('dossier.code') },
        { key: 'applicant', text: t('dossier.applicant') },
        { key: 'dates', text: t('affected.dates') },
        { key: 'why', text: t('affected.why') },
      ]}
      rows={rows}
      rowHeight={52}
      lineOf={({ row, dueAt, newDueAt, why }) => ({
        key: row.id,
        cells: (
          <>
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
          </>
        ),
      })}
    />
  );
};
