import { Button } from '@mantine/core';
import { CatchBoundary } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../components/FailureNotice.tsx';
import classes from './App.module.css';

export const ErrorBoundary = ({ children }: { children: ReactNode }) => (
  <CatchBoundary getResetKey={() => 'page'} errorComponent={BrokenScreen}>
    {children}
  </CatchBoundary>
);

/** In place of a screen that broke. What was typed is on the desk's disk, so starting the page again is safe. */
export const BrokenScreen = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.opening}>
      <FailureNotice error={error} />
      <Button mt="md" onClick={() => window.location.assign('/')}>
        {t('action.reopen')}
      </Button>
    </div>
  );
};
