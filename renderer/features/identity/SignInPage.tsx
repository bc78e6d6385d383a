import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import classes from './SignInPage.module.css';

type SignInPageProps = { setup: Outputs['setup']['status']; username: string | undefined };

export const SignInPage = ({ setup, username: lastUsername }: SignInPageProps) => {
  const { t } = useTranslation();
  useDocumentTitle(t('signIn.title'));
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [username, setUsername] = useState(lastUsername ?? '');
  const [password, setPassword] = useState('');
  const signIn = useMutation(
    trpc.identity.signIn.mutationOptions({
      onSuccess: (me) => {
        // After a lock the same officer comes back to the same page; another one begins at the front.
        if (lastUsername !== undefined && me.officer.username !== lastUsername) window.history.replaceState(null, '', '/');
        queries.setQueryData(trpc.identity.me.queryKey(), me);
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ username, password });
  };

  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.head}>
          <img src="/mark.svg" width={44} height={44} alt="" />
          <div>
            <h1>{t('app.name')}</h1>
            <p>{setup.unitDefaults?.name ?? t('app.purpose')}</p>
          </div>
        </header>
        <form className={classes.form} data-fields="form" onSubmit={submit}>
          <TextInput
            label={t('officer.username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            autoFocus={lastUsername === undefined}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('officer.password')}
            autoComplete="current-password"
            size="md"
            autoFocus={lastUsername !== undefined}
            value={password}
            visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.error ? <FailureNotice error={signIn.error} /> : null}
          {setup.lacksAdministrator ? (
            <p className={classes.lack} role="status">
              {t('signIn.lacksAdministrator', setup.lacksAdministrator)}
            </p>
          ) : null}
          <Button type="submit" size="md" fullWidth disabled={signIn.isPending}>
            {signIn.isPending ? t('signIn.busy') : t('signIn.submit')}
          </Button>
        </form>
        {setup.isDemo && setup.demoOfficers ? (
          <section className={classes.demo} aria-label={t('signIn.demo')}>
            <h2>{t('signIn.demo')}</h2>
            <p>{t('signIn.demoPassword', { password: setup.demoPassword ?? '' })}</p>
            <ul>
              {setup.demoOfficers.map((officer) => (
                <li key={officer.username}>
                  <button
                    type="button"
                    onClick={() => {
                      setUsername(officer.username);
                      setPassword(setup.demoPassword ?? '');
                    }}
                  >
                    <strong>{officer.fullName}</strong>
                    <span>{officer.title}</span>
                    <code>{officer.username}</code>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <p className={classes.promise}>{t('signIn.promise')}</p>
      </div>
    </main>
  );
};
