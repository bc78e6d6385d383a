import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle, IconFileStack, IconPencil, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierFilter, Timeliness } from '../../../electron/api/screen-types.ts';
import { useCan, useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatDate, formatMoment, formatShortDate, formatTime, weekday } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { StatusMark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { AffectedNotice } from '../calendar/AffectedNotice.tsx';
import { formOfDraft, procedureNamesOf } from '../reception/form.ts';
import { ReminderNotice } from '../reminders/ReminderNotice.tsx';
import { MonthsFigures } from '../reports/MonthsFigures.tsx';
import { QueueStrip } from '../queue/QueueStrip.tsx';
import classes from './HomePage.module.css';

export const HomePage = () => {
  const { t } = useTranslation();
  const { clock, newId } = useServices();
  const { reception } = useStores();
  const me = useMe();
  const may = useCan();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const summary = useQuery(trpc.home.summary.queryOptions(undefined, { refetchInterval: 60_000 }));
  const now = clock.now();

  const receive = (): void => {
    reception.getState().begin(newId());
    void navigate({ to: '/reception' });
  };

  return (
    <Page
      title={t('home.title', { name: me.officer.fullName })}
      note={
        <>
          {t(`weekday.${weekday(now)}`)}, {formatDate(now)}
        </>
      }
      actions={
        may('reception.receive') ? (
          <Button leftSection={<IconFileStack size={17} aria-hidden />} rightSection={<KeyHint keys="F2" tone="onAccent" />} onClick={receive}>
            {t('home.receive')}
          </Button>
        ) : null
      }
    >
      {summary.error ? <FailureNotice error={summary.error} /> : null}
      {may('reminders.list') ? <ReminderNotice /> : null}
      {may('dossier.affectedCount') ? <AffectedNotice /> : null}
      <QueueStrip />
      {summary.isPending ? <Waiting>{t('home.loading')}</Waiting> : null}
      {summary.data && may('dossier.list') ? (
        <ul className={classes.counts} aria-label={t('home.counts')}>
          <Count filter="overdue" n={summary.data.overdue} tone="late" />
          <Count filter="dueToday" n={summary.data.dueToday} tone="today" />
          <Count filter="dueTomorrow" n={summary.data.dueTomorrow} />
          <Count filter="processing" n={summary.data.processing} />
          <Count filter="waitingSupplement" n={summary.data.waitingSupplement} />
          <Count filter="receivedToday" n={summary.data.receivedToday} />
        </ul>
      ) : null}
      {summary.data ? (
        <div className={classes.columns}>
          {may('dossier.list') ? <Board summary={summary.data} /> : <p className={classes.none}>{t('home.noCaseWork')}</p>}
          <div className={classes.side}>
            {may('dossier.board') ? <Mine counts={summary.data.board} /> : null}
            {may('reports.figures') ? <MonthsFigures /> : null}
            {may('reception.drafts') ? (
              <Panel title={t('home.drafts')}>
                {summary.data.drafts.length === 0 ? (
                  <p className={classes.quiet}>{t('home.noDrafts')}</p>
                ) : (
                  <ul className={classes.list}>
                    {summary.data.drafts.map((draft) => {
                      const form = formOfDraft(draft.form);
                      return (
                        <li key={draft.id}>
                          <IconPencil size={16} aria-hidden />
                          <span className={classes.grow}>
                            <strong>{form.applicant.fullName || t('home.draftNameless')}</strong>
                            <span>{procedureNamesOf(form) || t('home.draftNoProcedure')}</span>
                          </span>
                          <Button
                            size="compact-sm"
                            variant="light"
                            aria-label={t('home.resumeOf', { name: form.applicant.fullName || t('home.draftNameless') })}
                            onClick={() => {
                              reception.getState().resume(draft);
                              void navigate({ to: '/reception' });
                            }}
                          >
                            {t('home.resume')}
                          </Button>
                          <time>{formatMoment(draft.updatedAt, now)}</time>
                        </li>
                      );
                    })}
                  </ul>
                )}
              </Panel>
            ) : null}
            {may('digitisation.inbox') ? (
              <Panel title={t('home.scans')}>
                <ul className={classes.list}>
                  <li>
                    <IconScan size={16} aria-hidden />
                    <Link to="/inbox" className={classes.grow}>
                      {summary.data.inboxCount === 0 ? t('home.noScans') : t('home.scansWaiting', { n: formatCount(summary.data.inboxCount) })}
                    </Link>
                    <KeyHint keys="F4" />
                  </li>
                  {summary.data.refusedCount > 0 ? (
                    <li data-tone="late">
                      <IconAlertTriangle size={16} aria-hidden />
                      <Link to="/inbox" search={{ tray: 'refused' }} className={classes.grow}>
                        {t('home.refusedScans', { n: formatCount(summary.data.refusedCount) })}
                      </Link>
                    </li>
                  ) : null}
                </ul>
              </Panel>
            ) : null}
          </div>
        </div>
      ) : null}
    </Page>
  );
};

type CountFilter = Extract<DossierFilter, 'overdue' | 'dueToday' | 'dueTomorrow' | 'processing' | 'waitingSupplement' | 'receivedToday'>;

const Count = ({ filter, n, tone }: { filter: CountFilter; n: number; tone?: 'late' | 'today' }) => {
  const { t } = useTranslation();
  return (
    <li>
      <Link to="/dossiers" search={{ filter }} className={classes.count} {...(tone && n > 0 ? { 'data-tone': tone } : {})}>
        <strong>{formatCount(n)}</strong>
        <span>{t(`filter.${filter}`)}</span>
      </Link>
    </li>
  );
};

const urgencies = ['overdue', 'today', 'tomorrow', 'thisWeek'] as const;

/** What the officer has in hand, by urgency; each figure leads to the board. */
const Mine = ({ counts }: { counts: Outputs['home']['summary']['board'] }) => {
  const { t } = useTranslation();
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <Panel title={t('home.mine')}>
      <Link to="/board" search={{ scope: 'mine' }} className={classes.own}>
        {urgencies.map((key) => (
          <span key={key} {...(counts[key] > 0 && (key === 'overdue' || key === 'today') ? { 'data-tone': key === 'overdue' ? 'late' : 'today' } : {})}>
            <strong>{formatCount(counts[key])}</strong> {t(`board.group.${key}`)}
          </span>
        ))}
        <em>{t('home.mineAll', { n: formatCount(total) })}</em>
      </Link>
    </Panel>
  );
};

const lanes: { name: 'overdue' | 'dueToday' | 'dueTomorrow' | 'later'; holds: Timeliness[] }[] = [
  { name: 'overdue', holds: ['overdue'] },
  { name: 'dueToday', holds: ['dueToday'] },
  { name: 'dueTomorrow', holds: ['dueTomorrow'] },
  { name: 'later', holds: ['inTime', 'paused'] },
];

/** Deadlines as a board: what is late on the left, what can wait on the right. */
const Board = ({ summary }: { summary: Outputs['home']['summary'] }) => {
  const { t } = useTranslation();
  const rows = summary.upcoming;
  return (
    <Panel
      title={t('home.board')}
      bodyClassName={classes.boardBody}
      aside={
        <Link to="/dossiers" search={{ filter: 'open' }} className={classes.all}>
          {t('home.allOpen')}
        </Link>
      }
    >
      {rows.length === 0 ? (
        <Empty title={t('home.boardEmpty')} icon={<IconFileStack size={40} stroke={1.2} />}>
          {t('home.boardEmptyHint')}
        </Empty>
      ) : (
        <div className={classes.board}>
          {lanes.map(({ name, holds }) => {
            const own = rows.filter(({ timeliness }) => holds.includes(timeliness));
            return (
              <section key={name} className={classes.lane} aria-label={t(`lane.${name}`)} data-lane={name}>
                <h3>
                  {t(`lane.${name}`)} {name === 'later' ? null : <span>{formatCount(summary[name])}</span>}
                </h3>
                {own.length === 0 ? <p className={classes.quiet}>{t('lane.empty')}</p> : null}
                <ul>
                  {own.map((row) => (
                    <li key={row.id}>
                      <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }} className={classes.card}>
                        <strong>{row.applicantName}</strong>
                        <span className={classes.cardProcedure}>{row.procedureName}</span>
                        <span className={classes.cardFoot}>
                          <StatusMark status={row.status} />
                          <time>{name === 'dueToday' || name === 'dueTomorrow' ? formatTime(row.dueAt) : formatShortDate(row.dueAt)}</time>
                        </span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Panel>
  );
};
