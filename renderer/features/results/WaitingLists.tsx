import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconPhone } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatMoney, formatShortDate } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { NoticeDialog } from './NoticeDialog.tsx';
import classes from './ResultsPage.module.css';

type Row = Outputs['results']['waiting']['items'][number];
const kinds = ['toTell', 'uncollected'] as const;
type Kind = (typeof kinds)[number];

type WaitingListsProps = { chosenId: string | undefined; onPick: (dossierId: string) => void };

/** Whom to tell that the result is there, and who was told and has not come. */
export const WaitingLists = ({ chosenId, onPick }: WaitingListsProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const may = useCan();
  const [kind, setKind] = useState<Kind>('toTell');
  const [telling, setTelling] = useState<Row>();
  const pages = useInfiniteQuery({
    queryKey: [...trpc.results.waiting.pathKey(), 'pages', kind],
    queryFn: ({ pageParam }) => client.results.waiting.query({ kind, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = pages;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const counts = pages.data?.pages[0]?.counts;

  return (
    <Panel
      title={
        <SegmentedControl
          size="xs"
          aria-label={t('results.lists')}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
          data={kinds.map((value) => ({ value, label: counts ? t(`results.${value}.n`, { n: formatCount(counts[value]) }) : t(`results.${value}`) }))}
        />
      }
      className={classes.waiting!}
      bodyClassName={classes.waitingBody!}
    >
      {pages.error ? <FailureNotice error={pages.error} /> : null}
      {pages.isPending && !pages.error ? <Waiting>{t('list.loading')}</Waiting> : null}
      {pages.data && rows.length === 0 ? <Empty title={t(`results.${kind}.none`)}>{t(`results.${kind}.noneHint`)}</Empty> : null}
      <ul className={classes.rows} aria-label={t(`results.${kind}`)}>
        {rows.map((row) => (
          <li key={row.id} aria-current={row.id === chosenId ? 'true' : undefined}>
            <button type="button" onClick={() => onPick(row.id)}>
              <strong>{row.applicantName}</strong>
              <span>{row.procedureName}</span>
              <span>
                {[row.phone, t('results.since', { date: formatShortDate(row.finishedAt ?? row.dueAt), n: row.daysWaiting }), row.tellings > 0 ? t('results.tried', { n: row.tellings }) : ''].filter(Boolean).join(' · ')}
              </span>
              {row.feeDueVnd > 0 ? <em>{t('payment.owed', { amount: formatMoney(row.feeDueVnd) })}</em> : null}
            </button>
            {may('results.tell') ? (
              <Button size="compact-sm" variant="default" leftSection={<IconPhone size={15} aria-hidden />} aria-label={t('results.tellOf', { name: row.applicantName })} onClick={() => setTelling(row)}>
                {t(kind === 'toTell' ? 'results.tell' : 'results.tellAgain')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="subtle" fullWidth disabled={isFetchingNextPage} onClick={more}>
          {t('results.more')}
        </Button>
      ) : null}
      {telling ? <NoticeDialog dossier={telling} onClose={() => setTelling(undefined)} /> : null}
    </Panel>
  );
};
