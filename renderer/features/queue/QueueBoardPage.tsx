import { useDocumentTitle, useFullscreenDocument } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { formatDate, formatTime, weekday } from '../../components/format.ts';
import classes from './QueueBoardPage.module.css';
import { waitingText } from './waiting-text.ts';

/** A call is seen in a breath, and a screen without an officer is told of no changes. */
const askAgainMs = 2000;
/** So long a number that was just called stands out. */
const freshMs = 20_000;

/** The citizens' window: read from across the room, with nobody signed in. */
export const QueueBoardPage = () => {
  const { t } = useTranslation();
  useDocumentTitle(t('queue.board.title'));
  const { clock } = useServices();
  const trpc = useTRPC();
  const display = useQuery(trpc.queue.display.queryOptions(undefined, { refetchInterval: askAgainMs, refetchIntervalInBackground: true }));
  const { toggle, fullscreen } = useFullscreenDocument();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1000);
    return () => clearInterval(timer);
  }, [clock]);

  return (
    <main className={classes.board}>
      <header className={classes.head}>
        <img src="/mark.svg" width={56} height={56} alt="" />
        <div>
          <h1>{display.data?.oneStopName ?? t('app.name')}</h1>
          <p>{display.data?.unitName}</p>
        </div>
        <time dateTime={new Date(now).toISOString()}>
          <strong>{formatTime(now)}</strong>
          {t(`weekday.${weekday(now)}`)}, {formatDate(now)}
        </time>
      </header>
      {display.data?.isOn === false ? <p className={classes.off}>{t('queue.off')}</p> : null}
      {display.data?.isOn ? <Calls display={display.data} now={now} /> : null}
      {display.isError ? (
        <p className={classes.off} role="alert">
          {t('queue.board.stale')}
        </p>
      ) : null}
      {fullscreen ? null : (
        <button type="button" className={classes.fill} onClick={() => void toggle()}>
          {t('queue.board.fill')}
        </button>
      )}
    </main>
  );
};

const Calls = ({ display, now }: { display: Outputs['queue']['display']; now: number }) => {
  const { t } = useTranslation();
  const [first, ...others] = display.called;
  const isFresh = (at: number): boolean => now - at < freshMs;
  return (
    <>
      <div className={classes.calls}>
        <section className={classes.first} aria-live="polite" {...(first && isFresh(first.lastCalledAt) ? { 'data-fresh': true } : {})}>
          {first === undefined ? (
            <p>{t('queue.board.nobody')}</p>
          ) : (
            // Another key when it is called again, so that it stands out anew.
            <div key={`${first.number} ${first.calls}`}>
              <h2>{t('queue.board.now')}</h2>
              <strong>{first.number}</strong>
              <p>{t('queue.board.goTo', { counter: first.counter })}</p>
            </div>
          )}
        </section>
        <section className={classes.others} aria-label={t('queue.board.others')}>
          <h2>{t('queue.board.others')}</h2>
          <ul>
            {others.map(({ number, counter, lastCalledAt }) => (
              <li key={`${counter} ${number}`} {...(isFresh(lastCalledAt) ? { 'data-fresh': true } : {})}>
                <strong>{number}</strong>
                <span>{counter}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <footer className={classes.foot}>
        <p>
          {t('queue.board.waiting')} <strong>{display.waiting}</strong>
        </p>
        {display.averageWaitMs === null ? null : (
          <p>
            {t('queue.board.average')} <strong>{waitingText(t, display.averageWaitMs)}</strong>
          </p>
        )}
        {display.next.length === 0 ? null : (
          <p className={classes.next}>
            {t('queue.board.next')} <strong>{display.next.join('  ·  ')}</strong>
          </p>
        )}
      </footer>
    </>
  );
};
