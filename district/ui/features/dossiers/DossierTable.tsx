import { Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatDate } from '../../../../renderer/components/format.ts';
import { StatusMark } from '../../../../renderer/components/Marks.tsx';
import { VirtualTable } from '../../../../renderer/components/VirtualTable.tsx';
import { Empty, Waiting } from '../../../../renderer/components/Words.tsx';
import type { ListName } from '../../app/listed.ts';
import { usePeriod } from '../../app/period.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../../app/trpc.ts';
import classes from './DossierTable.module.css';

export type DossierRow = Outputs['dossiers']['list']['items'][number];

type DossierTableProps = {
  list: ListName;
  /** Of all communes where it is missing, and then each line says whose it is. */
  agencyCode?: string;
  field?: string | undefined;
  /** Those that are ticked; without it nothing can be. */
  chosen?: { ids: ReadonlySet<string>; onToggle: (row: DossierRow) => void };
};

/** The dossiers behind a number. */
export const DossierTable = ({ list, agencyCode, field, chosen }: DossierTableProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { period } = usePeriod();
  const asked = { ...period, ...(agencyCode !== undefined && { agencyCode }), ...(field !== undefined && { field }), listed: { measure: list } };
  const found = useInfiniteQuery({
    queryKey: [...trpc.dossiers.list.pathKey(), asked],
    queryFn: ({ pageParam }) => client.dossiers.list.query({ ...asked, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  if (found.error) return <FailureNotice error={found.error} />;
  if (found.isPending) return <Waiting>{t('list.loading')}</Waiting>;
  if (rows.length === 0) return <Empty title={t('dossiers.none', { what: t(`figures.${list}`).toLowerCase() })} />;
  const hasNames = rows.some(({ applicantName }) => applicantName !== null);
  const headings = [
    ...(chosen ? [{ key: 'chosen', text: <span className="said">{t('dossiers.choose')}</span> }] : []),
    { key: 'code', text: t('dossier.code') },
    ...(agencyCode === undefined ? [{ key: 'commune', text: t('dossiers.commune') }] : []),
    { key: 'procedure', text: t('dossier.procedure') },
    ...(hasNames ? [{ key: 'name', text: t('dossier.applicant') }] : []),
    { key: 'due', text: t('dossiers.due') },
    { key: 'finished', text: t('dossiers.finished') },
    { key: 'status', text: t('dossier.status') },
  ];
  return (
    <VirtualTable
      label={t(`figures.${list}`)}
      className={`${classes.table} ${chosen ? classes.choosing : ''} ${agencyCode === undefined ? classes.withCommune : ''} ${hasNames ? classes.withName : ''}`}
      headings={headings}
      rows={rows}
      rowHeight={36}
      hasMore={found.hasNextPage}
      onMore={() => void (found.isFetchingNextPage || found.fetchNextPage())}
      lineOf={(row) => ({
        key: `${row.agencyCode} ${row.id}`,
        cells: (
          <>
            {chosen ? (
              <span role="cell">
                <Checkbox size="xs" aria-label={t('dossiers.chooseOf', { code: row.code })} checked={chosen.ids.has(row.id)} onChange={() => chosen.onToggle(row)} />
              </span>
            ) : null}
            <span role="cell">
              <Link to="/communes/$agencyCode/dossiers/$dossierId" params={{ agencyCode: row.agencyCode, dossierId: row.id }} search={{ ...period, list }} className={classes.code}>
                {row.code}
              </Link>
            </span>
            {agencyCode === undefined ? <span role="cell">{row.unitName}</span> : null}
            <span role="cell" title={row.procedureName}>
              {row.procedureName}
            </span>
            {hasNames ? (
              <span role="cell" title={row.applicantName ?? ''}>
                {row.applicantName}
              </span>
            ) : null}
            <span role="cell">{formatDate(row.dueAt)}</span>
            <span role="cell">{row.finishedAt === undefined ? '' : formatDate(row.finishedAt)}</span>
            <span role="cell">
              <StatusMark status={row.status} />
            </span>
          </>
        ),
      })}
    />
  );
};
