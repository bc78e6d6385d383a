import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { RecoveryCode } from './RecoveryCode.tsx';

export const NewRecoveryCode = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const issue = useMutation(trpc.setup.issueRecoveryCode.mutationOptions());
  if (issue.data === undefined) {
    return (
      <ConfirmDialog
        title={t('recoveryCode.new')}
        explanation={t('recoveryCode.newText')}
        confirm={t('recoveryCode.new')}
        isBusy={issue.isPending}
        error={issue.error}
        onConfirm={() => issue.mutate()}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('recoveryCode.new')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <RecoveryCode code={issue.data.recoveryCode} />
    </Modal>
  );
};
