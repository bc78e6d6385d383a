import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconBellRinging, IconCheck, IconDeviceTv, IconFileStack, IconTicket, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import type { Outputs } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatTime } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Mark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { IssuePanel } from './IssuePanel.tsx';
import classes from './QueuePage.module.css';
import { useCalling, useCounter } from './use-queue.ts';
import { purposeText, waitingText } from './waiting-text.ts';

type Ticket = Outputs['queue']['board']['waiting'][number];

export const QueuePage = () => {
  const { t } = useTranslation();
  const may = useCan();
  const { keyboard } = useServices();
  const calling = useCalling();
  const { board } = calling;
  const mayCall = may('queue.callNext');
  useKeys(keyboard, mayCall && board?.isOn ? { 'Ctrl+Enter': () => void (calling.isBusy || calling.next()) } : {});

  if (!board) return <Page title={t('queue.title')}>{calling.boardError ? <FailureNotice error={calling.boardError} /> : <Waiting>{t('queue.loading')}</Waiting>}</Page>;
  if (!board.isOn) {
    return (
      <Page title={t('queue.title')}>
        <Empty title={t('queue.off')} icon={<IconTicket size={40} stroke={1.2} />}>
          {t('queue.offHint')}
        </Empty>
      </Page>
    );
  }
  const { figures } = board;
  return (
    <Page
      title={t('queue.title')}
      note={
        <ul className={classes.figures}>
          <li>
            {t('queue.figure.issued')} <strong>{formatCount(figures.issued)}</strong>
          </li>
          <li>
            {t('queue.figure.waiting')} <strong>{formatCount(figures.waiting)}</strong>
          </li>
          <li>
            {t('queue.figure.average')} <strong>{waitingText(t, figures.averageWaitMs)}</strong>
          </li>
          <li>
            {t('queue.figure.longest')} <strong>{waitingText(t, figures.longestWaitMs)}</strong>
          </li>
        </ul>
      }
      actions={
        <Button component="a" href="/queue/board" target="_blank" rel="noopener" variant="default" leftSection={<IconDeviceTv size={17} aria-hidden />}>
          {t('queue.openBoard')}
        </Button>
      }
    >
      <div className={classes.columns}>
        {may('queue.issue') ? <IssuePanel /> : null}
        {mayCall ? <CallPanel calling={calling} /> : null}
        <div className={classes.lists}>
          <TicketList title={t('queue.waiting')} empty={t('queue.nobodyWaits')} tickets={board.waiting} />
          <TicketList title={t('queue.closed')} empty={t('queue.nobodyClosed')} tickets={board.closed} />
        </div>
      </div>
    </Page>
  );
};

const CallPanel = ({ calling }: { calling: ReturnType<typeof useCalling> }) => {
  const { t } = useTranslation();
  const may = useCan();
  const navigate = useNavigate();
  const { newId } = useServices();
  const { reception } = useStores();
  const { board, called, counter, isBusy, error } = calling;
  const others = (board?.called ?? []).filter(({ id }) => id !== called?.id);
  const waiting = board?.waiting.length ?? 0;
  return (
    <Panel
      title={t('queue.counter.title')}
      aside={<CounterField />}
      bodyClassName={classes.call!}
      footer={
        <div className={classes.callMain}>
          {error ? <FailureNotice error={error} /> : null}
          <Button size="lg" fullWidth disabled={isBusy || (waiting === 0 && called === undefined)} data-main-action rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={calling.next}>
            {called === undefined ? t('queue.callNext') : waiting === 0 ? t('queue.doneLast', { number: called.number }) : t('queue.doneAndNext', { number: called.number })}
          </Button>
        </div>
      }
    >
      {called === undefined ? (
        <Empty title={waiting === 0 ? t('queue.nobodyWaits') : t('queue.waitingToCall', { n: waiting })} icon={<IconBellRinging size={40} stroke={1.2} />}>
          {t('queue.counterIs', { counter })}
        </Empty>
      ) : (
        <section className={classes.now} aria-label={t('queue.calledHere')}>
          <span>{t('queue.calledHere')}</span>
          <strong>{called.number}</strong>
          <span>{[purposeText(t, called.about), t('queue.waited', { time: waitingText(t, called.waitedMs) }), t('queue.calls', { n: called.calls })].filter(Boolean).join(' · ')}</span>
          <div className={classes.nowActions}>
            <Button variant="default" disabled={isBusy} leftSection={<IconBellRinging size={16} aria-hidden />} onClick={() => calling.recall(called.id)}>
              {t('queue.recall')}
            </Button>
            <Button variant="default" disabled={isBusy} leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => calling.close(called.id, 'absent')}>
              {t('queue.absent')}
            </Button>
            <Button variant="default" disabled={isBusy} leftSection={<IconCheck size={16} aria-hidden />} onClick={() => calling.close(called.id, 'served')}>
              {t('queue.served')}
            </Button>
            {may('reception.receive') ? (
              <Button
                variant="light"
                leftSection={<IconFileStack size={16} aria-hidden />}
                onClick={() => {
                  reception.getState().begin(newId());
                  void navigate({ to: '/reception' });
                }}
              >
                {t('home.receive')}
              </Button>
            ) : null}
          </div>
        </section>
      )}
      {others.length === 0 ? null : (
        <section className={classes.others} aria-label={t('queue.calledElsewhere')}>
          <h3>{t('queue.calledElsewhere')}</h3>
          <ul>
            {others.map((ticket) => (
              <li key={ticket.id}>
                <strong>{ticket.number}</strong>
                <span>{t('queue.calledAt', { counter: ticket.counter, time: formatTime(ticket.lastCalledAt ?? ticket.issuedAt) })}</span>
                <Button size="compact-sm" variant="subtle" disabled={isBusy} aria-label={t('queue.recallOf', { number: ticket.number })} onClick={() => calling.recall(ticket.id)}>
                  {t('queue.recall')}
                </Button>
                <Button size="compact-sm" variant="subtle" disabled={isBusy} aria-label={t('queue.absentOf', { number: ticket.number })} onClick={() => calling.close(ticket.id, 'absent')}>
                  {t('queue.absent')}
                </Button>
                <Button size="compact-sm" variant="subtle" disabled={isBusy} aria-label={t('queue.servedOf', { number: ticket.number })} onClick={() => calling.close(ticket.id, 'served')}>
                  {t('queue.served')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  );
};

const CounterField = () => {
  const { t } = useTranslation();
  const [counter, setCounter] = useCounter();
  const [typed, setTyped] = useState<string>();
  const keep = (): void => {
    if (typed !== undefined) setCounter(typed);
    setTyped(undefined);
  };
  return (
    <TextInput
      size="xs"
      w={140}
      aria-label={t('queue.counter.name')}
      maxLength={100}
      value={typed ?? counter}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
    />
  );
};

const TicketList = ({ title, empty, tickets }: { title: string; empty: string; tickets: readonly Ticket[] }) => {
  const { t } = useTranslation();
  return (
    <Panel title={title} isReading>
      {tickets.length === 0 ? <p className={classes.quiet}>{empty}</p> : null}
      <ol className={classes.tickets}>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <strong>{ticket.number}</strong>
            <span>{purposeText(t, ticket.about)}</span>
            {ticket.status === 'absent' ? (
              <Mark tone="quiet" icon={IconUserOff}>
                {t('queue.status.absent')}
              </Mark>
            ) : null}
            <time>{t('queue.waited', { time: waitingText(t, ticket.waitedMs) })}</time>
          </li>
        ))}
      </ol>
    </Panel>
  );
};
