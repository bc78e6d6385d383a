import { Button, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../domain/dossier/dossier.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatDateTime } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import classes from './ConflictPanel.module.css';
import { useRefresh } from './use-refresh.ts';

type ConflictPanelProps = { dossierId: string; status: Status; conflicts: Conflict[] };

/** Two desks took different steps while they were apart; a person says which is right. Until then nothing is lost. */
export const ConflictPanel = ({ dossierId, status, conflicts }: ConflictPanelProps) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const [settling, setSettling] = useState<Conflict>();
  return (
    <section className={classes.panel} aria-label={t('conflict.title')} data-section>
      <IconGitMerge size={20} aria-hidden />
      <div className={classes.text}>
        <strong>{t('conflict.title')}</strong>
        <p>{t('conflict.text')}</p>
        <ul>
          {conflicts.map((conflict) => (
            <li key={conflict.eventId}>
              <span>
                {t('conflict.line', {
                  at: formatDateTime(hybridTimeMs(conflict.at)),
                  name: officers.data?.find(({ id }) => id === conflict.actorId)?.fullName ?? t('conflict.otherDesk'),
                  from: t(`status.${conflict.from}`),
                  to: t(`status.${conflict.to}`),
                  now: t(`status.${status}`),
                })}
                {conflict.reason === '' ? '' : ` ${t('conflict.reason', { reason: conflict.reason })}`}
              </span>
              {may('dossier.settleConflict') ? (
                <Button size="compact-sm" onClick={() => setSettling(conflict)}>
                  {t('conflict.settle')}
                </Button>
              ) : (
                <em>{t('conflict.whoSettles')}</em>
              )}
            </li>
          ))}
        </ul>
      </div>
      {settling ? <SettleDialog dossierId={dossierId} status={status} conflict={settling} onClose={() => setSettling(undefined)} /> : null}
    </section>
  );
};

type SettleDialogProps = { dossierId: string; status: Status; conflict: Conflict; onClose: () => void };

const SettleDialog = ({ dossierId, status, conflict, onClose }: SettleDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<Status>(status);
  const settle = useMutation(
    trpc.dossier.settleConflict.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title={t('conflict.settle')}
      explanation={t('conflict.settleText')}
      label={t('reason.label')}
      confirm={t('conflict.confirm')}
      isRequired
      isBusy={settle.isPending}
      error={settle.error}
      onConfirm={(note) => settle.mutate({ id: dossierId, eventId: conflict.eventId, status: chosen, note })}
      onClose={onClose}
    >
      <Radio.Group label={t('conflict.choose')} value={chosen} onChange={(value) => setChosen(value as Status)}>
        <Stack gap={6} mt={4}>
          {[...new Set([status, conflict.to])].map((option) => (
            <Radio key={option} value={option} label={t(`status.${option}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
};
