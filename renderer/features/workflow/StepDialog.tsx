import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPaused, type Status } from '../../../domain/dossier/status.ts';
import { formatCount, formatMoney } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { type DossierView, paidOf, stepName } from './dossier-view.ts';
import { typedMoney } from './typed-money.ts';
import { useTakeStep } from './use-take-step.ts';

type StepDialogProps = { view: DossierView; to: Status; onDone: (formId: string | undefined) => void; onClose: () => void };

/** One step of a dossier, with its reason; says beforehand what it does to the time limit. */
export const StepDialog = ({ view, to, onDone, onClose }: StepDialogProps) => {
  const { t } = useTranslation();
  const { state } = view;
  const paid = paidOf(state);
  const hasRefund = to === 'withdrawn' && paid > 0;
  const [refund, setRefund] = useState(formatCount(paid));
  const [isWrong, setWrong] = useState(false);
  const take = useTakeStep(onDone);
  const name = stepName(state.status, to);
  const refundVnd = typedMoney(refund);
  const confirm = (reason: string): void => {
    const isRefundWrong = hasRefund && (refundVnd === undefined || refundVnd > paid);
    setWrong(isRefundWrong);
    if (!isRefundWrong) take.mutate({ id: state.id, to, reason, ...(hasRefund ? { refundVnd } : {}) });
  };
  return (
    <ReasonDialog
      title={t(name)}
      explanation={`${t('step.explanation', { code: state.code, name: state.applicant.fullName, from: t(`status.${state.status}`), to: t(`status.${to}`) })} ${clockOf(view, to) ? t(clockOf(view, to)!) : ''}`}
      label={t('reason.label')}
      confirm={t(name)}
      isRequired={view.nextSteps.find((step) => step.to === to)?.needsReason ?? false}
      isBusy={take.isPending}
      error={take.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {hasRefund ? (
        <TextInput
          label={t('step.refund', { paid: formatMoney(paid) })}
          inputMode="numeric"
          maxLength={20}
          rightSection={<span aria-hidden>đ</span>}
          value={refund}
          error={isWrong ? t('step.refundWrong', { paid: formatMoney(paid) }) : undefined}
          onChange={(event) => setRefund(event.currentTarget.value)}
        />
      ) : null}
    </ReasonDialog>
  );
};

const clockOf = ({ state }: DossierView, to: Status) => {
  if (to === 'withdrawn' || to === 'refused') return 'step.ends' as const;
  if (isPaused(to)) return 'step.stopsClock' as const;
  if (!isPaused(state.status)) return undefined;
  return state.wasAccepted ? ('step.startsClock' as const) : ('step.beginsClock' as const);
};
