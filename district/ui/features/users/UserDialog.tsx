import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consoleRoles } from '../../../../domain/console/permissions.ts';
import { PersonDialog } from '../../../../renderer/components/PersonDialog.tsx';
import { useTRPC } from '../../app/trpc.ts';
import type { User } from './UsersPage.tsx';

type UserDialogProps = { /** A new one where it is missing. */ user?: User; onAdded: (given: { username: string; password: string }) => void; onChanged: () => void; onClose: () => void };

export const UserDialog = ({ user, onAdded, onChanged, onClose }: UserDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const add = useMutation(trpc.users.add.mutationOptions({ onSuccess: ({ user: added, password }) => onAdded({ username: added.username, password }) }));
  const change = useMutation(trpc.users.change.mutationOptions({ onSuccess: onChanged }));
  return (
    <PersonDialog
      person={user}
      roles={consoleRoles.map((role) => ({ role, label: t(`consoleRole.${role}`), description: t(`consoleRole.${role}.text`) }))}
      startsWith={['viewer']}
      addLabel={t('users.add')}
      isBusy={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ username, ...fields }) => (user ? change.mutate({ userId: user.id, ...fields }) : add.mutate({ ...fields, username }))}
      onClose={onClose}
    />
  );
};
