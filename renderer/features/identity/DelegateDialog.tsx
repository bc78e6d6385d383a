import { Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRealDate, localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { formatDate, parseTypedDate } from '../../components/format.ts';

type Officer = Outputs['identity']['officers'][number];

type DelegateDialogProps = { officer: Officer; others: readonly Officer[]; onClose: () => void };

const dayOf = (text: string): string | undefined => {
  const day = parseTypedDate(text);
  return day !== undefined && isRealDate(day) ? day : undefined;
};

/** Away from one day through another, and who does the work meanwhile. */
export const DelegateDialog = ({ officer, others, onClose }: DelegateDialogProps) => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [toOfficerId, setTo] = useState<string | null>(null);
  const [from, setFrom] = useState(() => formatDate(localDate(clock.now())));
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const delegate = useMutation(
    trpc.identity.delegate.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.identity.officers.pathFilter());
        onClose();
      },
    }),
  );
  const [firstDay, lastDay] = [dayOf(from), dayOf(until)];
  const isBackwards = firstDay !== undefined && lastDay !== undefined && lastDay < firstDay;
  const commit = (): void => {
    setTried(true);
    if (delegate.isPending || toOfficerId === null || firstDay === undefined || lastDay === undefined || isBackwards) return;
    delegate.mutate({ officerId: officer.id, toOfficerId, from: firstDay, until: lastDay, reason: reason.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });
  const day = { placeholder: t('form.datePlaceholder'), inputMode: 'numeric', maxLength: 10 } as const;

  return (
    <Modal opened onClose={onClose} title={t('delegation.of', { name: officer.fullName })} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm" data-fields>
        <Text c="dimmed">{t('delegation.text')}</Text>
        <Group gap="sm" grow align="flex-start">
          <TextInput label={t('delegation.from')} withAsterisk {...day} value={from} error={hasTried && firstDay === undefined ? t('reception.fault.dateMalformed') : undefined} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput
            label={t('delegation.until')}
            withAsterisk
            data-autofocus
            {...day}
            value={until}
            error={hasTried && lastDay === undefined ? t('reception.fault.dateMalformed') : hasTried && isBackwards ? t('delegation.backwards') : undefined}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Group>
        <Select
          label={t('delegation.to')}
          withAsterisk
          data={others.map(({ id, fullName, title }) => ({ value: id, label: [fullName, title].filter(Boolean).join(', ') }))}
          value={toOfficerId}
          searchable
          description={others.length === 0 ? t('delegation.nobodyCan') : undefined}
          disabled={others.length === 0}
          nothingFoundMessage={t('delegation.nobody')}
          error={hasTried && toOfficerId === null ? t('setup.fault.required') : undefined}
          onChange={setTo}
        />
        <Textarea label={t('reason.label')} autosize minRows={1} maxRows={4} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <DialogActions confirm={t('delegation.confirm')} isBusy={delegate.isPending} error={delegate.error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};
