import { Modal, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';

type Officer = Outputs['identity']['officers'][number];

export const minPasswordLength = 8;

export const SetPassword = ({ officer, isOwn, onClose }: { officer: Officer; isOwn: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [currentPassword, setCurrentPassword] = useState('');
  const [password, setPassword] = useState('');
  const [hasTried, setTried] = useState(false);
  const change = useMutation(trpc.identity.setPassword.mutationOptions({ onSuccess: onClose }));
  const isLong = password.length >= minPasswordLength;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isLong && !change.isPending) change.mutate({ officerId: officer.id, password, ...(isOwn ? { currentPassword } : {}) });
  };
  return (
    <Modal opened onClose={onClose} title={t('officer.setPasswordOf', { name: officer.fullName })} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <Stack gap="sm">
          {isOwn ? (
            <PasswordInput label={t('officer.currentPassword')} data-autofocus autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={currentPassword} onChange={(event) => setCurrentPassword(event.currentTarget.value)} />
          ) : null}
          <PasswordInput label={t('officer.newPassword')} {...(isOwn ? {} : { 'data-autofocus': true })} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={password} error={hasTried && !isLong ? t('setup.fault.password', { n: minPasswordLength }) : undefined} onChange={(event) => setPassword(event.currentTarget.value)} />
          <DialogActions confirm={t('officer.setPassword')} isBusy={change.isPending} error={change.error} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};
