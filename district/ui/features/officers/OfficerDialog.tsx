import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../../domain/officer/officer.ts';
import { PersonDialog } from '../../../../renderer/components/PersonDialog.tsx';
import { useTRPC } from '../../app/trpc.ts';
import type { Officer } from './OfficersPage.tsx';

type OfficerDialogProps = { agencyCode: string; /** A new one where it is missing. */ officer?: Officer; onDone: () => void; onClose: () => void };

/** Name, title and roles of a commune's officer. A password is given at the desk, and never from here. */
export const OfficerDialog = ({ agencyCode, officer, onDone, onClose }: OfficerDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const add = useMutation(trpc.officers.add.mutationOptions({ onSuccess: onDone }));
  const change = useMutation(trpc.officers.change.mutationOptions({ onSuccess: onDone }));
  return (
    <PersonDialog
      person={officer}
      roles={roles.map((role) => ({ role, label: t(`role.${role}`) }))}
      addLabel={t('officer.add')}
      more={() =>
        officer ? null : (
          <Text c="dimmed" size="sm">
            {t('consoleOfficers.firstPassword')}
          </Text>
        )
      }
      isBusy={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ username, ...changes }) => (officer ? change.mutate({ agencyCode, officerId: officer.id, changes }) : add.mutate({ agencyCode, fields: { ...changes, username } }))}
      onClose={onClose}
    />
  );
};
