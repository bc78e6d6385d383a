import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isPaused, type Status } from '../../../domain/dossier/status.ts';
import { useTRPC } from '../../app/trpc.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import type { DossierView } from './DossierPage.tsx';

/** One step of a dossier, with its reason; says beforehand what it does to the time limit. */
export const StepDialog = ({ view, to, onClose }: { view: DossierView; to: Status; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { state } = view;
  const take = useMutation(
    trpc.dossier.takeStep.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.dossier.pathFilter());
        onClose();
      },
    }),
  );
  const clock = isPaused(to) ? t('step.stopsClock') : isPaused(state.status) ? t('step.startsClock') : '';
  return (
    <ReasonDialog
      title={t(`step.${to}`)}
      explanation={`${t('step.explanation', { code: state.code, name: state.applicant.fullName, from: t(`status.${state.status}`), to: t(`status.${to}`) })} ${clock}`}
      label={t('reason.label')}
      confirm={t(`step.${to}`)}
      isRequired={view.nextSteps.find((step) => step.to === to)?.needsReason ?? false}
      isBusy={take.isPending}
      error={take.error}
      onConfirm={(reason) => take.mutate({ id: state.id, to, reason })}
      onClose={onClose}
    />
  );
};
