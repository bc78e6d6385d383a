import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import classes from './BoardPage.module.css';
import { Column } from './Column.tsx';
import { LeaderPanel } from './LeaderPanel.tsx';
import { NotifyHint } from './NotifyHint.tsx';
import { boardScopes } from './scopes.ts';
import { Tasks } from './Tasks.tsx';

const route = getRouteApi('/board');

/** Every open dossier by how urgent it is: for the desk, for oneself, and for the head by officer and field. */
export const BoardPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { roles } = useMe().officer;
  const navigate = useNavigate();
  const { scope = 'desk', officer, field } = route.useSearch();
  const asked = { scope, ...(scope === 'leader' && officer !== undefined && { officerId: officer }), ...(scope === 'leader' && field !== undefined && { field }) };
  const board = useQuery(trpc.dossier.board.queryOptions(asked, { refetchInterval: 60_000 }));
  const total = board.data?.groups.reduce((sum, { count }) => sum + count, 0) ?? 0;

  return (
    <Page
      title={t('place.board')}
      note={board.data ? t('board.note', { n: formatCount(total), late: formatCount(board.data.stageLate) }) : undefined}
      actions={
        <>
          <NotifyHint />
          <SegmentedControl
            size="xs"
            aria-label={t('board.scopes')}
            value={scope}
            data={boardScopes.filter((value) => value !== 'leader' || roles.includes('approver')).map((value) => ({ value, label: t(`board.scope.${value}`) }))}
            onChange={(value) => void navigate({ to: '/board', search: { scope: boardScopes.find((one) => one === value) } })}
          />
        </>
      }
    >
      {board.error ? <FailureNotice error={board.error} /> : null}
      {board.isPending && !board.error ? <Waiting>{t('board.loading')}</Waiting> : null}
      {board.data ? (
        <>
          <Tasks toTake={board.data.toTake} apologies={board.data.apologies} />
          <div className={classes.body}>
            {scope === 'leader' ? <LeaderPanel board={board.data} officer={officer} field={field} /> : null}
            {total === 0 ? (
              <div className={classes.nothing}>
                <Empty
                  title={t('board.empty')}
                  icon={<IconCalendarCheck size={40} stroke={1.2} />}
                  action={
                    scope === 'desk' ? undefined : (
                      <Button variant="default" onClick={() => void navigate({ to: '/board', search: {} })}>
                        {t('board.showDesk')}
                      </Button>
                    )
                  }
                >
                  {t('board.emptyHint')}
                </Empty>
              </div>
            ) : (
              <div className={classes.columns} data-board>
                {board.data.groups.map((group) => (
                  <Column key={group.key} group={group} asked={asked} />
                ))}
              </div>
            )}
          </div>
        </>
      ) : null}
    </Page>
  );
};
