import { Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agencyCodeSchema } from '../../../../domain/desk/desk.ts';
import { DialogActions } from '../../../../renderer/components/DialogActions.tsx';
import { formatDateTime } from '../../../../renderer/components/format.ts';
import { useTRPC } from '../../app/trpc.ts';
import { OnceShown } from '../../components/OnceShown.tsx';

type EnrolDialogProps = { /** Of a commune that is known already. */ commune?: { agencyCode: string; unitName: string }; onClose: () => void };

/** A code with which one desk of a commune makes itself known; shown once. */
export const EnrolDialog = ({ commune, onClose }: EnrolDialogProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState({ agencyCode: commune?.agencyCode ?? '', unitName: commune?.unitName ?? '', number: '1', isReplacement: false });
  const [hasTried, setTried] = useState(false);
  const issue = useMutation(trpc.desks.issueCode.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.overview.pathFilter()) }));
  const isCode = agencyCodeSchema.safeParse(form.agencyCode.trim()).success;
  const isNamed = form.unitName.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isCode && isNamed && !issue.isPending) issue.mutate({ agencyCode: form.agencyCode.trim(), unitName: form.unitName.trim(), deskNumber: Number(form.number), isReplacement: form.isReplacement });
  };
  return (
    <Modal opened onClose={onClose} title={t(commune ? 'enrol.desk' : 'enrol.commune')} size={480} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {issue.data ? (
        <OnceShown label={t('district.enrolmentCode')} secret={issue.data.code} text={t('enrol.done', { until: formatDateTime(issue.data.expiresAt) })} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <TextInput label={t('unit.name')} placeholder={t('unit.name.example')} withAsterisk readOnly={commune !== undefined} maxLength={300} value={form.unitName} error={hasTried && !isNamed ? t('setup.fault.required') : undefined} onChange={(event) => setForm({ ...form, unitName: event.currentTarget.value })} />
            <TextInput label={t('unit.agencyCode')} placeholder="H02.15.20" withAsterisk readOnly={commune !== undefined} maxLength={64} value={form.agencyCode} error={hasTried && !isCode ? t('setup.fault.agencyCode') : undefined} onChange={(event) => setForm({ ...form, agencyCode: event.currentTarget.value })} />
            <Select label={t('setup.deskNumber')} description={t('setup.deskNumber.text')} data={Array.from({ length: 10 }, (_, number) => String(number))} value={form.number} allowDeselect={false} onChange={(number) => setForm({ ...form, number: number ?? form.number })} />
            <Checkbox label={t('enrol.replacement')} description={t('enrol.replacementText')} checked={form.isReplacement} onChange={(event) => setForm({ ...form, isReplacement: event.currentTarget.checked })} />
            <DialogActions confirm={t('enrol.issue')} isBusy={issue.isPending} error={issue.error} onClose={onClose} />
          </Stack>
        </form>
      )}
    </Modal>
  );
};
