import type { TFunction } from 'i18next';
import { formatCount, formatMoment } from '../../components/format.ts';
import type { Outputs } from '../../app/trpc.ts';

export type SyncStatus = Outputs['sync']['status'];
export type ConnectionKind = SyncStatus['connection'] | 'sending';

/** «12 thay đổi, 3 tệp», or empty when nothing waits. */
export const describeWaiting = (t: TFunction, { pendingEvents, pendingFiles }: SyncStatus): string => {
  if (pendingEvents === 0 && pendingFiles === 0) return '';
  if (pendingFiles === 0) return t('sync.waiting.events', { events: formatCount(pendingEvents) });
  if (pendingEvents === 0) return t('sync.waiting.files', { files: formatCount(pendingFiles) });
  return t('sync.waiting.both', { events: formatCount(pendingEvents), files: formatCount(pendingFiles) });
};

/** One line on the line: what it is, since when, what waits, and that it is safe. */
export const describeConnection = (t: TFunction, status: SyncStatus, nowMs: number): { kind: ConnectionKind; line: string } => {
  const waiting = describeWaiting(t, status);
  const { connection, level } = status;
  const since = formatMoment(status.since, nowMs);
  if (connection === 'online') {
    return waiting === ''
      ? { kind: 'online', line: t('sync.line.online', { level }) }
      : { kind: 'sending', line: t('sync.line.sending', { level, waiting }) };
  }
  const line = {
    offline: waiting === '' ? t('sync.line.offline', { level, since }) : t('sync.line.offlineWaiting', { level, since, waiting }),
    trying: waiting === '' ? t('sync.line.trying', { level }) : t('sync.line.tryingWaiting', { level, waiting }),
    notConfigured: t('sync.line.notConfigured', { level }),
    notEnrolled: t('sync.line.notEnrolled', { level }),
  }[connection];
  return { kind: connection, line };
};
