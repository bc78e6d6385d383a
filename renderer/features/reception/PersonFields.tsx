import { NativeSelect, TextInput, type TextInputProps } from '@mantine/core';
import { IconAlertTriangle, IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CitizenField } from '../../../domain/citizen/citizen.ts';
import { Mark } from '../../components/Marks.tsx';
import { AddressField } from './AddressField.tsx';
import type { PersonForm, ReceptionForm } from './form.ts';
import { typed, type WhoseField } from './form-edit.ts';
import { type FormFault, readNumber } from './form-faults.ts';
import classes from './ReceptionPage.module.css';

type PersonFieldsProps = {
  whose: WhoseField;
  person: PersonForm;
  fromCard: readonly CitizenField[];
  faultOf: (field: CitizenField) => FormFault | undefined;
  /** What the card's own reading had to say. */
  cardWarnings: readonly string[];
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

/** A citizen as the desk writes them down. What a card said is marked; the officer's hand takes the mark away. */
export const PersonFields = ({ whose, person, fromCard, faultOf, cardWarnings, edit }: PersonFieldsProps) => {
  const { t } = useTranslation();
  const change = (field: CitizenField, value: string): void => edit((now) => typed(now, whose, field, value));
  const field = (name: CitizenField): TextInputProps & { 'data-field': string } => {
    const fault = faultOf(name);
    return {
      label: t(`citizen.${name}`),
      value: person[name],
      'data-field': whose === 'applicant' ? name : `owner.${name}`,
      ...(fault ? { error: t(`reception.fault.${fault}`) } : {}),
      ...(fromCard.includes(name) && person[name] !== '' ? asFromCard(name === 'number' || name === 'fullName') : {}),
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event) => change(name, event.currentTarget.value),
    };
  };
  const read = readNumber(person);
  // The number is read anew with each key, so what the card's reading said of it may be true no more.
  const warnings = [...cardWarnings.filter((warning) => !warning.startsWith('citizenNumber.')), ...(read?.warnings ?? [])];
  const isApplicant = whose === 'applicant';

  return (
    <>
      {warnings.length > 0 ? (
        <ul className={`${classes.wide} ${classes.warnings}`} aria-label={t('reception.card.warnings')}>
          {warnings.map((warning) => (
            <li key={warning}>
              <IconAlertTriangle size={15} aria-hidden />
              {t(`warning.${warning}` as 'warning.card.withoutMarks')}
            </li>
          ))}
        </ul>
      ) : null}
      <TextInput
        {...field('number')}
        className={classes.wide}
        inputMode="numeric"
        maxLength={20}
        {...(isApplicant ? { 'data-first-field': true } : {})}
        {...(read === undefined
          ? {}
          : {
              description: t('reception.numberSays', {
                province: read.number.province ?? t('reception.numberSays.elsewhere'),
                sex: read.number.sex === 'Nam' ? t('sex.male') : t('sex.female'),
                year: read.number.birthYear,
              }),
              inputWrapperOrder: ['label', 'description', 'input', 'error'] as const,
              classNames: { ...(fromCard.includes('number') ? { input: classes.fromCard! } : {}), root: classes.described!, description: classes.description! },
            })}
      />
      <TextInput {...field('fullName')} className={classes.wide} withAsterisk />
      <TextInput {...field('dateOfBirth')} placeholder={t('form.datePlaceholder')} inputMode="numeric" maxLength={10} />
      <NativeSelect
        label={t('citizen.sex')}
        data={[
          { value: '', label: t('form.choose') },
          { value: 'Nam', label: t('sex.male') },
          { value: 'Nữ', label: t('sex.female') },
        ]}
        value={person.sex}
        {...(fromCard.includes('sex') ? asFromCard(false) : {})}
        onChange={(event) => change('sex', event.currentTarget.value)}
      />
      <AddressField {...field('address')} className={classes.wide} value={person.address} onChoose={(address) => change('address', address)} />
      <TextInput {...field('phone')} inputMode="tel" maxLength={30} />
      <TextInput {...field('email')} inputMode="email" maxLength={200} />
      {isApplicant ? (
        <>
          <TextInput {...field('oldNumber')} inputMode="numeric" maxLength={20} />
          <TextInput {...field('cardIssuedOn')} placeholder={t('form.datePlaceholder')} inputMode="numeric" maxLength={10} />
        </>
      ) : null}
    </>
  );
};

/** In a narrow field the word is there for those who hear the page; the eye has colour and sign. */
const asFromCard = (isWide: boolean) => ({
  rightSection: isWide ? <FromCard /> : <FromCardSign />,
  rightSectionWidth: isWide ? 84 : 28,
  rightSectionPointerEvents: 'none' as const,
  classNames: { input: classes.fromCard! },
});

const FromCard = () => {
  const { t } = useTranslation();
  return (
    <Mark tone="card" icon={IconId}>
      {t('reception.card.mark')}
    </Mark>
  );
};

const FromCardSign = () => {
  const { t } = useTranslation();
  return (
    <span className={classes.cardSign}>
      <IconId size={16} aria-hidden />
      <span className="said">{t('reception.card.mark')}</span>
    </span>
  );
};
