import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconBellRinging, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { formatCount } from '../../components/format.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import classes from './QueueStrip.module.css';
import { useCalling } from './use-queue.ts';
import { waitingText } from './waiting-text.ts';

/** One line on the front page, where the desk hands out numbers; nothing where it does not. */
export const QueueStrip = () => {
  const { t } = useTranslation();
  const may = useCan();
  const { board, called, isBusy, error, next } = useCalling();
  if (!board?.isOn) return null;
  const { figures, waiting } = board;
  return (
    <section className={classes.strip} aria-label={t('queue.title')}>
      <IconTicket size={18} aria-hidden />
      <span>
        {t('queue.figure.waiting')} <strong>{formatCount(figures.waiting)}</strong>
      </span>
      <span>
        {t('queue.figure.average')} <strong>{waitingText(t, figures.averageWaitMs)}</strong>
      </span>
      {called === undefined ? null : (
        <span>
          {t('queue.calledHere')} <strong>{called.number}</strong>
        </span>
      )}
      <Link to="/queue" className={classes.open}>
        {t('queue.open')}
      </Link>
      {may('queue.callNext') ? (
        <Button size="compact-md" variant="light" disabled={isBusy || waiting.length === 0} leftSection={<IconBellRinging size={16} aria-hidden />} onClick={next}>
          {called === undefined ? t('queue.callNext') : t('queue.doneAndNext', { number: called.number })}
        </Button>
      ) : null}
      {error ? <FailureNotice error={error} /> : null}
    </section>
  );
};
