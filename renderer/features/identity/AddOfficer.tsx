import { PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../domain/officer/officer.ts';
import { useTRPC } from '../../app/trpc.ts';
import { PersonDialog } from '../../components/PersonDialog.tsx';
import { FieldsField } from './FieldsField.tsx';
import { minPasswordLength } from './SetPassword.tsx';

export const AddOfficer = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [fields, setFields] = useState<string[]>([]);
  const add = useMutation(
    trpc.identity.addOfficer.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.identity.officers.pathFilter());
        onClose();
      },
    }),
  );
  const isShort = password.length < minPasswordLength;
  return (
    <PersonDialog
      person={undefined}
      roles={roles.map((role) => ({ role, label: t(`role.${role}`) }))}
      addLabel={t('officer.add')}
      more={(hasTried) => (
        <>
          <PasswordInput
            label={t('officer.password')}
            withAsterisk
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }}
            value={password}
            error={hasTried && isShort ? t('setup.fault.password', { n: minPasswordLength }) : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FieldsField value={fields} onChange={setFields} />
        </>
      )}
      isMoreWrong={isShort}
      isBusy={add.isPending}
      error={add.error}
      onSave={(person) => add.mutate({ ...person, password, fields })}
      onClose={onClose}
    />
  );
};
