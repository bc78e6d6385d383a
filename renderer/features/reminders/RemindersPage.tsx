import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconBell, IconMessageReply } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoment } from '../../components/format.ts';
import { TimelinessMark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import classes from './Reminders.module.css';

type Reminder = Outputs['reminders']['list']['open'][number];

/** What the level above asked this commune to look at, the dossiers that it meant, and what was answered. */
export const RemindersPage = () => {
  const { t } = useTranslation();
  const { unit } = useMe();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reminders = useQuery(trpc.reminders.list.queryOptions());
  const [answering, setAnswering] = useState<Reminder>();
  const level = unit.parentLevel;
  const answer = useMutation(
    trpc.reminders.acknowledge.mutationOptions({
      onSuccess: () => {
        setAnswering(undefined);
        void queries.invalidateQueries(trpc.reminders.pathFilter());
      },
    }),
  );
  const begin = (reminder: Reminder): void => {
    answer.reset();
    setAnswering(reminder);
  };
  const found = reminders.data;
  return (
    <Page title={t('reminders.title', { level })}>
      {reminders.error ? <FailureNotice error={reminders.error} /> : null}
      {reminders.isPending && !reminders.error ? <Waiting>{t('reminders.loading')}</Waiting> : null}
      {found ? (
        <div className={classes.columns}>
          <Panel title={t('reminders.waiting', { n: found.open.length })}>
            {found.open.length === 0 ? (
              <Empty title={t('reminders.none')} icon={<IconBell size={40} stroke={1.2} />}>
                {t('reminders.noneHint', { level })}
              </Empty>
            ) : (
              <ul className={classes.list}>
                {found.open.map((reminder) => (
                  <li key={reminder.id}>
                    <Sent reminder={reminder} />
                    {may('reminders.acknowledge') ? (
                      <Button className={classes.answer} leftSection={<IconMessageReply size={17} aria-hidden />} aria-label={t('reminders.answerOf', { name: reminder.senderName })} onClick={() => begin(reminder)}>
                        {t('reminders.answer')}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          <Panel title={t('reminders.answered')}>
            {found.answered.length === 0 ? <p className={classes.quiet}>{t('reminders.noneAnswered')}</p> : null}
            <ul className={classes.list}>
              {found.answered.map((reminder) => (
                <li key={reminder.id}>
                  <Sent reminder={reminder} />
                  <Answer acknowledged={reminder.acknowledged} />
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      ) : null}
      {answering ? (
        <ReasonDialog
          title={t('reminders.answerOf', { name: answering.senderName })}
          explanation={t('reminders.answerText', { level })}
          label={t('reminders.answerLabel')}
          confirm={t('reminders.answer')}
          isRequired
          isBusy={answer.isPending}
          error={answer.error}
          onConfirm={(note) => answer.mutate({ id: answering.id, note })}
          onClose={() => setAnswering(undefined)}
        />
      ) : null}
    </Page>
  );
};

const Sent = ({ reminder: { text, senderName, sentAt, dossiers } }: { reminder: Reminder }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  return (
    <>
      <p className={classes.quiet}>{t('reminders.sent', { name: senderName, at: formatMoment(sentAt, clock.now()) })}</p>
      <p className={classes.text}>{text}</p>
      {dossiers.length === 0 ? null : (
        <ul className={classes.dossiers} aria-label={t('reminders.dossiers')}>
          {dossiers.map(({ id, code, row }) => (
            <li key={id}>
              {row ? (
                <>
                  <Link to="/dossiers/$dossierId" params={{ dossierId: id }}>
                    {code}
                  </Link>
                  <span className={classes.who}>{row.applicantName}</span>
                  <TimelinessMark timeliness={row.timeliness} />
                </>
              ) : (
                <>
                  <span>{code}</span>
                  <span className={classes.who}>{t('reminders.notHere')}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const Answer = ({ acknowledged }: Pick<Reminder, 'acknowledged'>) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  if (!acknowledged) return null;
  return (
    <blockquote className={classes.reply}>
      <p>{acknowledged.note}</p>
      <footer>{t('reminders.answeredBy', { name: acknowledged.officerName, at: formatMoment(acknowledged.at, clock.now()) })}</footer>
    </blockquote>
  );
};
