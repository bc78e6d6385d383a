import { Link } from '@tanstack/react-router';
import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './QueueTopLink.module.css';
import { useQueueBoard } from './use-queue.ts';

/** How many wait, in sight on every page. */
export const QueueTopLink = () => {
  const { t } = useTranslation();
  const { data } = useQueueBoard();
  if (!data?.isOn) return null;
  return (
    <Link to="/queue" className={classes.link} title={t('queue.title')} aria-label={t('queue.topLink', { n: data.figures.waiting })}>
      <IconTicket size={18} stroke={1.6} aria-hidden />
      <strong>{data.figures.waiting}</strong>
    </Link>
  );
};
