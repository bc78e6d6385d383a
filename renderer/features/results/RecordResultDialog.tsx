import { Autocomplete, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRealDate, localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { formatDate, parseTypedDate } from '../../components/format.ts';
import type { DossierView } from '../workflow/dossier-view.ts';
import { useRefresh } from '../workflow/use-refresh.ts';

const outcomes = ['granted', 'refused'] as const;

/** The result paper as it goes into the book: its number, its day, who signed it. */
export const RecordResultDialog = ({ view: { state }, onClose }: { view: DossierView; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const signers = (officers.data ?? []).filter(({ isActive, roles }) => isActive && roles.includes('approver')).map(({ fullName }) => fullName);
  const earlier = state.result;
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>(earlier?.outcome ?? 'granted');
  const [number, setNumber] = useState(earlier?.number ?? '');
  const [title, setTitle] = useState(earlier?.title ?? '');
  const [date, setDate] = useState(formatDate(earlier?.issuedOn || localDate(clock.now())));
  const [signedBy, setSignedBy] = useState(earlier?.signedBy);
  const record = useMutation(
    trpc.results.record.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const typed = date.trim() === '' ? '' : parseTypedDate(date);
  const issuedOn = typed === undefined || (typed !== '' && !isRealDate(typed)) ? undefined : typed;
  const signer = signedBy ?? signers[0] ?? '';
  const commit = (): void => {
    if (record.isPending || issuedOn === undefined) return;
    record.mutate({ id: state.id, outcome, number: number.trim(), title: title.trim(), issuedOn, signedBy: signer.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('result.record')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm" data-fields>
        <Text c="dimmed">{t('result.recordText', { code: state.code, name: state.applicant.fullName })}</Text>
        <Radio.Group label={t('result.outcome')} value={outcome} onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? outcome)}>
          <Group gap="md" mt={4}>
            {outcomes.map((one) => (
              <Radio key={one} value={one} label={t(`result.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        <Group gap="sm" grow align="flex-start">
          <TextInput label={t('result.number')} placeholder="12/2026-KS" data-autofocus maxLength={100} autoComplete="off" spellCheck={false} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          <TextInput
            label={t('result.issuedOn')}
            placeholder={t('form.datePlaceholder')}
            inputMode="numeric"
            maxLength={10}
            value={date}
            error={issuedOn === undefined ? t('reception.fault.dateMalformed') : undefined}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        </Group>
        <TextInput label={t('result.title')} placeholder={state.procedure.name} maxLength={1000} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Autocomplete label={t('result.signedBy')} data={signers} maxLength={300} value={signer} onChange={setSignedBy} />
        <DialogActions confirm={t('result.record')} isBusy={record.isPending} error={record.error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};
