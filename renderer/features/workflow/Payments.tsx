import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCoin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatDateTime, formatMoney } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { type DossierView, paidOf } from './dossier-view.ts';
import { PaymentDialog } from './PaymentDialog.tsx';
import classes from './DossierPage.module.css';
import { useRefresh } from './use-refresh.ts';

type Payment = DossierView['state']['payments'][number];

/** The fee, and the money that came for it. What was recorded by mistake stays, struck through. */
export const Payments = ({ view: { state } }: { view: DossierView }) => {
  const { t } = useTranslation();
  const may = useCan();
  const [isPaying, setPaying] = useState(false);
  const [cancelling, setCancelling] = useState<Payment>();
  // Who is not accepted owes nothing yet.
  const isOver = state.status === 'withdrawn' || state.status === 'refused' || !state.wasAccepted;
  const due = (state.feeVnd ?? 0) - paidOf(state);
  return (
    <section className={classes.payments} aria-label={t('dossier.fee')}>
      <p>
        <span>{t('dossier.fee')}</span>
        <strong>{state.feeVnd === null ? t('fee.byProvince') : state.feeVnd === 0 ? t('fee.none') : formatMoney(state.feeVnd)}</strong>
        {due > 0 && !isOver ? <em>{t('payment.owed', { amount: formatMoney(due) })}</em> : null}
        {may('dossier.recordPayment') && !isOver && (due > 0 || state.feeVnd === null) ? (
          <Button size="compact-sm" variant="default" leftSection={<IconCoin size={15} aria-hidden />} onClick={() => setPaying(true)}>
            {t('payment.record')}
          </Button>
        ) : null}
      </p>
      {state.payments.length === 0 ? null : (
        <ul>
          {state.payments.map((payment) => (
            <li key={payment.id} data-cancelled={payment.cancelled !== undefined}>
              <span>
                <b>{formatMoney(payment.amountVnd)}</b> {[t(`payment.${payment.method}`), payment.reference].filter(Boolean).join(' ')}
                <span>
                  {payment.cancelled ? t('payment.cancelledFor', { reason: payment.cancelled.reason }) : formatDateTime(payment.at)}
                </span>
              </span>
              {payment.cancelled === undefined && may('dossier.cancelPayment') && !isOver ? (
                <Button size="compact-xs" variant="subtle" aria-label={t('payment.cancelOf', { amount: formatMoney(payment.amountVnd) })} onClick={() => setCancelling(payment)}>
                  {t('payment.cancel')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {state.refundVnd === undefined ? null : <p className={classes.refund}>{t('payment.refunded', { amount: formatMoney(state.refundVnd) })}</p>}
      {isPaying ? <PaymentDialog dossierId={state.id} owedVnd={Math.max(0, due)} onClose={() => setPaying(false)} /> : null}
      {cancelling ? <CancelPaymentDialog dossierId={state.id} payment={cancelling} onClose={() => setCancelling(undefined)} /> : null}
    </section>
  );
};

const CancelPaymentDialog = ({ dossierId, payment, onClose }: { dossierId: string; payment: Payment; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const cancel = useMutation(
    trpc.dossier.cancelPayment.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title={t('payment.cancel.title')}
      explanation={t('payment.cancel.text', { amount: formatMoney(payment.amountVnd), method: t(`payment.${payment.method}`) })}
      label={t('reason.label')}
      confirm={t('payment.cancel.confirm')}
      isRequired
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={(reason) => cancel.mutate({ id: dossierId, paymentId: payment.id, reason })}
      onClose={onClose}
    />
  );
};
