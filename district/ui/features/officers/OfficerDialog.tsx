import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../../domain/officer/officer.ts';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { RolesField } from '../../../../renderer/features/identity/RolesField.tsx';
import { useTRPC } from '../../app/trpc.ts';
import type { Officer } from './OfficersPage.tsx';

type OfficerDialogProps = { agencyCode: string; /** A new one where it is missing. */ officer?: Officer; onDone: () => void; onClose: () => void };

/** Name, title and roles of a commune's officer. A password is given at the desk, and never from here. */
export const OfficerDialog = ({ agencyCode, officer, onDone, onClose }: OfficerDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [form, setForm] = useState({ username: officer?.username ?? '', fullName: officer?.fullName ?? '', title: officer?.title ?? '', roles: officer?.roles ?? ([] as Role[]) });
  const [hasTried, setTried] = useState(false);
  const add = useMutation(trpc.officers.add.mutationOptions({ onSuccess: onDone }));
  const change = useMutation(trpc.officers.change.mutationOptions({ onSuccess: onDone }));
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
    // In the order of the list, not of the clicks.
    const fields = { fullName: form.fullName.trim(), title: form.title.trim(), roles: roles.filter((role) => form.roles.includes(role)) };
    if (officer) change.mutate({ agencyCode, officerId: officer.id, changes: fields });
    else add.mutate({ agencyCode, fields: { ...fields, username: form.username.trim() } });
  };
  return (
    <Modal opened onClose={onClose} title={officer ? t('officer.changeOf', { name: officer.fullName }) : t('officer.add')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput label={t('officer.fullName')} withAsterisk data-autofocus maxLength={300} value={form.fullName} error={shown.fullName} onChange={(event) => setForm({ ...form, fullName: event.currentTarget.value })} />
          <TextInput label={t('officer.title')} placeholder={t('officer.title.example')} maxLength={300} value={form.title} onChange={(event) => setForm({ ...form, title: event.currentTarget.value })} />
          {officer ? (
            <Text c="dimmed" size="sm">
              {t('officer.usernameFixed', { username: officer.username })}
            </Text>
          ) : (
            <TextInput label={t('officer.username')} description={t('officer.username.text')} withAsterisk autoCapitalize="none" spellCheck={false} autoComplete="off" maxLength={40} value={form.username} error={shown.username} onChange={(event) => setForm({ ...form, username: event.currentTarget.value })} />
          )}
          <RolesField value={form.roles} error={shown.roles} onChange={(held) => setForm({ ...form, roles: held })} />
          {officer ? null : (
            <Text c="dimmed" size="sm">
              {t('consoleOfficers.firstPassword')}
            </Text>
          )}
          {error ? <FailureNotice error={error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={isBusy}>
              {isBusy ? t('state.saving') : t(officer ? 'officer.changeSave' : 'officer.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
