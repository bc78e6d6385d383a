import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconClockPause, IconProgress, IconX, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { ProblemNotice } from '../../components/FailureNotice.tsx';
import { Mark } from '../../components/Marks.tsx';
import { useProblemText } from '../../components/problem-text.ts';
import classes from './SignDialog.module.css';

export type Batch = NonNullable<Outputs['signing']['queue']['batch']>;
type Item = Batch['items'][number];

const looks: Record<Item['state'], { tone: 'good' | 'late' | 'today' | 'quiet'; icon: Icon }> = {
  waiting: { tone: 'quiet', icon: IconClock },
  signing: { tone: 'today', icon: IconProgress },
  signed: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'late', icon: IconAlertTriangle },
  cancelled: { tone: 'quiet', icon: IconX },
};

/** How far a batch is, paper by paper, and why it stopped. */
export const BatchProgress = ({ batch }: { batch: Batch }) => {
  const { t } = useTranslation();
  const done = batch.items.filter(({ state }) => state !== 'waiting' && state !== 'signing').length;
  const signed = batch.items.filter(({ state }) => state === 'signed');
  const unstamped = signed.filter(({ hasTimestamp }) => hasTimestamp === false).length;
  return (
    <div className={classes.progress}>
      <p role="status">
        {t(batch.isRunning ? 'signing.running' : 'signing.ended', { done: batch.isRunning ? done : signed.length, n: batch.items.length, name: batch.signer.name })}
      </p>
      <Progress value={(100 * done) / Math.max(1, batch.items.length)} aria-label={t('signing.title')} />
      {batch.problem ? <ProblemNotice problem={batch.problem} isWaiting={batch.isRunning} /> : null}
      {!batch.isRunning && unstamped > 0 ? <p className={classes.note}>{t('signing.unstamped', { n: unstamped })}</p> : null}
      <ul className={classes.items}>
        {batch.items.map((item) => (
          <BatchLine key={item.documentId} item={item} isLeft={!batch.isRunning} />
        ))}
      </ul>
    </div>
  );
};

const BatchLine = ({ item, isLeft }: { item: Item; isLeft: boolean }) => {
  const { t } = useTranslation();
  const say = useProblemText();
  const { tone, icon } = item.state === 'waiting' && isLeft ? { tone: 'paused' as const, icon: IconClockPause } : looks[item.state];
  const words = item.state === 'waiting' && isLeft ? t('signing.item.left') : t(`signing.item.${item.state}`);
  return (
    <li>
      <span>{item.title}</span>
      <Mark tone={tone} icon={icon}>
        {words}
      </Mark>
      {item.problem ? <em>{say({ kind: 'problem', problem: item.problem }).happened}</em> : null}
      {item.reference === undefined ? null : <em>{say({ kind: 'fault', reference: item.reference }).happened}</em>}
    </li>
  );
};
