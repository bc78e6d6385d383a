import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconBell, IconCheck, IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../../renderer/app/services.ts';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatMoment } from '../../../../renderer/components/format.ts';
import { Mark } from '../../../../renderer/components/Marks.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Panel } from '../../../../renderer/components/Panel.tsx';
import { Empty, Waiting } from '../../../../renderer/components/Words.tsx';
import { useMay } from '../../app/me.ts';
import { usePeriod } from '../../app/period.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import classes from './Reminders.module.css';
import { SendReminderDialog } from './SendReminderDialog.tsx';

type Reminder = Outputs['reminders']['list'][number];

/** What was asked of which commune, and what each answered. */
export const RemindersPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const { period } = usePeriod();
  const reminders = useQuery(trpc.reminders.list.queryOptions({}, { refetchInterval: 60_000 }));
  const [isSending, setSending] = useState(false);
  const communes = useQuery(trpc.overview.communes.queryOptions(period, { enabled: isSending }));
  const open = (reminders.data ?? []).filter(({ acknowledged }) => acknowledged === undefined);
  const answered = (reminders.data ?? []).filter(({ acknowledged }) => acknowledged !== undefined);
  return (
    <Page
      title={t('consolePlace.reminders')}
      actions={
        may('reminders.send') ? (
          <Button leftSection={<IconBell size={17} aria-hidden />} onClick={() => setSending(true)}>
            {t('remind.send')}
          </Button>
        ) : null
      }
    >
      {reminders.error ? <FailureNotice error={reminders.error} /> : null}
      {reminders.isPending && !reminders.error ? <Waiting>{t('reminders.loading')}</Waiting> : null}
      {reminders.data ? (
        <div className={classes.columns}>
          <Panel title={t('reminders.waiting', { n: open.length })}>
            {open.length === 0 ? (
              <Empty title={t('reminders.none')} icon={<IconBell size={40} stroke={1.2} />}>
                {t('remind.noneHint')}
              </Empty>
            ) : (
              <List reminders={open} />
            )}
          </Panel>
          <Panel title={t('reminders.answered')}>
            {answered.length === 0 ? <p className={classes.note}>{t('remind.noneAnswered')}</p> : null}
            <List reminders={answered} />
          </Panel>
        </div>
      ) : null}
      {isSending && communes.data ? <SendReminderDialog communes={communes.data.communes} dossiers={[]} onSent={() => setSending(false)} onClose={() => setSending(false)} /> : null}
    </Page>
  );
};

const List = ({ reminders }: { reminders: Reminder[] }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const { period } = usePeriod();
  const now = clock.now();
  return (
    <ul className={classes.list}>
      {reminders.map(({ id, agencyCode, unitName, text, dossiers, senderName, sentAt, acknowledged }) => (
        <li key={id}>
          <div className={classes.head}>
            <Link to="/communes/$agencyCode" params={{ agencyCode }} search={period}>
              {unitName}
            </Link>
            {acknowledged ? (
              <Mark tone="good" icon={IconCheck}>
                {t('remind.isAnswered')}
              </Mark>
            ) : (
              <Mark tone="today" icon={IconHourglass}>
                {t('remind.isWaiting')}
              </Mark>
            )}
          </div>
          <p className={classes.note}>{t('reminders.sent', { name: senderName, at: formatMoment(sentAt, now) })}</p>
          <p className={classes.text}>{text}</p>
          {dossiers.length === 0 ? null : (
            <p className={classes.codes}>
              {dossiers.map((dossier) => (
                <Link key={dossier.id} to="/communes/$agencyCode/dossiers/$dossierId" params={{ agencyCode, dossierId: dossier.id }} search={period}>
                  {dossier.code}
                </Link>
              ))}
            </p>
          )}
          {acknowledged ? (
            <blockquote className={classes.reply}>
              <p>{acknowledged.note}</p>
              <footer>{t('reminders.answeredBy', { name: acknowledged.officerName, at: formatMoment(acknowledged.at, now) })}</footer>
            </blockquote>
          ) : null}
        </li>
      ))}
    </ul>
  );
};
