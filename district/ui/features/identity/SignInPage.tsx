import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { useUpperLevel } from '../../../../renderer/components/upper-level.ts';
import classes from '../../../../renderer/features/identity/SignInPage.module.css';
import { useTRPC } from '../../app/trpc.ts';

export const SignInPage = () => {
  const { t } = useTranslation();
  useDocumentTitle(t('signIn.title'));
  const { name } = useUpperLevel();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  // Whoever signs in sees nothing that the one before asked for.
  const signIn = useMutation(trpc.identity.signIn.mutationOptions({ onSuccess: () => queries.resetQueries() }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ username, password });
  };
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.head}>
          <img src="/console/mark.svg" width={44} height={44} alt="" />
          <div>
            <h1>{t('console.title')}</h1>
            <p>{name}</p>
          </div>
        </header>
        <form className={classes.form} onSubmit={submit}>
          <TextInput label={t('officer.username')} autoComplete="username" autoCapitalize="none" spellCheck={false} size="md" autoFocus value={username} onChange={(event) => setUsername(event.currentTarget.value)} />
          <PasswordInput
            label={t('officer.password')}
            autoComplete="current-password"
            size="md"
            value={password}
            visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.error ? <FailureNotice error={signIn.error} /> : null}
          <Button type="submit" size="md" fullWidth disabled={signIn.isPending}>
            {signIn.isPending ? t('signIn.busy') : t('signIn.submit')}
          </Button>
        </form>
        <p className={classes.promise}>{t('console.promise')}</p>
      </div>
    </main>
  );
};
