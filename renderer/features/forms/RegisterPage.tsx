import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconFileSpreadsheet, IconFileText, IconNotebook } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatDate } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { PdfDialog } from '../../components/PdfDialog.tsx';
import { PeriodBar } from '../../components/PeriodBar.tsx';
import { periodOf } from '../../components/periods.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { RegisterTable } from './RegisterTable.tsx';

const route = getRouteApi('/register');

/** Sổ theo dõi hồ sơ for any days: on the screen, on paper, and as a spreadsheet. */
export const RegisterPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const navigate = useNavigate();
  const { clock, keyboard } = useServices();
  const search = route.useSearch();
  const today = localDate(clock.now());
  const period = search.from !== undefined && search.to !== undefined ? { from: search.from, to: search.to } : periodOf('month', today);
  const { from, to } = period;
  const [isShown, setShown] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: [...trpc.forms.register.pathKey(), 'pages', from, to],
    queryFn: ({ pageParam }) => client.forms.register.query({ from, to, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = pages;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const show = (): void => setShown(true);
  useKeys(keyboard, { F9: show }, { isActive: rows.length > 0 && !isShown });
  const query = `from=${from}&to=${to}`;

  return (
    <Page
      title={t('place.register')}
      note={pages.data ? t(hasNextPage ? 'register.shownOfMore' : 'register.shown', { n: formatCount(rows.length), from: formatDate(from), to: formatDate(to) }) : undefined}
      actions={
        <>
          <Button variant="default" component="a" href={`/files/register?${query}&format=xlsx`} download leftSection={<IconFileSpreadsheet size={17} aria-hidden />}>
            {t('register.xlsx')}
          </Button>
          <Button disabled={rows.length === 0} leftSection={<IconFileText size={17} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={show}>
            {t('register.pdf')}
          </Button>
        </>
      }
    >
      <PeriodBar usual={['today', 'week', 'month']} period={period} today={today} onChoose={(chosen) => void navigate({ to: '/register', search: chosen })} />
      {pages.error ? <FailureNotice error={pages.error} /> : null}
      {pages.isPending && !pages.error ? <Waiting>{t('register.loading')}</Waiting> : null}
      {pages.data && rows.length === 0 ? (
        <Empty title={t('register.empty')} icon={<IconNotebook size={40} stroke={1.2} />}>
          {t('register.emptyHint')}
        </Empty>
      ) : null}
      {rows.length > 0 ? <RegisterTable rows={rows} hasMore={hasNextPage} onMore={more} /> : null}
      {isShown ? <PdfDialog isLarge url={`/files/register?${query}&format=pdf`} title={t('place.register')} onClose={() => setShown(false)} /> : null}
    </Page>
  );
};
