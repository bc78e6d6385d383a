import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConsoleRole, consoleRoles } from '../../../../domain/console/permissions.ts';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { useTRPC } from '../../app/trpc.ts';
import type { User } from './UsersPage.tsx';

type UserDialogProps = { /** A new one where it is missing. */ user?: User; onAdded: (given: { username: string; password: string }) => void; onChanged: () => void; onClose: () => void };

export const UserDialog = ({ user, onAdded, onChanged, onClose }: UserDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [form, setForm] = useState({ username: user?.username ?? '', fullName: user?.fullName ?? '', title: user?.title ?? '', roles: user?.roles ?? (['viewer'] as ConsoleRole[]) });
  const [hasTried, setTried] = useState(false);
  const add = useMutation(trpc.users.add.mutationOptions({ onSuccess: ({ user: added, password }) => onAdded({ username: added.username, password }) }));
  const change = useMutation(trpc.users.change.mutationOptions({ onSuccess: onChanged }));
  const isBusy = add.isPending || change.isPending;
  const error = add.error ?? change.error;
  const faults = {
    fullName: form.fullName.trim() === '' ? t('setup.fault.required') : undefined,
    username: /^[a-z0-9._-]{2,40}$/.test(form.username.trim()) ? undefined : t('setup.fault.username'),
    roles: form.roles.length > 0 ? undefined : t('officer.rolesMissing'),
  };
  const shown = hasTried ? faults : ({} as Partial<typeof faults>);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean) || isBusy) return;
    const fields = { fullName: form.fullName.trim(), title: form.title.trim(), roles: consoleRoles.filter((role) => form.roles.includes(role)) };
    if (user) change.mutate({ userId: user.id, ...fields });
    else add.mutate({ ...fields, username: form.username.trim() });
  };
  return (
    <Modal opened onClose={onClose} title={user ? t('officer.changeOf', { name: user.fullName }) : t('users.add')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput label={t('officer.fullName')} withAsterisk data-autofocus maxLength={300} value={form.fullName} error={shown.fullName} onChange={(event) => setForm({ ...form, fullName: event.currentTarget.value })} />
          <TextInput label={t('officer.title')} maxLength={300} value={form.title} onChange={(event) => setForm({ ...form, title: event.currentTarget.value })} />
          {user ? null : (
            <TextInput label={t('officer.username')} description={t('officer.username.text')} withAsterisk autoCapitalize="none" spellCheck={false} autoComplete="off" maxLength={40} value={form.username} error={shown.username} onChange={(event) => setForm({ ...form, username: event.currentTarget.value })} />
          )}
          <Checkbox.Group label={t('officer.roles')} description={t('officer.roles.text')} withAsterisk value={form.roles} error={shown.roles} onChange={(held) => setForm({ ...form, roles: held as ConsoleRole[] })}>
            <Stack gap="xs" my="xs">
              {consoleRoles.map((role) => (
                <Checkbox key={role} value={role} label={t(`consoleRole.${role}`)} description={t(`consoleRole.${role}.text`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {error ? <FailureNotice error={error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={isBusy}>
              {isBusy ? t('state.saving') : t(user ? 'officer.changeSave' : 'users.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
