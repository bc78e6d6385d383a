import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../domain/officer/officer.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { FieldsField } from './FieldsField.tsx';
import { RolesField } from './RolesField.tsx';

type Officer = Outputs['identity']['officers'][number];

export const ChangeOfficer = ({ officer, onClose }: { officer: Officer; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [fullName, setFullName] = useState(officer.fullName);
  const [title, setTitle] = useState(officer.title);
  const [held, setHeld] = useState<Role[]>(officer.roles);
  const [fields, setFields] = useState<string[]>(officer.fields ?? []);
  const change = useMutation(trpc.identity.changeOfficer.mutationOptions({ onSuccess: onClose }));
  const nameFault = fullName.trim() === '' ? t('setup.fault.required') : undefined;
  const rolesFault = held.length === 0 ? t('officer.rolesMissing') : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // In the order of the list, not of the clicks: a change is only what really differs.
    if (nameFault || rolesFault || change.isPending) return;
    change.mutate({
      officerId: officer.id,
      fullName: fullName.trim(),
      title: title.trim(),
      roles: sameAs(officer.roles, held) ? officer.roles : roles.filter((role) => held.includes(role)),
      ...(!sameAs(officer.fields ?? [], fields) && { fields }),
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('officer.changeOf', { name: officer.fullName })} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <Stack gap="sm">
          <TextInput label={t('officer.fullName')} withAsterisk data-autofocus maxLength={300} value={fullName} error={nameFault} onChange={(event) => setFullName(event.currentTarget.value)} />
          <TextInput label={t('officer.title')} placeholder={t('officer.title.example')} maxLength={300} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Text c="dimmed" size="sm">
            {t('officer.usernameFixed', { username: officer.username })}
          </Text>
          <RolesField value={held} error={rolesFault} onChange={setHeld} />
          <FieldsField value={fields} onChange={setFields} />
          {change.error ? <FailureNotice error={change.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={change.isPending} data-main-action>
              {change.isPending ? t('state.saving') : t('officer.changeSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const sameAs = <T,>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one) => b.includes(one));
