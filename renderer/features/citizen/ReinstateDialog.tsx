import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import type { Paper } from './PapersPanel.tsx';

/** Superseded by mistake: it stands for itself again. */
export const ReinstateDialog = ({ paper, onClose }: { paper: Paper; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const reinstate = useMutation(trpc.citizen.reinstate.mutationOptions({ onSuccess: onClose }));
  return (
    <ReasonDialog
      title={t('reinstate.title')}
      explanation={t('reinstate.text', { title: paper.title })}
      label={t('reason.label')}
      confirm={t('reinstate.open')}
      isRequired={false}
      isBusy={reinstate.isPending}
      error={reinstate.error}
      onConfirm={(reason) => reinstate.mutate({ documentId: paper.documentId, reason })}
      onClose={onClose}
    />
  );
};
