import { Button, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../domain/dossier/state.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatDateTime } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import classes from './ConflictPanel.module.css';
import type { DossierView } from './dossier-view.ts';
import { useRefresh } from './use-refresh.ts';

type ConflictPanelProps = { view: DossierView; conflicts: Conflict[] };

/** Two desks took different steps while they were apart; a person says which is right. Until then nothing is lost. */
export const ConflictPanel = ({ view, conflicts }: ConflictPanelProps) => {
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
                  ...sidesOf(t, view, conflict),
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
      {settling ? <SettleDialog view={view} conflict={settling} onClose={() => setSettling(undefined)} /> : null}
    </section>
  );
};

/** What the step began with, where it would have led, and what stands now: stages where it was a move, else statuses. */
const sidesOf = (t: TFunction, { state: { status, flow, work } }: DossierView, { from, to, move }: Conflict): { from: string; to: string; now: string } => {
  const stageAt = (index: number): string => t('conflict.stage', { n: index + 1, stage: t(`stage.${flow[index]!.kind}`) });
  if (move && move.from < flow.length && move.to < flow.length) return { from: stageAt(move.from), to: stageAt(move.to), now: stageAt(work.stage) };
  return { from: t(`status.${from}`), to: t(`status.${to}`), now: t(`status.${status}`) };
};

type SettleDialogProps = { view: DossierView; conflict: Conflict; onClose: () => void };

const SettleDialog = ({ view, conflict, onClose }: SettleDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { id, status } = view.state;
  const [isTheOther, setTheOther] = useState(false);
  const settle = useMutation(
    trpc.dossier.settleConflict.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const { to, now } = sidesOf(t, view, conflict);
  return (
    <ReasonDialog
      title={t('conflict.settle')}
      explanation={t('conflict.settleText')}
      label={t('reason.label')}
      confirm={t('conflict.confirm')}
      isRequired
      isBusy={settle.isPending}
      error={settle.error}
      onConfirm={(note) => settle.mutate({ id, eventId: conflict.eventId, status: isTheOther && !conflict.move ? conflict.to : status, note, ...(isTheOther && conflict.move && { isMoveRight: true }) })}
      onClose={onClose}
    >
      <Radio.Group label={t('conflict.choose')} value={isTheOther ? 'other' : 'now'} onChange={(value) => setTheOther(value === 'other')}>
        <Stack gap={6} mt={4}>
          <Radio value="now" label={now} />
          {to === now ? null : <Radio value="other" label={to} />}
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
};
