import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import classes from './Reminders.module.css';

/** One line while something that the level above asked has no answer; nothing otherwise. */
export const ReminderNotice = () => {
  const { t } = useTranslation();
  const { unit } = useMe();
  const trpc = useTRPC();
  const reminders = useQuery(trpc.reminders.list.queryOptions());
  const [newest] = reminders.data?.open ?? [];
  if (!reminders.data || !newest) return null;
  return (
    <p className={classes.notice} role="status">
      <IconBell size={18} aria-hidden />
      <strong>{t('reminders.notice', { level: unit.parentLevel, n: formatCount(reminders.data.open.length) })}</strong>
      <span className={classes.noticeText}>{newest.text}</span>
      <Link to="/reminders">{t('reminders.noticeOpen')}</Link>
    </p>
  );
};
