import { Autocomplete, Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypes } from '../../../domain/document/document-types.ts';
import { Panel } from '../../components/Panel.tsx';
import { FlowEditor } from './FlowEditor.tsx';
import { PapersEditor } from './PapersEditor.tsx';
import type { ProcedureFaults, ProcedureForm } from './procedure-form.ts';
import classes from './ProcedureEditor.module.css';

const units = ['same-day', 'working-day', 'day', 'hour'] as const;
const feeKinds = ['none', 'amount', 'byProvince'] as const;
const onlineLevels = ['full', 'part', 'none'] as const;
const types = documentTypes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));

type ProcedureFieldsProps = {
  form: ProcedureForm;
  /** Those to be shown. */
  faults: ProcedureFaults;
  /** Of the catalogue: lĩnh vực and linked groups to choose from. */
  fields: string[];
  groups: string[];
  pageRef: Ref<HTMLDivElement>;
  onChange: (change: Partial<ProcedureForm>) => void;
};

/** All that a procedure says, on one page: itself at the left, its papers at the right. */
export const ProcedureFields = ({ form, faults, fields, groups, pageRef, onChange }: ProcedureFieldsProps) => {
  const { t } = useTranslation();
  const faultOf = (field: keyof ProcedureForm): string | undefined => {
    const fault = faults.fields[field];
    return fault && t(`catalogue.fault.${fault}`);
  };
  const text = (field: 'name' | 'code' | 'aliases' | 'linkedCodes' | 'whoMayAsk' | 'onlineFiling' | 'commonMistakes' | 'limitValue' | 'cutoff' | 'maxExtended' | 'limitNote' | 'fee' | 'feeText' | 'legalBasis' | 'source') => ({
    value: form[field],
    error: faultOf(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange({ [field]: event.currentTarget.value }),
  });
  const area = { autosize: true, minRows: 2, maxRows: 8, maxLength: 4000 } as const;

  return (
    <div className={classes.columns} ref={pageRef}>
      <Panel title={t('catalogue.about')} bodyClassName={classes.fields}>
        <Textarea label={t('procedure.name')} withAsterisk autosize minRows={1} maxRows={5} maxLength={1000} className={classes.wide} {...text('name')} />
        <TextInput label={t('procedure.code')} placeholder="1.001193" maxLength={8} {...text('code')} />
        <Autocomplete label={t('procedure.field')} withAsterisk data={fields} maxLength={300} value={form.field} error={faultOf('field')} onChange={(field) => onChange({ field })} />
        <Textarea label={t('procedure.aliases')} description={t('catalogue.onePerLine')} {...area} className={classes.wide} {...text('aliases')} />
        <Textarea label={t('procedure.whoMayAsk')} {...area} className={classes.wide} {...text('whoMayAsk')} />

        <h3 className={classes.wide}>{t('procedure.timeLimit')}</h3>
        <Select label={t('catalogue.limit.unit')} data={units.map((unit) => ({ value: unit, label: t(`catalogue.limit.${unit}`) }))} value={form.limitUnit} allowDeselect={false} onChange={(value) => onChange({ limitUnit: units.find((unit) => unit === value) ?? form.limitUnit })} />
        {form.limitUnit === 'same-day' ? (
          <TextInput label={t('catalogue.limit.cutoff')} placeholder="15:00" maxLength={5} {...text('cutoff')} />
        ) : (
          <TextInput label={t('catalogue.limit.value')} withAsterisk inputMode="numeric" maxLength={4} {...text('limitValue')} />
        )}
        <TextInput label={t('catalogue.limit.maxExtended')} inputMode="numeric" maxLength={4} {...text('maxExtended')} />
        <Select label={t('procedure.pausePolicy')} data={(['resume', 'restart'] as const).map((value) => ({ value, label: t(`catalogue.pausePolicy.${value}`) }))} value={form.pausePolicy} allowDeselect={false} onChange={(value) => onChange({ pausePolicy: value === 'restart' ? 'restart' : 'resume' })} />
        <Textarea label={t('catalogue.limit.note')} autosize minRows={1} maxRows={4} maxLength={1000} className={classes.wide} {...text('limitNote')} />

        <h3 className={classes.wide}>{t('procedure.flow')}</h3>
        <FlowEditor stages={form.flow} fault={faults.flow} onChange={(flow) => onChange({ flow })} />

        <h3 className={classes.wide}>{t('dossier.fee')}</h3>
        <SegmentedControl className={classes.wide} aria-label={t('dossier.fee')} data={feeKinds.map((value) => ({ value, label: t(`catalogue.fee.${value}`) }))} value={form.feeKind} onChange={(value) => onChange({ feeKind: feeKinds.find((kind) => kind === value) ?? form.feeKind })} />
        {form.feeKind === 'amount' ? <TextInput label={t('catalogue.fee.vnd')} withAsterisk inputMode="numeric" maxLength={14} {...text('fee')} /> : null}
        <Textarea label={t('procedure.feeText')} {...area} className={classes.wide} {...text('feeText')} />

        <h3 className={classes.wide}>{t('catalogue.howTo')}</h3>
        <Select
          className={classes.wide}
          label={t('procedure.onlineLevel')}
          placeholder={t('catalogue.online.unknown')}
          data={onlineLevels.map((value) => ({ value, label: t(`catalogue.online.${value}`) }))}
          value={form.onlineLevel}
          clearable
          onChange={(value) => onChange({ onlineLevel: onlineLevels.find((level) => level === value) ?? null })}
        />
        <Textarea label={t('procedure.onlineFiling')} {...area} className={classes.wide} {...text('onlineFiling')} />
        <Textarea label={t('procedure.commonMistakes')} description={t('catalogue.onePerLine')} {...area} maxLength={20_000} className={classes.wide} {...text('commonMistakes')} />
        <Checkbox className={classes.wide} label={t('procedure.project06')} checked={form.project06} onChange={(event) => onChange({ project06: event.currentTarget.checked })} />
        <Autocomplete label={t('procedure.linkedGroup')} data={groups} maxLength={100} value={form.linkedGroup} onChange={(linkedGroup) => onChange({ linkedGroup })} />
        <Textarea label={t('procedure.linkedCodes')} description={t('catalogue.onePerLine')} autosize minRows={1} maxRows={5} {...text('linkedCodes')} />

        <h3 className={classes.wide}>{t('procedure.legalBasis')}</h3>
        <Textarea label={t('procedure.legalBasis')} description={t('catalogue.semicolons')} {...area} className={classes.wide} {...text('legalBasis')} />
        <Select className={classes.wide} label={t('procedure.resultTypeCode')} data={types} value={form.resultTypeCode} searchable clearable nothingFoundMessage={t('catalogue.paper.typeNotFound')} onChange={(resultTypeCode) => onChange({ resultTypeCode })} />
        <Checkbox className={classes.wide} label={t('procedure.hasResultPaper')} checked={form.hasResultPaper} onChange={(event) => onChange({ hasResultPaper: event.currentTarget.checked })} />
        <Textarea label={t('procedure.source')} autosize minRows={1} maxRows={5} maxLength={4000} className={classes.wide} {...text('source')} />
        <Checkbox className={classes.wide} label={t('catalogue.confirmed')} checked={form.isConfirmed} onChange={(event) => onChange({ isConfirmed: event.currentTarget.checked })} />
      </Panel>
      <Panel title={t('guide.papers')} aside={<span className={classes.count}>{t('guide.papersCount', { n: form.documents.length })}</span>}>
        <PapersEditor papers={form.documents} faults={faults.papers} onChange={(documents) => onChange({ documents })} />
      </Panel>
    </div>
  );
};
