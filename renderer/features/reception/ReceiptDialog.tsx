import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconCircleCheck, IconFolderOpen, IconPlus, IconPrinter, IconScan } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import { formatDate, formatTime, weekday } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import type { Received } from './reception-store.ts';
import classes from './ReceiptDialog.module.css';

/** The dossier is on disk; its receipt, and what an officer does next. */
export const ReceiptDialog = ({ received, onClose }: { received: Received; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard, newId } = useServices();
  const { reception } = useStores();
  const may = useCan();
  const navigate = useNavigate();
  const pdf = useRef<PdfHandle>(null);

  const print = (): void => pdf.current?.print();
  const next = (): void => {
    reception.getState().begin(newId());
    onClose();
  };
  const scan = (): void => void navigate({ to: '/inbox', search: { dossier: received.dossierId } });
  const open = (): void => void navigate({ to: '/dossiers/$dossierId', params: { dossierId: received.dossierId } });
  useKeys(keyboard, { F2: next, F9: print, ...(may('digitisation.inbox') ? { F4: scan } : {}) }, { isModal: true });

  return (
    <Modal
      opened
      onClose={next}
      size={1120}
      padding={0}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': t('receipt.title') } }}
      classNames={{ body: classes.body!, content: classes.content! }}
    >
      <div className={classes.side}>
        <p className={classes.done} role="status">
          <IconCircleCheck size={20} aria-hidden />
          {t('receipt.done')}
        </p>
        <dl className={classes.facts}>
          <dt>{t('dossier.code')}</dt>
          <dd className={classes.code} data-testid="dossier-code">
            {received.code}
          </dd>
          <dt>{t('due.title')}</dt>
          <dd className={classes.due}>
            {formatDate(received.dueAt)}
            <span>
              {t(`weekday.${weekday(received.dueAt)}`)}, {t('due.before', { time: formatTime(received.dueAt) })}
            </span>
          </dd>
          <dt>{t('dossier.applicant')}</dt>
          <dd>{received.applicantName}</dd>
          <dt>{t('dossier.procedure')}</dt>
          <dd>{received.procedureName}</dd>
        </dl>
        <div className={classes.actions}>
          <Button variant="default" justify="flex-start" leftSection={<IconPrinter size={17} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={print}>
            {t('receipt.print')}
          </Button>
          {may('digitisation.inbox') ? (
            <Button variant="default" justify="flex-start" leftSection={<IconScan size={17} aria-hidden />} rightSection={<KeyHint keys="F4" />} onClick={scan}>
              {t('receipt.scan')}
            </Button>
          ) : null}
          <Button variant="default" justify="flex-start" leftSection={<IconFolderOpen size={17} aria-hidden />} onClick={open}>
            {t('receipt.open')}
          </Button>
          <Button size="md" justify="flex-start" data-autofocus leftSection={<IconPlus size={18} aria-hidden />} rightSection={<KeyHint keys="F2" tone="onAccent" />} onClick={next}>
            {t('receipt.next')}
          </Button>
        </div>
      </div>
      <PdfFrame ref={pdf} url={`/files/receipt/${received.dossierId}.pdf`} title={t('receipt.title')} />
    </Modal>
  );
};
