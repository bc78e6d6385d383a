import { Button, Modal } from '@mantine/core';
import { IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import classes from './FormView.module.css';

type FormViewProps = {
  dossierId: string;
  /** Without one, the dossier's latest receipt. */
  formId?: string | undefined;
  title: string;
  /** To the next of a pile. */
  onNext?: (() => void) | undefined;
  onClose: () => void;
};

/** A form as it was made out, to look at and to print. */
export const FormView = ({ dossierId, formId, title, onNext, onClose }: FormViewProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const pdf = useRef<PdfHandle>(null);
  const print = (): void => pdf.current?.print();
  useKeys(keyboard, { F9: print, ...(onNext ? { PageDown: onNext } : {}) }, { isModal: true });
  const url = formId === undefined ? `/files/receipt/${dossierId}.pdf` : `/files/form/${dossierId}/${formId}.pdf`;
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      padding={0}
      title={
        <span className={classes.title}>
          {title}
          <Button size="compact-sm" leftSection={<IconPrinter size={15} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={print}>
            {t('issued.print')}
          </Button>
          {onNext ? (
            <Button size="compact-sm" variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} onClick={onNext}>
              {t('issued.next')}
            </Button>
          ) : null}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ body: classes.body!, content: classes.content! }}
    >
      <PdfFrame key={url} ref={pdf} url={url} title={title} />
    </Modal>
  );
};
