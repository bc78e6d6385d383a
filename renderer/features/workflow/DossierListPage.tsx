import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconFolders, IconNotebook } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dossierFilters } from '../../app/dossier-filters.ts';
import { useCan } from '../../app/me.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import classes from './DossierListPage.module.css';
import { DossierTable } from './DossierTable.tsx';

const route = getRouteApi('/dossiers');

export const DossierListPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const may = useCan();
  const { filter = 'open' } = route.useSearch();
  const client = useTRPCClient();
  const pages = useInfiniteQuery({
    queryKey: [...trpc.dossier.list.pathKey(), 'pages', filter],
    queryFn: ({ pageParam }) => client.dossier.list.query({ filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = pages;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return (
    <Page
      title={t('place.dossiers')}
      note={pages.data ? t(hasNextPage ? 'list.shownOfMore' : 'list.shown', { n: formatCount(rows.length) }) : undefined}
      actions={
        may('forms.register') ? (
          <Button variant="default" leftSection={<IconNotebook size={17} aria-hidden />} renderRoot={(props) => <Link to="/register" search={{}} {...props} />}>
            {t('place.register')}
          </Button>
        ) : null
      }
    >
      <nav className={classes.filters} aria-label={t('list.filters')} data-section>
        {dossierFilters.map((name) => (
          <Link key={name} to="/dossiers" search={{ filter: name }} aria-current={name === filter ? 'page' : undefined}>
            {t(`filter.${name}`)}
          </Link>
        ))}
      </nav>
      {pages.error ? <FailureNotice error={pages.error} /> : null}
      {pages.isPending && !pages.error ? <Waiting>{t('list.loading')}</Waiting> : null}
      {pages.data && rows.length === 0 ? (
        <Empty
          title={t('list.empty', { filter: t(`filter.${filter}`) })}
          icon={<IconFolders size={40} stroke={1.2} />}
          action={filter === 'all' ? undefined : <Button variant="default" renderRoot={(props) => <Link to="/dossiers" search={{ filter: 'all' }} {...props} />}>{t('list.showAll')}</Button>}
        >
          {t('list.emptyHint')}
        </Empty>
      ) : null}
      {rows.length > 0 ? <DossierTable rows={rows} label={t(`filter.${filter}`)} hasMore={hasNextPage} onMore={more} /> : null}
    </Page>
  );
};
