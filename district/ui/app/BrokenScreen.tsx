import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../renderer/components/FailureNotice.tsx';

/** In place of a screen that broke. Nothing is kept in the page, so starting it again is safe. */
export const BrokenScreen = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  return (
    <>
      <FailureNotice error={error} />
      <Button m="md" onClick={() => window.location.assign('/console/')}>
        {t('action.reopen')}
      </Button>
    </>
  );
};
