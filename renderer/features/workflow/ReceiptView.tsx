import { Button, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import classes from './ReceiptView.module.css';

export const ReceiptView = ({ dossierId, code, onClose }: { dossierId: string; code: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const pdf = useRef<PdfHandle>(null);
  const print = (): void => pdf.current?.print();
  useKeys(keyboard, { F9: print }, { isModal: true });
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      padding={0}
      title={
        <span className={classes.title}>
          {t('receipt.of', { code })}
          <Button size="compact-sm" leftSection={<IconPrinter size={15} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={print}>
            {t('receipt.print')}
          </Button>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ body: classes.body!, content: classes.content! }}
    >
      <PdfFrame ref={pdf} url={`/files/receipt/${dossierId}.pdf`} title={t('receipt.of', { code })} />
    </Modal>
  );
};
