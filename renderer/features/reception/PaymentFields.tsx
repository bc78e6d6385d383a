import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../components/format.ts';
import { activeItem, type ReceptionForm } from './form.ts';
import { withItem } from './form-edit.ts';
import { filledItems, type FormFaults } from './form-faults.ts';
import { totalFeeOf } from './reception-input.ts';
import { VietQrDialog } from './VietQrDialog.tsx';
import classes from './ReceptionPage.module.css';

type PaymentFieldsProps = { form: ReceptionForm; faults: FormFaults; edit: (change: (form: ReceptionForm) => ReceptionForm) => void };

const methods = ['none', 'cash', 'transfer', 'portal'] as const;

/** The fee of the procedure in hand, and how the citizen pays for all of them at once. */
export const PaymentFields = ({ form, faults, edit }: PaymentFieldsProps) => {
  const { t } = useTranslation();
  const [isPaying, setPaying] = useState(false);
  const item = activeItem(form);
  const fault = faults.items[form.at]?.fee;
  const total = totalFeeOf(form);
  const isSeveral = filledItems(form).length > 1;
  const { method, reference } = form.payment;
  const change = (payment: Partial<ReceptionForm['payment']>): void => edit((now) => ({ ...now, payment: { ...now.payment, ...payment } }));

  return (
    <>
      <TextInput
        className={classes.line}
        label={t('dossier.fee')}
        inputMode="numeric"
        maxLength={20}
        placeholder={t('fee.byProvince')}
        rightSection={<span aria-hidden>đ</span>}
        data-field="fee"
        value={item.fee}
        error={fault && t(`reception.fault.${fault}`)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          edit((now) => withItem(now, (at) => ({ ...at, fee: value })));
        }}
      />
      {isSeveral && total > 0 ? <p className={classes.total}>{t('payment.total', { n: filledItems(form).length, amount: formatMoney(total) })}</p> : null}
      {total > 0 ? (
        <NativeSelect
          className={classes.line}
          label={t('payment.method')}
          value={method}
          data={methods.map((value) => ({ value, label: t(`payment.${value}`) }))}
          onChange={(event) => change({ method: event.currentTarget.value as (typeof methods)[number] })}
        />
      ) : null}
      {total > 0 && method === 'transfer' ? (
        <div className={classes.line}>
          <span />
          <Button size="compact-md" variant="light" leftSection={<IconQrcode size={16} aria-hidden />} onClick={() => setPaying(true)}>
            {t('payment.showCode', { amount: formatMoney(total) })}
          </Button>
        </div>
      ) : null}
      {total > 0 && (method === 'portal' || method === 'transfer') ? (
        <TextInput
          className={classes.line}
          label={t('payment.reference')}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          placeholder={t(`payment.reference.${method}`)}
          value={reference}
          error={faults.shared.reference && t(`reception.fault.${faults.shared.reference}`)}
          onChange={(event) => change({ reference: event.currentTarget.value })}
        />
      ) : null}
      {isPaying ? <VietQrDialog amountVnd={total} message={t('payment.message', { name: form.applicant.fullName.trim() })} onClose={() => setPaying(false)} /> : null}
    </>
  );
};
