import { Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../domain/dossier/status.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import type { DossierView } from './dossier-view.ts';
import classes from './SupplementDialog.module.css';
import { useTakeStep } from './use-take-step.ts';

type Counts = { originals: number; certifiedCopies: number; copies: number };
type Brought = Counts & { key: string; name: string; required: boolean; isBrought: boolean };

const kinds = ['originals', 'certifiedCopies', 'copies'] as const;

type PapersBackDialogProps = { view: DossierView; to: Status; onDone: (formId: string | undefined) => void; onClose: () => void };

/** The citizen is back: what they brought is ticked, and the time limit runs on, or begins. */
export const PapersBackDialog = ({ view, to, onDone, onClose }: PapersBackDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const { state } = view;
  const asked = new Set(state.requested?.map(({ name }) => name));
  const [papers, setPapers] = useState<Brought[]>(() =>
    state.components
      .filter(({ name, isReceived }) => !isReceived || asked.has(name))
      .map(({ key, name, kind, required, isReceived, originals, certifiedCopies, copies }) => ({
        key,
        name,
        required: required && !isReceived,
        isBrought: asked.has(name),
        ...(originals + certifiedCopies + copies > 0 ? { originals, certifiedCopies, copies } : usualCounts(kind)),
      })),
  );
  const [note, setNote] = useState('');
  const [hasTried, setTried] = useState(false);
  const take = useTakeStep(onDone);
  const missing = state.wasAccepted ? [] : papers.filter(({ required, isBrought }) => required && !isBrought);
  const change = (key: string, changes: Partial<Brought>): void => setPapers((all) => all.map((paper) => (paper.key === key ? { ...paper, ...changes } : paper)));
  const commit = (): void => {
    setTried(true);
    if (take.isPending || missing.length > 0) return;
    const brought = papers.filter(({ isBrought }) => isBrought).map(({ key, originals, certifiedCopies, copies }) => ({ key, originals, certifiedCopies, copies }));
    take.mutate({ id: state.id, to, reason: note.trim(), brought });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });

  return (
    <Modal opened onClose={onClose} title={t('step.papersBack')} size={680} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text c="dimmed">{t(state.wasAccepted ? 'papersBack.textAccepted' : 'papersBack.text', { name: state.applicant.fullName })}</Text>
        {papers.length === 0 ? null : (
          <ul className={classes.papers} aria-label={t('papersBack.papers')}>
            {papers.map((paper, index) => (
              <li key={paper.key} data-asked={paper.isBrought}>
                <Checkbox checked={paper.isBrought} label={paper.name} {...(index === 0 ? { 'data-autofocus': true } : {})} onChange={(event) => change(paper.key, { isBrought: event.currentTarget.checked })} />
                {paper.isBrought ? (
                  <div className={classes.counts}>
                    {kinds.map((kind) => (
                      <label key={kind}>
                        {t(`paper.${kind}`)}
                        <TextInput
                          size="xs"
                          inputMode="numeric"
                          maxLength={3}
                          aria-label={t('paper.countOf', { kind: t(`paper.${kind}`), name: paper.name })}
                          value={String(paper[kind])}
                          onChange={(event) => change(paper.key, { [kind]: Number(event.currentTarget.value.replace(/\D/g, '')) })}
                        />
                      </label>
                    ))}
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {state.requested && state.requested.some(({ name }) => !papers.some((paper) => paper.name === name)) ? (
          <div>
            <Text fw={500}>{t('papersBack.alsoAsked')}</Text>
            <ul className={classes.asked}>
              {state.requested
                .filter(({ name }) => !papers.some((paper) => paper.name === name))
                .map(({ name, note: asNote }) => (
                  <li key={name}>
                    {name}
                    {asNote === '' ? null : <span>{asNote}</span>}
                  </li>
                ))}
            </ul>
          </div>
        ) : null}
        <TextInput label={t('papersBack.note')} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {hasTried && missing.length > 0 ? (
          <Text c="red" role="alert">
            {t('papersBack.missing', { n: missing.length, name: missing[0]!.name })}
          </Text>
        ) : null}
        <DialogActions confirm={t(state.wasAccepted ? 'papersBack.confirm' : 'papersBack.accept')} isBusy={take.isPending} error={take.error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};

const usualCounts = (kind: DossierView['state']['components'][number]['kind']): Counts => ({
  originals: kind === 'original' || kind === 'form' ? 1 : 0,
  certifiedCopies: kind === 'certified-copy' ? 1 : 0,
  copies: kind === 'copy' ? 1 : 0,
});
