import { Checkbox, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { documentTypeOf, documentTypes } from '../../../domain/document/document-types.ts';
import { type Offer, Offers } from '../../components/Offers.tsx';
import type { DateFaults, DateField, DescribeField, DescribeForm } from './describe-form.ts';
import classes from './DescribeFields.module.css';

/** Kinds that may be used again come first: for those a description pays. */
const kinds = [...documentTypes].sort((a, b) => Number(b.isReusable) - Number(a.isReusable));

type DescribeFieldsProps = {
  form: DescribeForm;
  faults: DateFaults;
  /** What the paper itself seems to say. */
  offers: Partial<Record<DescribeField, readonly Offer[]>>;
  /** The focus begins at the first field, as in a dialog. */
  isFirst?: boolean;
  onChange: (part: Partial<DescribeForm>) => void;
};

/** For «Alt+↓»: the first suggestion for the field that has the focus. */
export const offerInFocus = (form: DescribeForm, offers: DescribeFieldsProps['offers']): Partial<DescribeForm> | undefined => {
  const field = document.activeElement?.closest<HTMLElement>('[data-describes]')?.dataset.describes as DescribeField | undefined;
  const offer = field && offers[field]?.find(({ value }) => value !== form[field]);
  return offer && { [field]: offer.value };
};

/** What a paper is, read off its face. */
export const DescribeFields = ({ form, faults, offers, isFirst = false, onChange }: DescribeFieldsProps) => {
  const { t } = useTranslation();
  const text = (field: Exclude<DescribeField, 'typeCode'>, maxLength: number, more: { description?: string } = {}) => (
    <div key={field} data-describes={field} className={classes.field}>
      <TextInput label={t(`citizen.paper.${field}`)} maxLength={maxLength} value={form[field]} onChange={(event) => onChange({ [field]: event.currentTarget.value })} {...more} />
      {offersFor(field)}
    </div>
  );
  const date = (field: DateField) => {
    const isOff = field === 'validUntil' && form.isPermanent;
    const fault = faults[field];
    return (
      <div key={field} data-describes={field} className={classes.field}>
        <TextInput
          label={t(`citizen.paper.${field}`)}
          placeholder={t('form.datePlaceholder')}
          inputMode="numeric"
          maxLength={10}
          disabled={isOff}
          value={isOff ? '' : form[field]}
          error={fault && t(`citizen.fault.${fault}`)}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
        {isOff ? null : offersFor(field)}
      </div>
    );
  };
  const offersFor = (field: DescribeField) => (
    <Offers label={t(field === 'typeCode' ? 'citizen.paper.kind' : `citizen.paper.${field}`)} offers={(offers[field] ?? []).filter(({ value }) => value !== form[field])} onTake={(value) => onChange({ [field]: value })} keys="Alt+↓" />
  );

  return (
    <div className={classes.fields}>
      <div data-describes="typeCode" className={classes.field}>
        <Select
          label={t('citizen.paper.kind')}
          placeholder={t('citizen.paper.kindChoose')}
          searchable
          clearable
          openOnFocus={false}
          allowDeselect={false}
          {...(isFirst ? { 'data-autofocus': true } : {})}
          maxDropdownHeight={280}
          nothingFoundMessage={t('citizen.paper.kindUnknown')}
          data={kinds.map(({ code, name }) => ({ value: code, label: name }))}
          value={documentTypeOf(form.typeCode) ? form.typeCode : null}
          onChange={(typeCode) => onChange({ typeCode: typeCode ?? '' })}
        />
        {offersFor('typeCode')}
      </div>
      {text('title', 1000, { description: t('citizen.paper.titleText') })}
      {text('number', 100)}
      {text('issuedBy', 300)}
      <div className={classes.pair}>
        {date('issuedOn')}
        {date('validUntil')}
      </div>
      <Checkbox label={t('citizen.paper.isPermanent')} checked={form.isPermanent} onChange={(event) => onChange({ isPermanent: event.currentTarget.checked })} />
    </div>
  );
};
