import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keyboard.ts';
import { useServices } from '../app/services.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { KeyHint } from './KeyHint.tsx';

type ConfirmDialogProps = {
  title: string;
  explanation: ReactNode;
  confirm: string;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks once before something that cannot be taken back. The focus starts on the way out. */
export const ConfirmDialog = ({ title, explanation, confirm, isBusy, error, onConfirm, onClose }: ConfirmDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  useKeys(keyboard, { 'Ctrl+Enter': () => void (isBusy || onConfirm()) }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text>{explanation}</Text>
        {error ? <FailureNotice error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.back')}
          </Button>
          <Button onClick={onConfirm} disabled={isBusy} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
