import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Waiting } from '../../components/Words.tsx';
import { FilePassword } from './FilePassword.tsx';
import classes from './InboxPage.module.css';
import type { Uploads } from './use-upload.ts';

/** Files that were brought by hand and are on their way, or were not taken. */
export const UploadNotices = ({ uploads: { waiting, failed, again, forget } }: { uploads: Uploads }) => {
  const { t } = useTranslation();
  return (
    <>
      {waiting > 0 ? <Waiting>{t('upload.waiting', { n: waiting })}</Waiting> : null}
      {failed.length > 0 ? (
        <ul className={classes.refused} aria-label={t('upload.failed')}>
          {failed.map((one) => {
            const failure = failureOf(one.error);
            const code = failure.kind === 'problem' ? failure.problem.problem : undefined;
            return (
              <li key={one.id}>
                <strong title={one.file.name}>{one.file.name}</strong>
                <FailureNotice error={one.error} />
                {code === 'scan.passwordProtected' || code === 'scan.wrongPassword' ? <FilePassword fileName={one.file.name} isBusy={waiting > 0} onTake={(password) => again(one, password)} /> : null}
                <span className={classes.refusedActions}>
                  <Button size="compact-sm" variant="light" disabled={waiting > 0} onClick={() => again(one)}>
                    {t('inbox.retry')}
                  </Button>
                  <Button size="compact-sm" variant="subtle" onClick={() => forget(one)}>
                    {t('upload.forget')}
                  </Button>
                </span>
              </li>
            );
          })}
        </ul>
      ) : null}
    </>
  );
};
