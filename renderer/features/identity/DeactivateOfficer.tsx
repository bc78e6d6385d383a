import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';

type Props = { officer: Outputs['identity']['officers'][number]; onClose: () => void };

export const DeactivateOfficer = ({ officer, onClose }: Props) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const deactivate = useMutation(trpc.identity.deactivateOfficer.mutationOptions({ onSuccess: onClose }));
  const name = officer.fullName;
  return (
    <ReasonDialog
      title={t('officer.deactivateOf', { name })}
      explanation={t('officer.deactivateText', { name })}
      label={t('reason.label')}
      confirm={t('officer.deactivate')}
      isRequired
      isBusy={deactivate.isPending}
      error={deactivate.error}
      onConfirm={(reason) => deactivate.mutate({ officerId: officer.id, reason })}
      onClose={onClose}
    />
  );
};

export const ReactivateOfficer = ({ officer, onClose }: Props) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const reactivate = useMutation(trpc.identity.reactivateOfficer.mutationOptions({ onSuccess: onClose }));
  const name = officer.fullName;
  return (
    <ConfirmDialog
      title={t('officer.reactivateOf', { name })}
      explanation={t('officer.reactivateText', { name })}
      confirm={t('officer.reactivate')}
      isBusy={reactivate.isPending}
      error={reactivate.error}
      onConfirm={() => reactivate.mutate({ officerId: officer.id })}
      onClose={onClose}
    />
  );
};
