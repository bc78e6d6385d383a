import { useDocumentTitle } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import classes from '../../../../renderer/features/identity/SignInPage.module.css';
import { useTRPC } from '../../app/trpc.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** After the first sign-in, with a password that another person gave. */
export const OwnPasswordPage = () => {
  const { t } = useTranslation();
  useDocumentTitle(t('ownPassword.title'));
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.head}>
          <img src="/console/mark.svg" width={44} height={44} alt="" />
          <div>
            <h1>{t('ownPassword.title')}</h1>
            <p>{t('ownPassword.text')}</p>
          </div>
        </header>
        <PasswordForm onDone={() => void queries.invalidateQueries(trpc.identity.me.pathFilter())} />
      </div>
    </main>
  );
};
