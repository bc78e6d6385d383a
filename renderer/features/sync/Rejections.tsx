import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectionReason } from '../../../domain/wire.ts';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty } from '../../components/Words.tsx';
import { describeEvent } from './describe-event.ts';
import classes from './SyncPage.module.css';

type Rejection = Outputs['sync']['rejections'][number];

/** What the district would not take stays here, seen by everybody, until a person has dealt with it. */
export const Rejections = ({ level }: { level: string }) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rejections = useQuery(trpc.sync.rejections.queryOptions());
  const [settling, setSettling] = useState<Rejection>();
  const settle = useMutation(
    trpc.sync.settleRejection.mutationOptions({
      onSuccess: () => {
        setSettling(undefined);
        void queries.invalidateQueries(trpc.sync.pathFilter());
      },
    }),
  );
  const reasonOf = ({ reason }: Rejection): string => (reason === '' ? t('rejection.unknown') : t(`rejection.${reason as RejectionReason}`, { level }));

  return (
    <Panel title={t('rejection.title', { level })} className={classes.rejections}>
      {rejections.error ? <FailureNotice error={rejections.error} /> : null}
      {rejections.data?.length === 0 ? (
        <Empty title={t('rejection.none')} icon={<IconCircleCheck size={36} stroke={1.2} />}>
          {t('rejection.noneHint', { level })}
        </Empty>
      ) : null}
      <ul>
        {rejections.data?.map((rejection) => (
          <li key={rejection.deskSeq}>
            <div>
              <strong>
                {t('rejection.line', { n: rejection.deskSeq, what: describeEvent(t, rejection.event.type) })}
              </strong>
              <p>{reasonOf(rejection)}</p>
              <time className={classes.quiet}>{formatDateTime(rejection.at)}</time>
            </div>
            {may('sync.settleRejection') ? (
              <Button variant="default" onClick={() => setSettling(rejection)}>
                {t('rejection.settle')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {settling ? (
        <ReasonDialog
          title={t('rejection.settle')}
          explanation={`${reasonOf(settling)} ${t('rejection.settleText')}`}
          label={t('rejection.note')}
          confirm={t('rejection.settle')}
          isRequired
          isBusy={settle.isPending}
          error={settle.error}
          onConfirm={(note) => settle.mutate({ deskSeq: settling.deskSeq, note })}
          onClose={() => {
            settle.reset();
            setSettling(undefined);
          }}
        />
      ) : null}
    </Panel>
  );
};
