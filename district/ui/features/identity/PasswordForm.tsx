import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { useTRPC } from '../../app/trpc.ts';

const parts = ['current', 'next', 'again'] as const;
const labels = { current: 'officer.currentPassword', next: 'officer.newPassword', again: 'officer.passwordAgain' } as const;

/** One's own password: the current one, and a new one twice. */
export const PasswordForm = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [typed, setTyped] = useState({ current: '', next: '', again: '' });
  const [hasTried, setTried] = useState(false);
  const change = useMutation(trpc.identity.setPassword.mutationOptions({ onSuccess: onDone }));
  const differs = typed.next !== typed.again;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!differs && !change.isPending) change.mutate({ currentPassword: typed.current, password: typed.next });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {parts.map((part) => (
          <PasswordInput
            key={part}
            label={t(labels[part])}
            autoComplete={part === 'current' ? 'current-password' : 'new-password'}
            autoFocus={part === 'current'}
            value={typed[part]}
            error={part === 'again' && hasTried && differs ? t('setup.fault.passwordAgain') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }}
            onChange={(event) => setTyped({ ...typed, [part]: event.currentTarget.value })}
          />
        ))}
        {change.error ? <FailureNotice error={change.error} /> : null}
        <Button type="submit" disabled={change.isPending}>
          {change.isPending ? t('state.saving') : t('officer.setPassword')}
        </Button>
      </Stack>
    </form>
  );
};
