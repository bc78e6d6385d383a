import { Button, CopyButton, Group, Modal, Radio, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconCheck, IconCopy, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Waiting } from '../../components/Words.tsx';
import { useRefresh } from '../workflow/use-refresh.ts';
import classes from './NoticeDialog.module.css';

const methods = ['call', 'sms', 'zalo', 'slip'] as const;
type Method = (typeof methods)[number];

type NoticeDialogProps = { dossier: { id: string; code: string; applicantName: string }; onClose: () => void };

/** Tells a citizen that the result is there: what to say or to send, ready to copy, and what came of it. */
export const NoticeDialog = ({ dossier, onClose }: NoticeDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const notice = useQuery(trpc.results.notice.queryOptions({ id: dossier.id }));
  const [method, setMethod] = useState<Method>('call');
  const [isReached, setReached] = useState(true);
  const [note, setNote] = useState('');
  const tell = useMutation(
    trpc.results.tell.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const commit = (): void => {
    if (!tell.isPending) tell.mutate({ id: dossier.id, method, isReached, note: note.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });
  const text = notice.data && (method === 'sms' ? notice.data.sms : notice.data.zalo);

  return (
    <Modal opened onClose={onClose} title={t('results.tellOf', { name: dossier.applicantName })} size={560} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <SegmentedControl fullWidth aria-label={t('telling.method')} value={method} data={methods.map((value) => ({ value, label: t(`telling.${value}`) }))} onChange={(value) => setMethod(methods.find((one) => one === value) ?? method)} />
        {notice.error ? <FailureNotice error={notice.error} /> : null}
        {notice.isPending ? <Waiting>{t('results.noticeLoading')}</Waiting> : null}
        {notice.data ? (
          <>
            <p className={classes.phone}>
              <IconPhone size={18} aria-hidden />
              <strong>{notice.data.phone || t('results.noPhone')}</strong>
              {notice.data.phone === '' ? null : <Copy text={notice.data.phone} label={t('results.copyPhone')} />}
            </p>
            <div className={classes.text}>
              <p>{text}</p>
              <Copy text={text ?? ''} label={t('results.copyText')} />
            </div>
          </>
        ) : null}
        <Radio.Group label={t('results.reached')} value={isReached ? 'yes' : 'no'} onChange={(value) => setReached(value === 'yes')}>
          <Group gap="md" mt={4}>
            <Radio value="yes" label={t('results.reached.yes')} />
            <Radio value="no" label={t('results.reached.no')} />
          </Group>
        </Radio.Group>
        <Textarea label={t('results.tellNote')} autosize minRows={1} maxRows={4} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <DialogActions confirm={t('results.markTold')} isBusy={tell.isPending} error={tell.error} onConfirm={commit} onClose={onClose} />
        <Text size="xs" c="dimmed">
          {t('results.nothingSent')}
        </Text>
      </Stack>
    </Modal>
  );
};

const Copy = ({ text, label }: { text: string; label: string }) => {
  const { t } = useTranslation();
  return (
    <CopyButton value={text} timeout={3000}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />} onClick={copy}>
          {copied ? t('results.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
};
