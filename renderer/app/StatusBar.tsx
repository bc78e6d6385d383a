import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  IconAlertTriangle,
  IconClockExclamation,
  IconClockHour4,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconPlugConnectedX,
  IconScan,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDate, formatDateTime, formatTime, weekday } from '../components/format.ts';
import { SigningStatus } from '../features/signing/SigningStatus.tsx';
import { describeConnection } from '../features/sync/describe-connection.ts';
import { useCan } from './me.ts';
import { useServices } from './services.ts';
import { failureOf, useTRPC } from './trpc.ts';
import classes from './StatusBar.module.css';

type Tone = 'good' | 'late' | 'today' | 'quiet';
const connectionLooks: Record<string, { icon: Icon; tone: Tone }> = {
  online: { icon: IconCloudCheck, tone: 'good' },
  sending: { icon: IconCloudUp, tone: 'good' },
  trying: { icon: IconCloudUp, tone: 'today' },
  offline: { icon: IconCloudOff, tone: 'today' },
  notConfigured: { icon: IconPlugConnectedX, tone: 'quiet' },
  notEnrolled: { icon: IconPlugConnectedX, tone: 'late' },
};

/** The bar that always tells the truth; also when the truth is that the desk process does not answer. */
export const StatusBar = ({ isDeskThere }: { isDeskThere: boolean }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const sync = useQuery(trpc.sync.status.queryOptions(undefined, { refetchInterval: 15_000 }));
  const folders = useQuery(trpc.digitisation.folders.queryOptions(undefined, { refetchInterval: 60_000 }));
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const onDuty = (officers.data ?? []).filter((officer) => officer.isActive && officer.roles.includes('duty'));
  const { clock } = useServices();
  const may = useCan();

  const hasNoDesk = !isDeskThere || (sync.isError && failureOf(sync.error).kind === 'noDesk');
  const said = sync.data && describeConnection(t, sync.data, clock.now());
  const looks = connectionLooks[said?.kind ?? 'trying'] ?? connectionLooks.trying!;
  const lost = folders.data?.filter((folder) => !folder.isReachable) ?? [];
  const taking = folders.data?.flatMap((folder) => folder.inProgress).length ?? 0;
  const { icon: ConnectionIcon } = looks;

  return (
    <footer className={classes.bar} aria-label={t('frame.statusBar')}>
      {hasNoDesk ? (
        <span className={classes.item} data-tone="late" role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          {t('statusBar.noDesk')}
        </span>
      ) : (
        <Link to="/sync" className={classes.item} data-tone={looks.tone} data-testid="connection">
          <ConnectionIcon size={15} aria-hidden />
          <span role="status">{said?.line ?? t('statusBar.asking')}</span>
        </Link>
      )}
      {(sync.data?.rejected ?? 0) > 0 ? (
        <Link to="/sync" className={classes.item} data-tone="late">
          <IconAlertTriangle size={15} aria-hidden />
          {t('statusBar.rejected', { n: formatCount(sync.data!.rejected), level: sync.data!.level })}
        </Link>
      ) : null}
      <span className={classes.gap} />
      {may('signing.queue') ? <SigningStatus className={classes.item!} /> : null}
      <Link to="/inbox" className={classes.item} data-tone={lost.length > 0 ? 'late' : 'quiet'}>
        <IconScan size={15} aria-hidden />
        {lost.length > 0
          ? t('statusBar.scannerLost', { folder: lost[0]!.path })
          : folders.data?.length === 0
            ? t('statusBar.noScanner')
            : taking > 0
              ? t('statusBar.scannerTaking', { n: taking })
              : t('statusBar.scannerReady')}
      </Link>
      <span className={classes.item}>
        <IconUserCheck size={15} aria-hidden />
        {onDuty.length === 0 ? t('statusBar.nobodyOnDuty') : t('statusBar.onDuty', { names: onDuty.map((officer) => officer.fullName).join(', ') })}
      </span>
      <ClockWarning level={sync.data?.level ?? ''} />
      <ClockFace />
    </footer>
  );
};

/** Less than this nobody sees on a receipt. */
const noticedOffsetMs = 2 * 60_000;

/** A clock that was set back, or that differs from the district's: the order of the log stays right, but the hours on the papers would be wrong. */
const ClockWarning = ({ level }: { level: string }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const summary = useQuery(trpc.home.summary.queryOptions());
  const clock = summary.data?.clock;
  if (!clock) return null;
  const offsetMs = clock.districtOffsetMs ?? 0;
  const isOff = Math.abs(offsetMs) >= noticedOffsetMs;
  if (!clock.isSetBack && !isOff) return null;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return (
    <span className={classes.item} data-tone="late" role="alert">
      <IconClockExclamation size={15} aria-hidden />
      {clock.isSetBack
        ? t('statusBar.clockSetBack', { at: formatDateTime(clock.latestSeenAt) })
        : t(offsetMs > 0 ? 'statusBar.clockSlow' : 'statusBar.clockFast', { n: formatCount(minutes), level })}
    </span>
  );
};

const ClockFace = () => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return (
    <time className={classes.item} dateTime={new Date(now).toISOString()}>
      <IconClockHour4 size={15} aria-hidden />
      {t(`weekday.${weekday(now)}`)} {formatDate(now)} <strong>{formatTime(now)}</strong>
    </time>
  );
};
