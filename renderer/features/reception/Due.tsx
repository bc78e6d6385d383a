import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCalendarDue } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate, formatTime, weekday } from '../../components/format.ts';
import { Waiting } from '../../components/Words.tsx';
import { DueWhy } from './DueWhy.tsx';
import classes from './ReceptionPage.module.css';

const isRetirement = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure.kind === 'problem' && failure.problem.problem === 'procedure.retired';
};

/** When the result will be ready, and why on that day. Who is sent home is promised nothing yet. */
export const Due = ({ procedureId, isPromised }: { procedureId: string | null; isPromised: boolean }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  // The due date moves with the hour (the 15:00 rule), so an open reception asks again.
  const due = useQuery(trpc.reception.deadline.queryOptions({ procedureId: procedureId ?? '' }, { enabled: procedureId !== null, staleTime: 0, refetchInterval: 60_000 }));
  // The column of the procedure says that it is retired, and lets choose another.
  const isRetired = due.error !== null && isRetirement(due.error);
  if (procedureId === null || isRetired) {
    return (
      <div className={classes.due} data-empty>
        <IconCalendarDue size={22} aria-hidden />
        <span>{t('due.afterProcedure')}</span>
      </div>
    );
  }
  if (!isPromised) {
    return (
      <div className={classes.due} data-empty>
        <IconCalendarDue size={22} aria-hidden />
        <span>{t('due.notRunning')}</span>
      </div>
    );
  }
  if (due.error) return <FailureNotice error={due.error} />;
  if (!due.data) return <Waiting>{t('due.reckoning')}</Waiting>;
  const { dueAt, limitText, steps, warnings } = due.data;
  return (
    <div className={classes.due}>
      <span className={classes.dueLabel}>{t('due.title')}</span>
      <span className={classes.dueDate} data-testid="due-date">
        {t(`weekday.${weekday(dueAt)}`)}, {formatDate(dueAt)}
      </span>
      <span className={classes.dueLimit}>
        {t('due.before', { time: formatTime(dueAt) })} · {limitText}
      </span>
      {warnings.map(({ year }) => (
        <span key={year} className={classes.dueWarning}>
          <IconAlertTriangle size={15} aria-hidden />
          {t('warning.deadline.yearUnknown', { year })}
        </span>
      ))}
      <DueWhy steps={steps} />
    </div>
  );
};
