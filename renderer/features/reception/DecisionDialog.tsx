import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import type { DecisionForm, ItemForm } from './form.ts';
import classes from './DecisionDialog.module.css';

type DecisionDialogProps = {
  outcome: 'supplement' | 'refuse';
  item: ItemForm;
  /** False where other dossiers are filed in the same go: then it is only written down, and done with the others. */
  isAlone: boolean;
  onDecide: (decision: DecisionForm) => void;
  onClose: () => void;
};

/** Said again and again at every counter; a click writes them, the officer goes on from there. */
const frequentReasons = {
  supplement: ['missingPapers', 'copyWithoutOriginal', 'formIncomplete', 'dataDiffer', 'expired'],
  refuse: ['notCompetent', 'notEligible', 'noRight', 'alreadyFiled', 'notGenuine'],
} as const;

/** Sent home for papers, or turned away: what to bring or to mend, and a real reason, as it will stand on the slip. */
export const DecisionDialog = ({ outcome, item, isAlone, onDecide, onClose }: DecisionDialogProps) => {
  const { t, i18n } = useTranslation();
  const { keyboard } = useServices();
  const before = item.decision.outcome === outcome ? item.decision : undefined;
  const missing = item.components.filter(({ isReceived }) => !isReceived);
  const [asked, setAsked] = useState(() => new Map(before?.requested.map(({ name, note }) => [name, note]) ?? missing.filter(({ required }) => required).map(({ name }) => [name, ''])));
  const [mend, setMend] = useState(() => before?.requested.filter(({ name }) => !missing.some((paper) => paper.name === name)).map(({ name }) => name) ?? []);
  const [reason, setReason] = useState(before?.reason ?? '');
  const [hasTried, setTried] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);

  const isSupplement = outcome === 'supplement';
  const requested = [
    ...missing.filter(({ name }) => asked.has(name)).map(({ name }) => ({ name, note: (asked.get(name) ?? '').trim() })),
    ...mend.filter((text) => text.trim() !== '').map((text) => ({ name: text.trim(), note: '' })),
  ];
  const isNothingAsked = isSupplement && requested.length === 0;
  // Papers that are listed speak for themselves; a refusal must be explained.
  const isReasonMissing = !isSupplement && reason.trim() === '';
  const commit = (): void => {
    setTried(true);
    if (isNothingAsked || isReasonMissing) return;
    onDecide({ outcome, reason: reason.trim(), requested: isSupplement ? requested : [] });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });

  // The slip is in Vietnamese whatever language the officer's screen has.
  const inVietnamese = i18n.getFixedT('vi');
  const addReason = (words: string): void => {
    setReason((now) => (now.trim() === '' ? words : `${now.trim()} ${words}`));
    reasonField.current?.focus();
  };

  return (
    <Modal opened onClose={onClose} title={t(`reception.${outcome}.title`)} size={720} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.dialog} data-fields="columns">
        <p className={classes.about}>{t(`reception.${outcome}.text`, { name: item.procedureName })}</p>
        {isSupplement ? (
          <RequestedPapers missing={missing} asked={asked} onAsk={setAsked} mend={mend} onMend={setMend} error={hasTried && isNothingAsked ? t('reception.supplement.nothing') : undefined} />
        ) : null}
        <Reason
          outcome={outcome}
          reason={reason}
          isMissing={hasTried && isReasonMissing}
          field={reasonField}
          onChange={setReason}
          onFrequent={(key) => addReason(inVietnamese(`reason.${outcome}.${key}` as 'reason.refuse.notCompetent'))}
        />
        <DialogActions confirm={isAlone ? t(`reception.${outcome}.confirm`) : t('reception.decision.keep')} isBusy={false} onConfirm={commit} onClose={onClose} />
      </div>
    </Modal>
  );
};

type RequestedPapersProps = {
  missing: ItemForm['components'];
  /** By name of the paper: what is to be said of it. */
  asked: ReadonlyMap<string, string>;
  onAsk: (asked: Map<string, string>) => void;
  mend: readonly string[];
  onMend: (mend: string[]) => void;
  error: string | undefined;
};

const RequestedPapers = ({ missing, asked, onAsk, mend, onMend, error }: RequestedPapersProps) => {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.papers}>
      <legend>{t('reception.supplement.papers')}</legend>
      {missing.map(({ key, name, required }) => {
        const isAsked = asked.has(name);
        return (
          <div key={key} className={classes.paper}>
            <Checkbox
              checked={isAsked}
              label={
                <>
                  {name}
                  {required ? <em> {t('paper.required')}</em> : null}
                </>
              }
              onChange={(event) => {
                const next = new Map(asked);
                if (event.currentTarget.checked) next.set(name, '');
                else next.delete(name);
                onAsk(next);
              }}
            />
            {isAsked ? (
              <TextInput
                size="xs"
                aria-label={t('reception.supplement.noteOf', { name })}
                placeholder={t('reception.supplement.note')}
                maxLength={1000}
                value={asked.get(name) ?? ''}
                onChange={(event) => onAsk(new Map(asked).set(name, event.currentTarget.value))}
              />
            ) : null}
          </div>
        );
      })}
      {mend.map((text, index) => (
        // Lines have no name of their own.
        <TextInput
          key={index}
          size="xs"
          aria-label={t('reception.supplement.mendOf', { n: index + 1 })}
          placeholder={t('reception.supplement.mendExample')}
          maxLength={1000}
          autoFocus={text === ''}
          value={text}
          onChange={(event) => onMend(mend.with(index, event.currentTarget.value) as string[])}
        />
      ))}
      <div>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onMend([...mend, ''])}>
          {t('reception.supplement.addMend')}
        </Button>
      </div>
      {error === undefined ? null : (
        <p className={classes.fault} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};

type ReasonProps = {
  outcome: 'supplement' | 'refuse';
  reason: string;
  isMissing: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (reason: string) => void;
  onFrequent: (key: string) => void;
};

const Reason = ({ outcome, reason, isMissing, field, onChange, onFrequent }: ReasonProps) => {
  const { t } = useTranslation();
  return (
    <div>
      <Textarea
        ref={field}
        label={t('reason.label')}
        withAsterisk={outcome === 'refuse'}
        autosize
        minRows={3}
        maxRows={6}
        maxLength={2000}
        data-autofocus
        value={reason}
        error={isMissing ? t('reason.missing') : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.frequent} role="group" aria-label={t('reason.frequent')}>
        {frequentReasons[outcome].map((key) => (
          <Button key={key} size="compact-xs" variant="default" onClick={() => onFrequent(key)}>
            {t(`reason.${outcome}.${key}.short` as 'reason.refuse.notCompetent.short')}
          </Button>
        ))}
      </div>
    </div>
  );
};
