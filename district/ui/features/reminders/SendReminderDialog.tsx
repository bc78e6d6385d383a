import { Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../../renderer/app/services.ts';
import { DialogActions } from '../../../../renderer/components/DialogActions.tsx';
import { useTRPC } from '../../app/trpc.ts';
import classes from './Reminders.module.css';

type Commune = { agencyCode: string; unitName: string };
type SendReminderDialogProps = {
  /** Asked for where it is missing. */
  commune?: Commune;
  communes?: Commune[];
  dossiers: { id: string; code: string }[];
  onSent: () => void;
  onClose: () => void;
};

const maxCodesShown = 12;

/** What a commune is asked to look at; it is at its desks with their next sync. */
export const SendReminderDialog = ({ commune, communes = [], dossiers, onSent, onClose }: SendReminderDialogProps) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [id] = useState(newId);
  const [agencyCode, setAgencyCode] = useState<string | null>(commune?.agencyCode ?? null);
  const [text, setText] = useState(dossiers.length === 0 ? '' : t('remind.defaultText'));
  const [hasTried, setTried] = useState(false);
  const send = useMutation(
    trpc.reminders.send.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.reminders.pathFilter());
        void queries.invalidateQueries(trpc.overview.pathFilter());
        onSent();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (agencyCode !== null && text.trim() !== '' && !send.isPending) send.mutate({ id, agencyCode, text: text.trim(), dossierIds: dossiers.map((dossier) => dossier.id) });
  };
  return (
    <Modal opened onClose={onClose} title={commune ? t('remind.to', { name: commune.unitName }) : t('remind.send')} size={560} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {commune ? null : (
            <Select
              label={t('remind.commune')}
              withAsterisk
              searchable
              data={communes.map((other) => ({ value: other.agencyCode, label: other.unitName }))}
              value={agencyCode}
              error={hasTried && agencyCode === null ? t('setup.fault.required') : undefined}
              onChange={setAgencyCode}
            />
          )}
          <Textarea label={t('remind.text')} withAsterisk autosize minRows={4} maxRows={10} maxLength={2000} data-autofocus value={text} error={hasTried && text.trim() === '' ? t('setup.fault.required') : undefined} onChange={(event) => setText(event.currentTarget.value)} />
          {dossiers.length === 0 ? null : (
            <div>
              <p className={classes.label}>{t('remind.about', { n: dossiers.length })}</p>
              <p className={classes.codes}>
                {dossiers
                  .slice(0, maxCodesShown)
                  .map(({ code }) => code)
                  .join(', ')}
                {dossiers.length > maxCodesShown ? ' …' : ''}
              </p>
            </div>
          )}
          <p className={classes.note}>{t('remind.note')}</p>
          <DialogActions confirm={t('remind.sendNow')} isBusy={send.isPending} error={send.error} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};
