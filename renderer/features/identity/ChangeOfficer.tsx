import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../domain/officer/officer.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { PersonDialog } from '../../components/PersonDialog.tsx';
import { FieldsField } from './FieldsField.tsx';

type Officer = Outputs['identity']['officers'][number];

export const ChangeOfficer = ({ officer, onClose }: { officer: Officer; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [fields, setFields] = useState<string[]>(officer.fields ?? []);
  const change = useMutation(trpc.identity.changeOfficer.mutationOptions({ onSuccess: onClose }));
  return (
    <PersonDialog
      person={officer}
      roles={roles.map((role) => ({ role, label: t(`role.${role}`) }))}
      addLabel={t('officer.add')}
      more={() => <FieldsField value={fields} onChange={setFields} />}
      isBusy={change.isPending}
      error={change.error}
      onSave={({ fullName, title, roles: held }) =>
        change.mutate({
          officerId: officer.id,
          fullName,
          title,
          // A change is only what really differs.
          roles: sameAs(officer.roles, held) ? officer.roles : held,
          ...(!sameAs(officer.fields ?? [], fields) && { fields }),
        })
      }
      onClose={onClose}
    />
  );
};

const sameAs = <T,>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one) => b.includes(one));
