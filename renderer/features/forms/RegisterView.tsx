import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './RegisterPage.module.css';

/** The register as it will be printed. A long one takes some seconds, and one that is too long says so. */
export const RegisterView = ({ url, onClose }: { url: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const pdf = useRef<PdfHandle>(null);
  const made = useQuery({
    queryKey: ['register-pdf', url],
    queryFn: async ({ signal }): Promise<'ready' | Problem> => {
      const response = await fetch(url, { signal });
      if (response.ok) return 'ready';
      const answer: unknown = await response.json().catch(() => undefined);
      if (isProblem(answer)) return answer;
      throw new Error(`register says ${response.status}`);
    },
    gcTime: 0,
    retry: false,
  });
  const print = (): void => pdf.current?.print();
  useKeys(keyboard, { F9: print }, { isModal: true });
  const isReady = made.data === 'ready';
  return (
    <Modal
      opened
      onClose={onClose}
      size="90%"
      padding={0}
      title={
        <span className={classes.title}>
          {t('place.register')}
          <Button size="compact-sm" disabled={!isReady} leftSection={<IconPrinter size={15} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={print}>
            {t('register.print')}
          </Button>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ body: classes.body!, content: classes.content! }}
    >
      {isReady ? <PdfFrame ref={pdf} url={url} title={t('place.register')} /> : null}
      {isProblem(made.data) ? <ProblemNotice problem={made.data} /> : null}
      {made.error ? <FailureNotice error={made.error} /> : null}
      {made.isPending ? <Waiting>{t('register.drawing')}</Waiting> : null}
    </Modal>
  );
};
