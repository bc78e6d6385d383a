import { Button, Group, Modal, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { filingChannels, type ItemForm, type ReceptionForm } from '../reception/form.ts';
import { withItem } from '../reception/form-edit.ts';
import { countFaults, faultsOf } from '../reception/form-faults.ts';
import { OwnerSection } from '../reception/OwnerSection.tsx';
import { PersonFields } from '../reception/PersonFields.tsx';
import { ChangeList } from './ChangeList.tsx';
import classes from './CorrectDialog.module.css';
import { correctionOf, formOfDossier } from './correction-form.ts';
import { describeChanges } from './describe-changes.ts';
import type { DossierView } from './dossier-view.ts';

const returnMethods = ['desk', 'postal', 'electronic'] as const;

/** Mends what was typed wrong. What it was and what it will be are in sight before it is written, and stay in the timeline. */
export const CorrectDialog = ({ view: { state }, onClose }: { view: DossierView; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState<ReceptionForm>(() => formOfDossier(state));
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const correct = useMutation(
    trpc.dossier.correct.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const faults = withoutPapers(faultsOf(form, localDate(clock.now())));
  const { changes, shown, before } = correctionOf(state, form);
  const lines = describeChanges(t, shown, before);
  const item = form.items[0]!;
  const edit = (change: (form: ReceptionForm) => ReceptionForm): void => setForm(change);
  const editItem = (changed: Partial<ItemForm>): void => edit((now) => withItem(now, (at) => ({ ...at, ...changed })));
  const faultOf = (field: 'sets' | 'fee' | 'resultCopies'): string | undefined => {
    const fault = faults.items[0]?.[field];
    return fault && t(`reception.fault.${fault}`);
  };
  const commit = (): void => {
    setTried(true);
    if (correct.isPending || countFaults(faults) > 0 || lines.length === 0 || reason.trim() === '') return;
    correct.mutate({ id: state.id, changes, reason: reason.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });

  return (
    <Modal opened onClose={onClose} title={t('correct.title', { code: state.code })} size={1040} padding={0} closeButtonProps={{ 'aria-label': t('action.close') }} classNames={{ body: classes.body!, content: classes.content! }}>
      <div className={classes.columns} data-fields>
        <section aria-label={t('dossier.applicant')}>
          <h3>{t('dossier.applicant')}</h3>
          <div className={classes.fields}>
            <PersonFields whose="applicant" person={form.applicant} fromCard={form.fromCard} faultOf={(field) => faults.shared[field]} cardWarnings={[]} edit={edit} />
          </div>
          <OwnerSection form={form} faults={faults.shared} cardWarnings={[]} edit={edit} />
        </section>
        <section aria-label={t('dossier.title')}>
          <h3>{t('dossier.title')}</h3>
          <div className={classes.fields}>
            <Textarea
              className={classes.wide}
              label={t('dossier.requestSummary')}
              autosize
              minRows={1}
              maxRows={4}
              maxLength={2000}
              value={item.requestSummary}
              onChange={(event) => editItem({ requestSummary: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('dossier.channel')}
              value={form.channel}
              data={filingChannels.map((value) => ({ value, label: t(`filing.${value}`) }))}
              onChange={(event) => {
                const channel = event.currentTarget.value as ReceptionForm['channel'];
                edit((now) => ({ ...now, channel }));
              }}
            />
            <NativeSelect
              label={t('dossier.returnMethod')}
              value={form.returnMethod}
              data={returnMethods.map((value) => ({ value, label: t(`returnMethod.${value}`) }))}
              onChange={(event) => {
                const returnMethod = event.currentTarget.value as ReceptionForm['returnMethod'];
                edit((now) => ({ ...now, returnMethod }));
              }}
            />
            {form.returnMethod === 'postal' ? (
              <TextInput
                className={classes.wide}
                label={t('dossier.returnAddress')}
                maxLength={500}
                value={form.returnAddress}
                error={faults.shared.returnAddress && t(`reception.fault.${faults.shared.returnAddress}`)}
                onChange={(event) => {
                  const returnAddress = event.currentTarget.value;
                  edit((now) => ({ ...now, returnAddress }));
                }}
              />
            ) : null}
            <TextInput label={t('dossier.sets')} inputMode="numeric" maxLength={2} value={item.sets} error={faultOf('sets')} onChange={(event) => editItem({ sets: event.currentTarget.value })} />
            <TextInput label={t('dossier.resultCopies')} inputMode="numeric" maxLength={2} value={item.resultCopies} error={faultOf('resultCopies')} onChange={(event) => editItem({ resultCopies: event.currentTarget.value })} />
            <TextInput
              label={t('dossier.fee')}
              inputMode="numeric"
              maxLength={20}
              placeholder={t('fee.byProvince')}
              rightSection={<span aria-hidden>đ</span>}
              value={item.fee}
              error={faultOf('fee')}
              onChange={(event) => editItem({ fee: event.currentTarget.value })}
            />
            <TextInput className={classes.wide} label={t('dossier.note')} maxLength={2000} value={item.note} onChange={(event) => editItem({ note: event.currentTarget.value })} />
          </div>
          <h3>{t('correct.changes')}</h3>
          {lines.length === 0 ? <Text c="dimmed">{t('correct.nothing')}</Text> : <ChangeList changes={lines} />}
        </section>
      </div>
      <div className={classes.foot}>
        {hasTried && countFaults(faults) > 0 ? (
          <Text c="red" role="alert">
            {t('form.faults', { n: countFaults(faults) })}
          </Text>
        ) : null}
        {correct.error ? <FailureNotice error={correct.error} /> : null}
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            className={classes.reason}
            label={t('correct.reason')}
            withAsterisk
            maxLength={2000}
            value={reason}
            error={hasTried && reason.trim() === '' ? t('reason.missing') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button onClick={commit} disabled={correct.isPending || lines.length === 0} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}>
            {correct.isPending ? t('state.saving') : t('correct.confirm')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
};

/** Papers are ticked elsewhere. */
const withoutPapers = ({ shared, items }: ReturnType<typeof faultsOf>): ReturnType<typeof faultsOf> => ({
  shared,
  items: items.map(({ papers: _, procedure: _p, ...rest }) => rest),
});
