import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keyboard.ts';
import { useServices } from '../app/services.ts';
import { DialogActions } from './DialogActions.tsx';

type ReasonDialogProps = {
  title: string;
  /** What will happen. */
  explanation: ReactNode;
  label: string;
  confirm: string;
  isRequired: boolean;
  isBusy: boolean;
  error: unknown;
  /** More to choose than the reason. */
  children?: ReactNode;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

/** Asks for a reason before a step that has to be explained. Ctrl+Enter confirms, Esc leaves all as it was. */
export const ReasonDialog = ({ title, explanation, label, confirm, isRequired, isBusy, error, children, onConfirm, onClose }: ReasonDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const commit = (): void => {
    if (isBusy) return;
    if (isRequired && reason.trim() === '') setMissing(true);
    else onConfirm(reason.trim());
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={title} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text c="dimmed">{explanation}</Text>
        {children}
        <Textarea
          label={label}
          withAsterisk={isRequired}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          value={reason}
          data-autofocus
          error={isMissing && reason.trim() === '' ? t('reason.missing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogActions confirm={confirm} isBusy={isBusy} error={error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};
