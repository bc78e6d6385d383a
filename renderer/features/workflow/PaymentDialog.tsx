import { Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaymentMethod, paymentMethodSchema } from '../../../domain/dossier/events.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { formatCount } from '../../components/format.ts';
import { typedMoney } from './typed-money.ts';
import { useRefresh } from './use-refresh.ts';

/** @param owedVnd what is offered to begin with */
export const PaymentDialog = ({ dossierId, owedVnd, onClose }: { dossierId: string; owedVnd: number; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [method, setMethod] = useState<PaymentMethod>('cash');
  const [amount, setAmount] = useState(owedVnd === 0 ? '' : formatCount(owedVnd));
  const [reference, setReference] = useState('');
  const [hasTried, setTried] = useState(false);
  const amountVnd = typedMoney(amount);
  const record = useMutation(
    trpc.dossier.recordPayment.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const commit = (): void => {
    setTried(true);
    if (!record.isPending && amountVnd !== undefined) record.mutate({ id: dossierId, method, amountVnd, reference: reference.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('payment.record')} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm" data-fields>
        <Radio.Group label={t('payment.method')} value={method} onChange={(value) => setMethod(value as PaymentMethod)}>
          <Group gap="md" mt={4}>
            {paymentMethodSchema.options.map((option) => (
              <Radio key={option} value={option} label={t(`payment.${option}`)} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          label={t('payment.amount')}
          inputMode="numeric"
          maxLength={20}
          data-autofocus
          rightSection={<span aria-hidden>đ</span>}
          value={amount}
          error={hasTried && amountVnd === undefined ? t('payment.amountMalformed') : undefined}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        {method === 'cash' ? null : (
          <TextInput
            label={t('payment.reference')}
            withAsterisk={method === 'portal'}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        )}
        <DialogActions confirm={t('payment.record')} isBusy={record.isPending} error={record.error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};
