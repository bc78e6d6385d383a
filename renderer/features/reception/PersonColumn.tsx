import { Button, FileButton, NativeSelect, TextInput, type TextInputProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconCamera, IconId, IconUserCheck } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CitizenField } from '../../../domain/citizen/citizen.ts';
import type { CardWarning } from '../../../domain/identity/card.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Mark, StatusMark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { type FormFaults, type ReceptionForm, typed, withKnown } from './form.ts';
import type { OpenDraft } from './reception-store.ts';
import type { CardReader } from './use-card-reader.ts';
import classes from './ReceptionPage.module.css';

type PersonColumnProps = {
  draft: OpenDraft;
  faults: FormFaults;
  reader: CardReader;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

export const PersonColumn = ({ draft, faults, reader, edit }: PersonColumnProps) => {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const { form } = draft;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) reader.readImage(draft.id, file);
  };
  const field = (name: CitizenField): TextInputProps => ({
    label: t(`citizen.${name}`),
    value: form.applicant[name],
    ...(faults[name] ? { error: t(`reception.fault.${faults[name]}`) } : {}),
    ...(form.fromCard.includes(name) && form.applicant[name] !== ''
      ? fromCard(name === 'number' || name === 'fullName')
      : {}),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event) => {
      const { value } = event.currentTarget;
      edit((now) => typed(now, name, value));
    },
  });

  return (
    <Panel
      title={t('reception.person')}
      className={classes.person}
      aside={
        <FileButton accept="image/*,application/pdf" onChange={(file) => file && reader.readImage(draft.id, file)} inputProps={{ 'aria-label': t('reception.card.image') }}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" leftSection={<IconCamera size={15} aria-hidden />} disabled={reader.isReading}>
              {reader.isReading ? t('reception.card.reading') : t('reception.card.image')}
            </Button>
          )}
        </FileButton>
      }
    >
      <div
        className={classes.fields}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {reader.failure?.draftId === draft.id ? (
          <div className={classes.wide}>
            <FailureNotice error={reader.failure.error} onClose={reader.forget} />
          </div>
        ) : form.fromCard.length === 0 ? (
          <p className={`${classes.wide} ${classes.cardHint}`}>
            <IconId size={18} aria-hidden />
            {t('reception.card.hint')}
          </p>
        ) : null}
        {draft.cardWarnings.length > 0 ? (
          <ul className={`${classes.wide} ${classes.warnings}`} aria-label={t('reception.card.warnings')}>
            {draft.cardWarnings.map((warning) => (
              <li key={warning}>
                <IconAlertTriangle size={15} aria-hidden />
                {t(`warning.${warning as CardWarning}`)}
              </li>
            ))}
          </ul>
        ) : null}
        <TextInput {...field('number')} className={classes.wide} inputMode="numeric" maxLength={20} data-first-field />
        <TextInput {...field('fullName')} className={classes.wide} withAsterisk maxLength={300} />
        <TextInput {...field('dateOfBirth')} placeholder={t('form.datePlaceholder')} inputMode="numeric" maxLength={10} />
        <NativeSelect
          label={t('citizen.sex')}
          data={[
            { value: '', label: t('form.choose') },
            { value: 'Nam', label: t('sex.male') },
            { value: 'Nữ', label: t('sex.female') },
          ]}
          value={form.applicant.sex}
          {...(form.fromCard.includes('sex') ? fromCard(false) : {})}
          onChange={(event) => {
            const { value } = event.currentTarget;
            edit((now) => typed(now, 'sex', value));
          }}
        />
        <TextInput {...field('address')} className={classes.wide} maxLength={500} />
        <TextInput {...field('phone')} inputMode="tel" maxLength={30} />
        <TextInput {...field('email')} inputMode="email" maxLength={200} />
        <TextInput {...field('oldNumber')} inputMode="numeric" maxLength={20} />
        <TextInput {...field('cardIssuedOn')} placeholder={t('form.datePlaceholder')} inputMode="numeric" maxLength={10} />
        <KnownCitizen form={form} edit={edit} />
      </div>
    </Panel>
  );
};

/** In a narrow field the word is there for those who hear the page; the eye has colour and sign. */
const fromCard = (isWide: boolean) => ({
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

/** A person met before: their dossiers, and what the desk knows of them offered for the gaps. */
const KnownCitizen = ({ form, edit }: Pick<PersonColumnProps, 'edit'> & { form: ReceptionForm }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const number = form.applicant.number.replace(/[\s.]/g, '');
  const known = useQuery(trpc.reception.citizen.queryOptions({ number }, { enabled: /^(\d{9}|\d{12})$/.test(number) }));
  if (!known.data) return null;
  const { citizen, dossiers } = known.data;
  const hasGaps = (['fullName', 'dateOfBirth', 'sex', 'address', 'phone', 'email', 'oldNumber', 'cardIssuedOn'] as const).some(
    (name) => form.applicant[name] === '' && citizen[name] !== '',
  );
  return (
    <section className={`${classes.wide} ${classes.known}`} aria-label={t('reception.known.title')}>
      <p>
        <IconUserCheck size={16} aria-hidden />
        {t('reception.known.text', { name: citizen.fullName, n: dossiers.length })}
      </p>
      {hasGaps ? (
        <Button size="compact-sm" variant="light" onClick={() => edit((now) => withKnown(now, citizen))}>
          {t('reception.known.fill')}
        </Button>
      ) : null}
      <ul>
        {dossiers.slice(0, 3).map((dossier) => (
          <li key={dossier.id}>
            <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }}>
              {dossier.code}
            </Link>
            <StatusMark status={dossier.status} />
          </li>
        ))}
      </ul>
    </section>
  );
};
