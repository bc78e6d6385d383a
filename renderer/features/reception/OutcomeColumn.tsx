import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFileAlert, IconFileCheck, IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Choice } from './Choice.tsx';
import { Due } from './Due.tsx';
import { activeItem, filingChannels, type ReceptionForm } from './form.ts';
import { withItem } from './form-edit.ts';
import { countFaults, filledItems, type FormFaults, isFiledElsewhere } from './form-faults.ts';
import { PaymentFields } from './PaymentFields.tsx';
import classes from './ReceptionPage.module.css';

type OutcomeColumnProps = {
  form: ReceptionForm;
  faults: FormFaults;
  hasTried: boolean;
  isBusy: boolean;
  error: unknown;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
  onReceive: () => void;
  onSendHome: (outcome: 'supplement' | 'refuse') => void;
  onForgetError: () => void;
};

const returnMethods = ['desk', 'postal', 'electronic'] as const;

export const OutcomeColumn = ({ form, faults, hasTried, isBusy, error, edit, onReceive, onSendHome, onForgetError }: OutcomeColumnProps) => {
  const { t } = useTranslation();
  const faultCount = hasTried ? countFaults(faults) : 0;
  const item = activeItem(form);
  const dossiers = filledItems(form).length;
  const change = (changes: Partial<ReceptionForm>): void => edit((now) => ({ ...now, ...changes }));
  return (
    <Panel
      title={t('reception.outcome')}
      className={classes.outcome}
      footer={
        <div className={classes.commit}>
          {error ? <FailureNotice error={error} onClose={onForgetError} /> : null}
          {faultCount > 0 ? (
            <p className={classes.fault} role="alert">
              {t('form.faults', { n: faultCount })}
            </p>
          ) : null}
          <div className={classes.sendHome}>
            <Button size="compact-md" variant="default" leftSection={<IconFileAlert size={15} aria-hidden />} disabled={isBusy} onClick={() => onSendHome('supplement')}>
              {t('reception.supplement')}
            </Button>
            <Button size="compact-md" variant="default" leftSection={<IconFileOff size={15} aria-hidden />} disabled={isBusy} onClick={() => onSendHome('refuse')}>
              {t('reception.refuse')}
            </Button>
          </div>
          <Button
            size="md"
            fullWidth
            data-main-action
            disabled={isBusy}
            leftSection={<IconFileCheck size={18} aria-hidden />}
            rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}
            onClick={onReceive}
          >
            {isBusy ? t('reception.receiving') : dossiers > 1 ? t('reception.receiveSeveral', { n: dossiers }) : item.decision.outcome === 'accept' ? t('reception.receive') : t(`reception.${item.decision.outcome}.confirm`)}
          </Button>
        </div>
      }
    >
      <Due procedureId={item.procedureId} isPromised={item.decision.outcome === 'accept'} />
      <PaymentFields form={form} faults={faults} edit={edit} />
      <NativeSelect
        className={classes.line}
        label={t('dossier.channel')}
        value={form.channel}
        data={filingChannels.map((value) => ({ value, label: t(`filing.${value}`) }))}
        onChange={(event) => change({ channel: event.currentTarget.value as ReceptionForm['channel'] })}
      />
      {isFiledElsewhere(form) ? (
        <TextInput
          className={classes.line}
          label={t('reception.submittedOn')}
          placeholder={t('form.datePlaceholder')}
          inputMode="numeric"
          maxLength={10}
          data-field="submittedOn"
          value={form.submittedOn}
          error={faults.shared.submittedOn && t(`reception.fault.${faults.shared.submittedOn}`)}
          onChange={(event) => change({ submittedOn: event.currentTarget.value })}
        />
      ) : null}
      <Choice
        label={t('dossier.returnMethod')}
        value={form.returnMethod}
        options={returnMethods.map((value) => ({ value, label: t(`returnMethod.${value}`) }))}
        onChange={(returnMethod) => change({ returnMethod })}
      />
      {form.returnMethod === 'postal' ? (
        <TextInput
          className={classes.line}
          label={t('reception.returnAddress')}
          placeholder={form.applicant.address.trim() || t('reception.returnAddress.example')}
          maxLength={500}
          value={form.returnAddress}
          error={faults.shared.returnAddress && t(`reception.fault.${faults.shared.returnAddress}`)}
          onChange={(event) => change({ returnAddress: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        className={classes.line}
        label={t('dossier.note')}
        maxLength={2000}
        value={item.note}
        onChange={(event) => {
          const { value } = event.currentTarget;
          edit((now) => withItem(now, (at) => ({ ...at, note: value })));
        }}
      />
    </Panel>
  );
};
