import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypeOf, documentTypes } from '../../../domain/document/document-types.ts';
import { isRealDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate, parseTypedDate } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PageViewer } from '../digitisation/PageViewer.tsx';
import classes from './CitizenPage.module.css';
import type { Paper } from './PapersPanel.tsx';

/** Kinds that may be used again come first: for those a description pays. */
const kinds = [...documentTypes].sort((a, b) => Number(b.isReusable) - Number(a.isReusable));

/** Read off the paper beside the fields, once; from then on every desk knows what it is and until when it holds. */
export const DescribeDialog = ({ paper, onClose }: { paper: Paper; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const { description } = paper;
  const [form, setForm] = useState({
    typeCode: paper.typeCode,
    title: description.title ?? '',
    number: paper.number,
    issuedBy: paper.issuedBy,
    issuedOn: formatDate(paper.issuedOn),
    validUntil: formatDate(description.validUntil ?? ''),
    isPermanent: description.isPermanent ?? false,
  });
  const put = (part: Partial<typeof form>): void => setForm((now) => ({ ...now, ...part }));
  const [hasTried, setTried] = useState(false);
  const describe = useMutation(trpc.citizen.describeDocument.mutationOptions({ onSuccess: onClose }));

  const dateFault = (text: string): string | undefined => {
    if (text.trim() === '') return undefined;
    const date = parseTypedDate(text);
    return date === undefined ? t('citizen.fault.date') : isRealDate(date) ? undefined : t('citizen.fault.impossibleDate');
  };
  const issuedFault = dateFault(form.issuedOn);
  const untilFault = form.isPermanent ? undefined : dateFault(form.validUntil);
  const submit = (): void => {
    setTried(true);
    if (issuedFault || untilFault || describe.isPending) return;
    describe.mutate({
      documentId: paper.documentId,
      description: { ...form, issuedOn: parseTypedDate(form.issuedOn) ?? '', validUntil: form.isPermanent ? '' : (parseTypedDate(form.validUntil) ?? '') },
    });
  };
  useKeys(keyboard, { 'Ctrl+Enter': submit }, { isModal: true });

  return (
    <Modal opened onClose={onClose} size={1120} padding={0} title={t('citizen.describeTitle')} closeButtonProps={{ 'aria-label': t('action.close') }} classNames={{ body: classes.describeBody!, content: classes.viewer! }}>
      <PageViewer documentId={paper.documentId} title={paper.fileName} pageCount={paper.pageCount} />
      <form
        data-fields="form"
        noValidate
        className={classes.describe}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('citizen.paper.kind')}
            placeholder={t('citizen.paper.kindChoose')}
            searchable
            clearable
            openOnFocus={false}
            allowDeselect={false}
            data-autofocus
            maxDropdownHeight={280}
            nothingFoundMessage={t('citizen.paper.kindUnknown')}
            data={kinds.map(({ code, name }) => ({ value: code, label: name }))}
            value={documentTypeOf(form.typeCode) ? form.typeCode : null}
            onChange={(typeCode) => put({ typeCode: typeCode ?? '' })}
          />
          <TextInput label={t('citizen.paper.title')} description={t('citizen.paper.titleText')} maxLength={1000} value={form.title} onChange={(event) => put({ title: event.currentTarget.value })} />
          <TextInput label={t('citizen.paper.number')} maxLength={100} value={form.number} onChange={(event) => put({ number: event.currentTarget.value })} />
          <TextInput label={t('citizen.paper.issuedBy')} maxLength={300} value={form.issuedBy} onChange={(event) => put({ issuedBy: event.currentTarget.value })} />
          <TextInput label={t('citizen.paper.issuedOn')} placeholder={t('form.datePlaceholder')} inputMode="numeric" maxLength={10} value={form.issuedOn} error={hasTried ? issuedFault : undefined} onChange={(event) => put({ issuedOn: event.currentTarget.value })} />
          <TextInput
            label={t('citizen.paper.validUntil')}
            placeholder={t('form.datePlaceholder')}
            inputMode="numeric"
            maxLength={10}
            disabled={form.isPermanent}
            value={form.isPermanent ? '' : form.validUntil}
            error={hasTried ? untilFault : undefined}
            onChange={(event) => put({ validUntil: event.currentTarget.value })}
          />
          <Checkbox label={t('citizen.paper.isPermanent')} checked={form.isPermanent} onChange={(event) => put({ isPermanent: event.currentTarget.checked })} />
          {describe.error ? <FailureNotice error={describe.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={describe.isPending} data-main-action rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}>
              {describe.isPending ? t('state.saving') : t('citizen.describeSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
