import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft, IconFolders } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatDate } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { periodOf } from '../../components/periods.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { DossierTable } from '../workflow/DossierTable.tsx';

const route = getRouteApi('/reports/dossiers');

/** The dossiers behind one number of a report. */
export const CountedDossiersPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { clock } = useServices();
  const { from: asked, to: until, measure, indicator, part = 'numerator', ...groups } = route.useSearch();
  const usual = periodOf('month', localDate(clock.now()));
  const period = { from: asked ?? usual.from, to: until ?? usual.to };
  const listed = indicator === undefined ? { measure: measure ?? ('received' as const) } : { indicator, part };
  const filter = Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  const pages = useInfiniteQuery({
    queryKey: [...trpc.reports.dossiers.pathKey(), 'pages', period, listed, filter],
    queryFn: ({ pageParam }) => client.reports.dossiers.query({ ...period, ...listed, filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = pages;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const name = indicator === undefined ? t(`measure.${measure ?? 'received'}`) : `${t(`indicator.${indicator}`)} (${t(`reports.${part}`)})`;

  return (
    <Page
      title={name}
      note={t('reports.listed', { n: formatCount(rows.length), more: hasNextPage ? '+' : '', from: formatDate(period.from), to: formatDate(period.to) })}
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={17} aria-hidden />} renderRoot={(props) => <Link to="/reports" search={period} {...props} />}>
          {t('reports.back')}
        </Button>
      }
    >
      {pages.error ? <FailureNotice error={pages.error} /> : null}
      {pages.isPending && !pages.error ? <Waiting>{t('list.loading')}</Waiting> : null}
      {pages.data && rows.length === 0 ? (
        <Empty title={t('reports.noneListed')} icon={<IconFolders size={40} stroke={1.2} />}>
          {t('reports.emptyHint')}
        </Empty>
      ) : null}
      {rows.length > 0 ? <DossierTable rows={rows} label={name} hasMore={hasNextPage} onMore={more} /> : null}
    </Page>
  );
};
