import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useAnswerMove } from './use-answer-move.ts';

type DeclineDialogProps = { dossierId: string; code: string; moveId: string; onClose: () => void };

/** A hand-over that is given back to whoever sent it, with the reason. */
export const DeclineDialog = ({ dossierId, code, moveId, onClose }: DeclineDialogProps) => {
  const { t } = useTranslation();
  const answer = useAnswerMove(onClose);
  return (
    <ReasonDialog
      title={t('move.decline')}
      explanation={t('move.decline.text', { code })}
      label={t('reason.label')}
      confirm={t('move.decline')}
      isRequired
      isBusy={answer.isPending}
      error={answer.error}
      onConfirm={(reason) => answer.mutate({ id: dossierId, moveId, isAccepted: false, reason })}
      onClose={onClose}
    />
  );
};
