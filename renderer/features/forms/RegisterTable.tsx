import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatDate, formatTime } from '../../components/format.ts';
import { VirtualTable } from '../../components/VirtualTable.tsx';
import classes from './RegisterPage.module.css';

type Row = Outputs['forms']['register']['rows'][number];

const columns = ['order', 'code', 'subject', 'owner', 'receivedAt', 'dueAt', 'returnedAt', 'receivedBy', 'status'] as const;

/** The register as on paper, without the columns that are only for signing; what was cancelled is crossed out. */
export const RegisterTable = ({ rows, hasMore, onMore }: { rows: readonly Row[]; hasMore: boolean; onMore: () => void }) => {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('place.register')}
      className={classes.table!}
      headings={columns.map((name) => ({ key: name, text: t(`register.column.${name}`) }))}
      rows={rows}
      rowHeight={36}
      hasMore={hasMore}
      onMore={onMore}
      lineOf={(row) => ({
        key: row.dossierId,
        className: classes.row,
        isCancelled: row.isCancelled,
        cells: (
          <>
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
          </>
        ),
      })}
    />
  );
};
