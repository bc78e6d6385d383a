import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatDateTime } from '../../../../renderer/components/format.ts';
import { Page } from '../../../../renderer/components/Page.tsx';
import table from '../../../../renderer/components/Table.module.css';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import classes from './AuditPage.module.css';
import { auditActions } from './actions.ts';
import { detailOf, subjectOf } from './detail-of.ts';

/** Who did what here, and whose dossier was opened by whom. */
export const AuditPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [userId, setUserId] = useState<string | null>(null);
  const users = useQuery(trpc.users.list.queryOptions());
  const asked = userId === null ? {} : { userId };
  const trail = useInfiniteQuery({
    queryKey: [...trpc.audit.list.pathKey(), asked],
    queryFn: ({ pageParam }) => client.audit.list.query({ ...asked, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const rows = trail.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title={t('consolePlace.audit')}
      note={t('audit.note')}
      actions={
        <Select
          w={300}
          aria-label={t('audit.person')}
          placeholder={t('audit.everybody')}
          clearable
          data={(users.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))}
          value={userId}
          onChange={setUserId}
        />
      }
    >
      {trail.error ? <FailureNotice error={trail.error} /> : null}
      {trail.isPending && !trail.error ? <Waiting>{t('audit.loading')}</Waiting> : null}
      {trail.data ? (
        <div className={table.scroll} data-section>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('audit.at')}</th>
                <th scope="col">{t('audit.person')}</th>
                <th scope="col">{t('audit.action')}</th>
                <th scope="col">{t('audit.subject')}</th>
                <th scope="col">{t('audit.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ seq, at, userName, action, agencyCode, subject, detail }) => {
                const known = auditActions.find((other) => other === action);
                const more = detailOf(t, detail);
                return (
                  <tr key={seq}>
                    <td className={classes.moment}>{formatDateTime(at)}</td>
                    <td>{userName || t('audit.server')}</td>
                    <td>{known ? t(`audit.did.${known}`) : action}</td>
                    <td>
                      {subjectOf(t, { action, subject })}
                      {agencyCode === null ? null : <span className={table.under}>{agencyCode}</span>}
                    </td>
                    <td className={classes.detail} title={more}>
                      {more}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {trail.hasNextPage ? (
            <Button m="sm" variant="default" disabled={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
              {t('audit.more')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Page>
  );
};
