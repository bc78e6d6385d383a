import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCalendarExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import classes from './AffectedNotice.module.css';

/** Every open dossier is reckoned again for it, so not at each look at the page; a change of the calendar asks anew. */
const freshMs = 5 * 60_000;

/** One line while the calendar of now would give some dossiers another date; nothing otherwise. */
export const AffectedNotice = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const count = useQuery(trpc.dossier.affectedCount.queryOptions(undefined, { staleTime: freshMs }));
  if (!count.data) return null;
  return (
    <p className={classes.notice} role="status">
      <IconCalendarExclamation size={18} aria-hidden />
      <span>{t('affected.notice', { n: formatCount(count.data) })}</span>
      <Link to="/calendar/affected">{t('affected.open')}</Link>
    </p>
  );
};
