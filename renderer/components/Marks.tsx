import {
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconClock,
  IconClockPause,
  IconCoin,
  IconFileAlert,
  IconFileCheck,
  IconInbox,
  IconPlayerPause,
  IconProgress,
  IconTrash,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../domain/dossier/status.ts';
import type { Timeliness } from '../../electron/api/screen-types.ts';
import classes from './Marks.module.css';

type Tone = 'late' | 'today' | 'good' | 'paused' | 'quiet' | 'card';

/** Meaning by colour and word and icon, never by colour alone. */
export const Mark = ({ tone, icon: MarkIcon, children }: { tone: Tone; icon: Icon; children: React.ReactNode }) => (
  <span className={classes.mark} data-tone={tone}>
    <MarkIcon size={14} stroke={2} aria-hidden />
    <span>{children}</span>
  </span>
);

const statusLooks: Record<Status, { tone: Tone; icon: Icon }> = {
  registered: { tone: 'quiet', icon: IconInbox },
  accepted: { tone: 'quiet', icon: IconFileCheck },
  refused: { tone: 'late', icon: IconX },
  processing: { tone: 'quiet', icon: IconProgress },
  supplementRequested: { tone: 'paused', icon: IconFileAlert },
  paymentRequested: { tone: 'paused', icon: IconCoin },
  withdrawn: { tone: 'quiet', icon: IconX },
  suspended: { tone: 'paused', icon: IconPlayerPause },
  done: { tone: 'good', icon: IconCheck },
  returned: { tone: 'good', icon: IconCircleCheck },
};

/** @param isCancelled received in error: then that is said, and not the status that stands for it */
export const StatusMark = ({ status, isCancelled = false }: { status: Status; isCancelled?: boolean }) => {
  const { t } = useTranslation();
  if (isCancelled) {
    return (
      <Mark tone="late" icon={IconTrash}>
        {t('status.cancelled')}
      </Mark>
    );
  }
  return <Mark {...statusLooks[status]}>{t(`status.${status}`)}</Mark>;
};

const timelinessLooks: Record<Timeliness, { tone: Tone; icon: Icon }> = {
  overdue: { tone: 'late', icon: IconAlertTriangle },
  dueToday: { tone: 'today', icon: IconClock },
  dueTomorrow: { tone: 'quiet', icon: IconClock },
  inTime: { tone: 'good', icon: IconClock },
  paused: { tone: 'paused', icon: IconClockPause },
  finished: { tone: 'quiet', icon: IconCheck },
};

export const TimelinessMark = ({ timeliness }: { timeliness: Timeliness }) => {
  const { t } = useTranslation();
  return <Mark {...timelinessLooks[timeliness]}>{t(`timeliness.${timeliness}`)}</Mark>;
};
