import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { useKeys } from '../app/keyboard.ts';
import { useServices } from '../app/services.ts';
import { FailureNotice, ProblemNotice } from './FailureNotice.tsx';
import { KeyHint } from './KeyHint.tsx';
import classes from './PdfDialog.module.css';
import { PdfFrame, type PdfHandle } from './PdfFrame.tsx';
import { Waiting } from './Words.tsx';

type PdfDialogProps = {
  url: string;
  title: string;
  /** A sheet across that may take some seconds to be drawn, or be refused because it is too long. */
  isLarge?: boolean;
  /** To the next of a pile. */
  onNext?: (() => void) | undefined;
  onClose: () => void;
};

/** One of the desk's own PDFs, to look at and to print. */
export const PdfDialog = ({ url, title, isLarge = false, onNext, onClose }: PdfDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const pdf = useRef<PdfHandle>(null);
  const made = useQuery({ queryKey: ['pdf', url], queryFn: ({ signal }) => askFor(url, signal), enabled: isLarge, gcTime: 0, retry: false });
  const isReady = !isLarge || made.data === 'ready';
  const print = (): void => pdf.current?.print();
  useKeys(keyboard, { F9: print, ...(onNext ? { PageDown: onNext } : {}) }, { isModal: true });
  return (
    <Modal
      opened
      onClose={onClose}
      size={isLarge ? '90%' : 860}
      padding={0}
      title={
        <span className={classes.title}>
          {title}
          <Button size="compact-sm" disabled={!isReady} leftSection={<IconPrinter size={15} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={print}>
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
      classNames={{ body: classes.body!, content: isLarge ? classes.large! : classes.content! }}
    >
      {isReady ? <PdfFrame key={url} ref={pdf} url={url} title={title} /> : null}
      {isProblem(made.data) ? <ProblemNotice problem={made.data} /> : null}
      {made.error ? <FailureNotice error={made.error} /> : null}
      {!isReady && made.isPending ? <Waiting>{t('pdf.drawing')}</Waiting> : null}
    </Modal>
  );
};

/** A viewer would show a refusal as text of its own. */
const askFor = async (url: string, signal: AbortSignal): Promise<'ready' | Problem> => {
  const response = await fetch(url, { signal });
  if (response.ok) return 'ready';
  const answer: unknown = await response.json().catch(() => undefined);
  if (isProblem(answer)) return answer;
  throw new Error(`${url} says ${response.status}`);
};
