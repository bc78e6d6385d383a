import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoney } from '../../components/format.ts';
import { QrCode } from '../../components/QrCode.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './VietQrDialog.module.css';

type VietQrDialogProps = { amountVnd: number; message: string; onClose: () => void };

/** The fee as a code that every bank's program reads: the screen is turned to the citizen, who scans and pays. */
export const VietQrDialog = ({ amountVnd, message, onClose }: VietQrDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const asked = useQuery(trpc.reception.vietQr.queryOptions({ amountVnd, message }, { staleTime: 0 }));
  useKeys(keyboard, {}, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('vietQr.title')} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {asked.error ? <FailureNotice error={asked.error} /> : null}
      {asked.isPending ? <Waiting>{t('vietQr.loading')}</Waiting> : null}
      {asked.data ? (
        <div className={classes.pay}>
          <QrCode text={asked.data.payload} label={t('vietQr.code')} size={340} />
          <strong className={classes.amount}>{formatMoney(amountVnd)}</strong>
          <dl>
            <dt>{t('vietQr.bank')}</dt>
            <dd>{asked.data.bankName}</dd>
            <dt>{t('vietQr.account')}</dt>
            <dd>{asked.data.account}</dd>
            <dt>{t('vietQr.holder')}</dt>
            <dd>{asked.data.holder}</dd>
          </dl>
        </div>
      ) : null}
    </Modal>
  );
};
