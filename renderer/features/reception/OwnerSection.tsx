import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconBuildingCommunity } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { isProblem } from '../../../domain/problem.ts';
import { useTRPC } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { AddressField } from './AddressField.tsx';
import type { OrganisationForm, ReceptionForm } from './form.ts';
import { withKnownOrganisation, withOrganisation, withOwner } from './form-edit.ts';
import type { SharedFaults } from './form-faults.ts';
import { PersonFields } from './PersonFields.tsx';
import classes from './ReceptionPage.module.css';

type OwnerSectionProps = {
  form: ReceptionForm;
  faults: SharedFaults;
  cardWarnings: readonly string[];
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

const ownerKinds = ['person', 'organisation'] as const;
const authorityKinds = ['authorised', 'guardian', 'parent', 'relative', 'legalRepresentative'] as const;
const organisationKinds = ['enterprise', 'householdBusiness', 'cooperative', 'publicBody', 'other'] as const;

/** Whose affair it is, where somebody files for another, and by what right they do. */
export const OwnerSection = ({ form, faults, cardWarnings, edit }: OwnerSectionProps) => {
  const { t } = useTranslation();
  const { owner } = form;
  return (
    <div className={classes.owner}>
      <Checkbox
        checked={owner.isOther}
        data-owner-switch
        label={
          <span className={classes.ownerSwitch}>
            {t('reception.owner.isOther')} <KeyHint keys="Alt+N" />
          </span>
        }
        onChange={(event) => {
          const isOther = event.currentTarget.checked;
          edit((now) => withOwner(now, { isOther }));
        }}
      />
      {owner.isOther ? (
        <div className={classes.fields} role="group" aria-label={t('reception.owner')} data-whose="owner">
          <SegmentedControl
            className={classes.wide}
            fullWidth
            size="xs"
            aria-label={t('reception.owner.kind')}
            value={owner.kind}
            data={ownerKinds.map((value) => ({ value, label: t(`reception.owner.${value}`) }))}
            onChange={(kind) => edit((now) => withOwner(now, { kind: kind as (typeof ownerKinds)[number] }))}
          />
          {owner.kind === 'person' ? (
            <PersonFields
              whose="owner"
              person={owner.person}
              fromCard={owner.fromCard}
              faultOf={(field) => faults[`owner.${field}`]}
              cardWarnings={cardWarnings}
              edit={edit}
            />
          ) : (
            <OrganisationFields organisation={owner.organisation} faults={faults} edit={edit} />
          )}
          <NativeSelect
            label={t('reception.authority')}
            withAsterisk
            value={owner.authority.kind}
            error={faults.authority && t(`reception.fault.${faults.authority}`)}
            data={[{ value: '', label: t('form.choose') }, ...authorityKinds.map((value) => ({ value, label: t(`authority.${value}`) }))]}
            onChange={(event) => {
              const kind = event.currentTarget.value as ReceptionForm['owner']['authority']['kind'];
              edit((now) => withOwner(now, { authority: { ...now.owner.authority, kind } }));
            }}
          />
          <TextInput
            label={t('reception.authority.document')}
            placeholder={t('reception.authority.documentExample')}
            maxLength={500}
            value={owner.authority.document}
            onChange={(event) => {
              const document = event.currentTarget.value;
              edit((now) => withOwner(now, { authority: { ...now.owner.authority, document } }));
            }}
          />
        </div>
      ) : null}
    </div>
  );
};

const OrganisationFields = ({ organisation, faults, edit }: { organisation: OrganisationForm; faults: SharedFaults; edit: OwnerSectionProps['edit'] }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const code = parseTaxCode(organisation.taxCode);
  const lookup = useQuery(trpc.reception.organisation.queryOptions({ taxCode: isProblem(code) ? '' : code.taxCode }, { enabled: !isProblem(code) }));
  const known = isProblem(code) ? undefined : lookup.data?.organisation;
  const isNameless = organisation.name === '';
  // An organisation met before is filled in by itself, as long as nobody has begun to write another.
  useEffect(() => {
    if (known && isNameless) edit((now) => withKnownOrganisation(now, known));
  }, [known, isNameless, edit]);
  const change = (changes: Partial<OrganisationForm>): void => edit((now) => withOrganisation(now, changes));

  return (
    <>
      <TextInput
        className={classes.wide}
        label={t('organisation.taxCode')}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
        data-field="organisation.taxCode"
        value={organisation.taxCode}
        error={faults['organisation.taxCode'] && t(`reception.fault.${faults['organisation.taxCode']}`)}
        onChange={(event) => {
          const taxCode = event.currentTarget.value;
          const typed = parseTaxCode(taxCode);
          change({ taxCode, ...(!isProblem(typed) && typed.kind === 'household' ? { kind: 'householdBusiness' } : {}) });
        }}
      />
      {!isProblem(code) && !code.isCheckDigitRight ? (
        <p className={`${classes.wide} ${classes.warning}`} role="status">
          <IconAlertTriangle size={15} aria-hidden />
          {t('warning.taxCode.checkDigit')}
        </p>
      ) : null}
      {known ? (
        <p className={`${classes.wide} ${classes.knownLine}`} role="status">
          <IconBuildingCommunity size={15} aria-hidden />
          {t('organisation.known', { name: known.name })}
        </p>
      ) : null}
      <TextInput
        className={classes.wide}
        label={t('organisation.name')}
        withAsterisk
        autoComplete="off"
        data-field="organisation.name"
        value={organisation.name}
        error={faults['organisation.name'] && t(`reception.fault.${faults['organisation.name']}`)}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('organisation.kind')}
        value={organisation.kind}
        data={organisationKinds.map((value) => ({ value, label: t(`organisation.kind.${value}`) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as OrganisationForm['kind'] })}
      />
      <TextInput label={t('organisation.representative')} maxLength={300} autoComplete="off" value={organisation.representative} onChange={(event) => change({ representative: event.currentTarget.value })} />
      <AddressField
        className={classes.wide}
        label={t('organisation.address')}
        autoComplete="off"
        value={organisation.address}
        onChoose={(address) => change({ address })}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput label={t('citizen.phone')} inputMode="tel" maxLength={30} value={organisation.phone} onChange={(event) => change({ phone: event.currentTarget.value })} />
      <TextInput label={t('citizen.email')} inputMode="email" maxLength={200} value={organisation.email} onChange={(event) => change({ email: event.currentTarget.value })} />
    </>
  );
};
