import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, isRealDate, localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { formatDate, parseTypedDate } from '../../components/format.ts';
import type { Paper } from './PapersPanel.tsx';

/** A paper that was revoked, or turned out to be void: from when it counts no more. */
export const EndDialog = ({ paper, onClose }: { paper: Paper; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const trpc = useTRPC();
  const [typed, setTyped] = useState(() => formatDate(addDays(localDate(clock.now()), -1)));
  const [hasTried, setTried] = useState(false);
  const describe = useMutation(trpc.citizen.describeDocument.mutationOptions({ onSuccess: onClose }));
  const date = parseTypedDate(typed);
  const fault = date === undefined ? 'date' : isRealDate(date) ? undefined : 'impossibleDate';
  const submit = (): void => {
    setTried(true);
    if (date === undefined || fault !== undefined || describe.isPending) return;
    describe.mutate({ documentId: paper.documentId, description: { validUntil: date, isPermanent: false } });
  };
  useKeys(keyboard, { 'Ctrl+Enter': submit }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('endPaper.title')} size={480} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{t('endPaper.text', { title: paper.title })}</Text>
          <TextInput
            label={t('endPaper.lastDay')}
            placeholder={t('form.datePlaceholder')}
            inputMode="numeric"
            maxLength={10}
            data-autofocus
            value={typed}
            error={hasTried && fault !== undefined ? t(`citizen.fault.${fault}`) : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <DialogActions confirm={t('endPaper.confirm')} isBusy={describe.isPending} error={describe.error} hasKeys onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};
