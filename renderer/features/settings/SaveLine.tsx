import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatTime } from '../../components/format.ts';
import classes from './DeskSettingsPage.module.css';

type SaveLineProps = { error: unknown; isBusy: boolean; savedAt: number | undefined; /** Undefined where what is set is saved at once. */ isChanged?: boolean };

/** The foot of each part: what went wrong, that it is saved, and the button that saves it. */
export const SaveLine = ({ error, isBusy, savedAt, isChanged }: SaveLineProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.save}>
      {error ? <FailureNotice error={error} /> : null}
      <div>
        <span role="status" className={classes.saved}>
          {isBusy ? (
            t('state.saving')
          ) : savedAt === undefined || isChanged ? null : (
            <>
              <IconCheck size={15} aria-hidden /> {t('settings.savedAt', { time: formatTime(savedAt) })}
            </>
          )}
        </span>
        {isChanged === undefined ? null : (
          <Button type="submit" disabled={isBusy || !isChanged} data-main-action>
            {t('settings.save')}
          </Button>
        )}
      </div>
    </div>
  );
};
