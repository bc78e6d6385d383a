import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from './FailureNotice.tsx';
import { KeyHint } from './KeyHint.tsx';

type DialogActionsProps = {
  confirm: string;
  isBusy: boolean;
  /** Of the last try. */
  error?: unknown;
  /** Missing where the button sends the form that it stands in. */
  onConfirm?: () => void;
  /** Whether the dialog has bound Ctrl+Enter to it. */
  hasKeys?: boolean;
  onClose: () => void;
};

/** The foot of a dialog: what went wrong, the way back, and what it is for. */
export const DialogActions = ({ confirm, isBusy, error, onConfirm, hasKeys = onConfirm !== undefined, onClose }: DialogActionsProps) => {
  const { t } = useTranslation();
  return (
    <>
      {error ? <FailureNotice error={error} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.back')}
        </Button>
        <Button type={onConfirm ? 'button' : 'submit'} disabled={isBusy} data-main-action rightSection={hasKeys ? <KeyHint keys="Ctrl+Enter" tone="onAccent" /> : undefined} onClick={onConfirm}>
          {isBusy ? t('state.saving') : confirm}
        </Button>
      </Group>
    </>
  );
};
