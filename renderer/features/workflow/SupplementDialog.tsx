import { ActionIcon, Button, Checkbox, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import type { DossierView } from './dossier-view.ts';
import classes from './SupplementDialog.module.css';
import { useTakeStep } from './use-take-step.ts';

type Line = { id: string; name: string; note: string; isAsked: boolean };

type SupplementDialogProps = { view: DossierView; onDone: (formId: string | undefined) => void; onClose: () => void };

/** What the citizen is to bring or to have mended: papers of the list by a tick, anything else in words. */
export const SupplementDialog = ({ view, onDone, onClose }: SupplementDialogProps) => {
  const { t } = useTranslation();
  const { keyboard, newId } = useServices();
  const { state } = view;
  const [papers, setPapers] = useState<Line[]>(() =>
    state.components.map(({ key, name, isReceived, required }) => ({ id: key, name, note: '', isAsked: required && !isReceived })),
  );
  const [others, setOthers] = useState<Line[]>([]);
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const take = useTakeStep(onDone);
  const requested = [...papers.filter(({ isAsked }) => isAsked), ...others].filter(({ name }) => name.trim() !== '').map(({ name, note }) => ({ name: name.trim(), note: note.trim() }));
  const change = (id: string, changes: Partial<Line>): void => setPapers((lines) => lines.map((line) => (line.id === id ? { ...line, ...changes } : line)));
  const commit = (): void => {
    setTried(true);
    if (!take.isPending && requested.length > 0) take.mutate({ id: state.id, to: 'supplementRequested', reason: reason.trim(), requested });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });

  return (
    <Modal opened onClose={onClose} title={t('step.supplementRequested')} size={680} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text c="dimmed">{t(state.wasAccepted ? 'supplement.textAccepted' : 'supplement.text', { name: state.applicant.fullName })}</Text>
        <ul className={classes.papers} data-fields aria-label={t('supplement.papers')}>
          {papers.map(({ id, name, note, isAsked }, index) => (
            <li key={id} data-asked={isAsked}>
              <Checkbox checked={isAsked} label={name} {...(index === 0 ? { 'data-autofocus': true } : {})} onChange={(event) => change(id, { isAsked: event.currentTarget.checked })} />
              {isAsked ? (
                <TextInput
                  size="xs"
                  aria-label={t('supplement.noteOf', { name })}
                  placeholder={t('supplement.noteExample')}
                  maxLength={1000}
                  value={note}
                  onChange={(event) => change(id, { note: event.currentTarget.value })}
                />
              ) : null}
            </li>
          ))}
          {others.map(({ id, name }) => (
            <li key={id} data-asked>
              <span className={classes.other}>
                <TextInput
                  aria-label={t('supplement.other')}
                  placeholder={t('supplement.otherExample')}
                  maxLength={1000}
                  autoFocus
                  value={name}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setOthers((lines) => lines.map((line) => (line.id === id ? { ...line, name: value } : line)));
                  }}
                />
                <ActionIcon variant="subtle" aria-label={t('supplement.removeOther')} onClick={() => setOthers((lines) => lines.filter((line) => line.id !== id))}>
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ul>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.add}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setOthers((lines) => [...lines, { id: newId(), name: '', note: '', isAsked: true }])}
        >
          {t('supplement.addOther')}
        </Button>
        <Textarea label={t('supplement.reason')} autosize minRows={2} maxRows={6} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {hasTried && requested.length === 0 ? (
          <Text c="red" role="alert">
            {t('supplement.nothing')}
          </Text>
        ) : null}
        <DialogActions confirm={t('supplement.confirm', { n: requested.length })} isBusy={take.isPending} error={take.error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};
