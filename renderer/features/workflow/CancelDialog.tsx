import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { formatMoney } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { type DossierView, paidOf } from './dossier-view.ts';
import { useRefresh } from './use-refresh.ts';

/** A reception in error is taken back; says what becomes of the number and of the money. */
export const CancelDialog = ({ view: { state }, onClose }: { view: DossierView; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const cancel = useMutation(
    trpc.dossier.cancel.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const paid = paidOf(state);
  return (
    <ReasonDialog
      title={t('cancel.title')}
      explanation={`${t('cancel.text', { code: state.code, name: state.applicant.fullName })}${paid > 0 ? ` ${t('cancel.money', { amount: formatMoney(paid) })}` : ''}`}
      label={t('reason.label')}
      confirm={t('cancel.confirm')}
      isRequired
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={(reason) => cancel.mutate({ id: state.id, reason })}
      onClose={onClose}
    />
  );
};
