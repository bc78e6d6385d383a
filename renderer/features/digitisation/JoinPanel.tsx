import { Button, Checkbox, Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArrowsShuffle, IconSwitchVertical, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useInbox } from '../../app/stores.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import classes from './JoinPanel.module.css';
import type { Scan } from './ScanList.tsx';
import type { Stack } from './StackOffers.tsx';

type JoinPanelProps = {
  /** In the order in which they were scanned. */
  scans: readonly Scan[];
  /** Picked because they seem to belong together in this way. */
  stack?: Stack | undefined;
  onJoined: (documentId: string) => void;
  onClear: () => void;
};

/** Several scans become one paper: one behind the other, or the fronts and the backs of the same sheets. */
export const JoinPanel = ({ scans, stack, onJoined, onClear }: JoinPanelProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = useInbox((state) => state.done);
  const [way, setWay] = useState<'merge' | 'interleave'>(stack?.kind === 'interleave' ? 'interleave' : 'merge');
  const [isTurnedRound, setTurnedRound] = useState(false);
  // Whoever turns the whole stack over scans the last back first.
  const [areBacksReversed, setBacksReversed] = useState(stack?.kind === 'interleave' ? stack.areBacksReversed : true);
  const mayInterleave = scans.length === 2;
  const ordered = isTurnedRound ? scans.toReversed() : scans;
  const [first, second] = ordered;
  const made = (kind: 'merge' | 'interleave') => ({
    onSuccess: ({ documentId }: { documentId: string }) => {
      done({ kind, documentIds: [documentId], fileName: first?.fileName ?? '' });
      void queries.invalidateQueries(trpc.digitisation.pathFilter());
      onJoined(documentId);
    },
  });
  const merge = useMutation(trpc.digitisation.merge.mutationOptions(made('merge')));
  const interleave = useMutation(trpc.digitisation.interleave.mutationOptions(made('interleave')));
  const isBusy = merge.isPending || interleave.isPending;
  const isInterleaving = way === 'interleave' && mayInterleave;
  const commit = (): void => {
    if (isBusy) return;
    if (isInterleaving && first && second) interleave.mutate({ frontsId: first.id, backsId: second.id, areBacksReversed });
    else merge.mutate({ documentIds: ordered.map(({ id }) => id) });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit });
  const error = merge.error ?? interleave.error;

  return (
    <Panel
      title={t('join.title', { n: scans.length })}
      aside={
        <Button size="compact-sm" variant="subtle" leftSection={<IconX size={15} aria-hidden />} onClick={onClear}>
          {t('join.clear')}
        </Button>
      }
      footer={
        <div className={classes.foot}>
          {error ? (
            <FailureNotice
              error={error}
              onClose={() => {
                merge.reset();
                interleave.reset();
              }}
            />
          ) : null}
          <Button size="md" data-main-action disabled={isBusy} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
            {isBusy ? t('join.busy') : t(isInterleaving ? 'join.interleave' : 'join.merge')}
          </Button>
        </div>
      }
    >
      <div className={classes.body}>
        <Radio.Group label={t('join.way')} value={isInterleaving ? 'interleave' : 'merge'} onChange={(value) => setWay(value === 'interleave' ? 'interleave' : 'merge')}>
          <div className={classes.ways}>
            <Radio value="merge" label={t('join.merge.label')} description={t('join.merge.text')} />
            <Radio value="interleave" disabled={!mayInterleave} label={t('join.interleave.label')} description={t(mayInterleave ? 'join.interleave.text' : 'join.interleave.two')} />
          </div>
        </Radio.Group>
        {isInterleaving ? <Checkbox label={t('join.reversed')} description={t('join.reversed.text')} checked={areBacksReversed} onChange={(event) => setBacksReversed(event.currentTarget.checked)} /> : null}
        <div className={classes.order}>
          <span>{t('join.order')}</span>
          <Button size="compact-sm" variant="default" leftSection={isInterleaving ? <IconArrowsShuffle size={15} aria-hidden /> : <IconSwitchVertical size={15} aria-hidden />} onClick={() => setTurnedRound(!isTurnedRound)}>
            {t('join.turnRound')}
          </Button>
        </div>
        <ol className={classes.scans}>
          {ordered.map((scan, index) => (
            <li key={scan.id}>
              <img src={scan.thumbnailUrl} alt="" width={34} height={44} loading="lazy" />
              <span>
                <strong>{scan.fileName}</strong>
                <span>{[isInterleaving ? t(index === 0 ? 'join.fronts' : 'join.backs') : '', t('document.pages', { n: scan.pageCount })].filter(Boolean).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
};
