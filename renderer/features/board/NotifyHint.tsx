import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReminding } from './use-reminding.ts';

/** Only while the browser has not been asked yet: it wants a click for that, and asks only once. */
export const NotifyHint = () => {
  const { t } = useTranslation();
  const { notifying, turn } = useReminding();
  if (notifying !== 'ask') return null;
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<IconBellRinging size={15} aria-hidden />} onClick={() => turn(true)}>
      {t('board.notify')}
    </Button>
  );
};
