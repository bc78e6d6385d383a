import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight, IconCircleCheck, IconFileAlert, IconFileOff, IconFolderOpen, IconPlus, IconPrinter, IconScan } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import { formatDate, formatTime, weekday } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import type { Received, ReceivedDossier } from './reception-store.ts';
import classes from './ReceiptDialog.module.css';

const outcomeIcons = { accept: IconCircleCheck, supplement: IconFileAlert, refuse: IconFileOff } as const;

/** A receipt is asked for by its dossier, so that the latest one is shown; a slip by itself. */
const urlOf = ({ outcome, dossierId, formId }: ReceivedDossier): string => (outcome === 'accept' ? `/files/receipt/${dossierId}.pdf` : `/files/form/${dossierId}/${formId}.pdf`);

/** The dossiers are on disk; what the citizen takes home, and what an officer does next. */
export const ReceiptDialog = ({ received, onClose }: { received: Received; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard, newId, host } = useServices();
  const { reception } = useStores();
  const may = useCan();
  const navigate = useNavigate();
  const pdf = useRef<PdfHandle>(null);
  const [at, setAt] = useState(0);
  const [canPrintAll, setCanPrintAll] = useState(false);
  const { dossiers } = received;
  const dossier = dossiers[Math.min(at, dossiers.length - 1)]!;
  const { outcome } = dossier;
  const title = t(`receipt.title.${outcome}`);
  const OutcomeIcon = outcomeIcons[outcome];

  // A browser prints what it shows; only a program of its own prints one after the other.
  useEffect(() => {
    host.about().then(
      ({ can }) => setCanPrintAll(can.print),
      () => undefined,
    );
  }, [host]);

  const print = (): void => pdf.current?.print();
  const printAll = async (): Promise<void> => {
    for (const [index, each] of dossiers.entries()) {
      setAt(index);
      if ((await host.print(urlOf(each)).catch(() => 'notSent')) !== 'sent') return;
    }
  };
  const turn = (by: number) => (): boolean => {
    const to = at + by;
    if (to < 0 || to >= dossiers.length) return false;
    setAt(to);
    return true;
  };
  const next = (): void => {
    reception.getState().begin(newId());
    onClose();
  };
  const scan = (): void => void navigate({ to: '/inbox', search: { dossier: dossier.dossierId } });
  const open = (): void => void navigate({ to: '/dossiers/$dossierId', params: { dossierId: dossier.dossierId } });
  const mayScan = may('digitisation.inbox') && outcome !== 'refuse';
  useKeys(keyboard, { F2: next, F9: print, PageDown: turn(1), PageUp: turn(-1), ...(mayScan ? { F4: scan } : {}) }, { isModal: true });

  return (
    <Modal
      opened
      onClose={next}
      size={1120}
      padding={0}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': title } }}
      classNames={{ body: classes.body!, content: classes.content! }}
    >
      <div className={classes.side}>
        <p className={classes.done} role="status" data-outcome={outcome}>
          <OutcomeIcon size={20} aria-hidden />
          {t(`receipt.done.${outcome}`)}
        </p>
        {dossiers.length > 1 ? (
          <div className={classes.pager} role="group" aria-label={t('receipt.batch')}>
            <Button size="compact-sm" variant="default" aria-label={t('receipt.previousOne')} disabled={at === 0} onClick={turn(-1)}>
              <IconChevronLeft size={16} aria-hidden />
            </Button>
            <span>{t('receipt.place', { n: at + 1, total: dossiers.length })}</span>
            <Button size="compact-sm" variant="default" aria-label={t('receipt.nextOne')} disabled={at === dossiers.length - 1} onClick={turn(1)}>
              <IconChevronRight size={16} aria-hidden />
            </Button>
            {canPrintAll ? (
              <Button size="compact-sm" variant="subtle" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => void printAll()}>
                {t('receipt.printAll', { n: dossiers.length })}
              </Button>
            ) : (
              <KeyHint keys="PageDown" />
            )}
          </div>
        ) : null}
        <dl className={classes.facts}>
          <dt>{t('dossier.code')}</dt>
          <dd className={classes.code} data-testid="dossier-code">
            {dossier.code}
          </dd>
          {outcome === 'accept' ? (
            <>
              <dt>{t('due.title')}</dt>
              <dd className={classes.due}>
                {formatDate(dossier.dueAt)}
                <span>
                  {t(`weekday.${weekday(dossier.dueAt)}`)}, {t('due.before', { time: formatTime(dossier.dueAt) })}
                </span>
              </dd>
            </>
          ) : null}
          <dt>{t('dossier.applicant')}</dt>
          <dd>{received.applicantName}</dd>
          <dt>{t('dossier.procedure')}</dt>
          <dd>{dossier.procedureName}</dd>
        </dl>
        <div className={classes.actions}>
          <Button variant="default" justify="flex-start" leftSection={<IconPrinter size={17} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={print}>
            {t(`receipt.print.${outcome}`)}
          </Button>
          {mayScan ? (
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
      <PdfFrame key={dossier.dossierId} ref={pdf} url={urlOf(dossier)} title={title} />
    </Modal>
  );
};
