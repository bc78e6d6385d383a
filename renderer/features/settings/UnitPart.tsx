import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel.tsx';
import type { PartProps } from './DeskSettingsPage.tsx';
import classes from './DeskSettingsPage.module.css';
import { SaveLine } from './SaveLine.tsx';
import { useSettingsChange } from './use-settings.ts';

const names = ['name', 'oneStopName', 'parentName', 'parentLevel', 'place', 'phone'] as const;
type Names = Record<(typeof names)[number], string>;

/** The names that forms and screens carry. The agency's code is shown and stays: codes of dossiers are made from it. */
export const UnitPart = ({ settings, isReadOnly }: PartProps) => {
  const { t } = useTranslation();
  const { unit } = settings;
  const [typed, setTyped] = useState<Partial<Names>>({});
  const form: Names = { ...unit, ...typed };
  const { change, savedAt } = useSettingsChange(() => setTyped({}));
  const isChanged = names.some((name) => form[name].trim() !== unit[name]);
  const faultAt = (name: keyof Names): string | undefined => (name !== 'phone' && form[name].trim() === '' ? t('setup.fault.required') : undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isChanged || change.isPending || names.some(faultAt)) return;
    const { name, oneStopName, parentName, parentLevel, place, phone } = form;
    change.mutate({ unit: { name, oneStopName, parentName, parentLevel, place, phone } });
  };
  const field = (name: keyof Names, max: number, isWide = false) => (
    <TextInput
      {...(isWide ? { className: classes.wide! } : {})}
      label={t(`unit.${name}`)}
      readOnly={isReadOnly}
      maxLength={max}
      value={form[name]}
      error={faultAt(name)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTyped((now) => ({ ...now, [name]: value }));
      }}
    />
  );
  return (
    <Panel title={t('settings.unit.title')}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <div className={classes.fields}>
          {field('name', 300, true)}
          {field('oneStopName', 300, true)}
          {field('parentName', 300)}
          {field('parentLevel', 50)}
          {field('place', 200)}
          {field('phone', 50)}
          <p className={`${classes.note} ${classes.wide}`}>{t('settings.unit.code', { code: unit.agencyCode, number: settings.deskNumber })}</p>
        </div>
        {isReadOnly ? null : <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} isChanged={isChanged} />}
      </form>
    </Panel>
  );
};
