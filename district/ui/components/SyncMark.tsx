import { IconCloudCheck, IconCloudOff, IconCloudQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../renderer/app/services.ts';
import { formatMoment } from '../../../renderer/components/format.ts';
import { Mark } from '../../../renderer/components/Marks.tsx';

/** A desk in order asks every few minutes; half a working day without a word is a line that is down, or a desk that is off. */
const silentMs = 4 * 3_600_000;

/** When a desk was last heard of. What it has not sent yet nobody here can know. */
export const SyncMark = ({ seenAt }: { seenAt: number | null }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const now = clock.now();
  if (seenAt === null) {
    return (
      <Mark tone="quiet" icon={IconCloudQuestion}>
        {t('sync.never')}
      </Mark>
    );
  }
  const isSilent = now - seenAt > silentMs;
  return (
    <Mark tone={isSilent ? 'late' : 'good'} icon={isSilent ? IconCloudOff : IconCloudCheck}>
      {formatMoment(seenAt, now)}
    </Mark>
  );
};
