import { Button, FileButton } from '@mantine/core';
import { IconCamera, IconId } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { isProblem } from '../../../domain/problem.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Panel } from '../../components/Panel.tsx';
import type { PersonForm, ReceptionForm } from './form.ts';
import type { WhoseField } from './form-edit.ts';
import type { SharedFaults } from './form-faults.ts';
import { Glance, type GlanceAt } from './Glance.tsx';
import { OwnerSection } from './OwnerSection.tsx';
import { PersonFields } from './PersonFields.tsx';
import type { OpenDraft } from './reception-store.ts';
import type { CardReader } from './use-card-reader.ts';
import classes from './ReceptionPage.module.css';

type PersonColumnProps = {
  draft: OpenDraft;
  faults: SharedFaults;
  reader: CardReader;
  /** Whose card is read next: of the section that the officer is in. */
  whoseCard: () => WhoseField;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

const knownNumber = ({ number }: PersonForm): string | undefined => {
  const parsed = parseCitizenNumber(number);
  return isProblem(parsed) ? (/^\d{9}$/.test(number.replace(/[\s.]/g, '')) ? number.replace(/[\s.]/g, '') : undefined) : parsed.number;
};

/** The owner first: it is their papers that serve again. */
const whoIsKnown = ({ applicant, owner }: ReceptionForm): GlanceAt[] => {
  const applicantNumber = knownNumber(applicant);
  const ownerNumber = owner.isOther && owner.kind === 'person' ? knownNumber(owner.person) : undefined;
  const taxCode = owner.isOther && owner.kind === 'organisation' ? parseTaxCode(owner.organisation.taxCode) : undefined;
  return [
    ...(ownerNumber === undefined ? [] : [{ whose: 'owner' as const, number: ownerNumber }]),
    ...(taxCode === undefined || isProblem(taxCode) ? [] : [{ whose: 'owner' as const, taxCode: taxCode.taxCode }]),
    ...(applicantNumber === undefined ? [] : [{ whose: 'applicant' as const, number: applicantNumber }]),
  ];
};

export const PersonColumn = ({ draft, faults, reader, whoseCard, edit }: PersonColumnProps) => {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const { form } = draft;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    const whose = (event.target as HTMLElement).closest('[data-whose="owner"]') ? 'owner' : 'applicant';
    if (file) reader.readImage(draft.id, whose, file);
  };
  const known = whoIsKnown(form);

  return (
    <Panel
      title={t('reception.person')}
      className={classes.person}
      aside={
        <FileButton accept="image/*,application/pdf" onChange={(file) => file && reader.readImage(draft.id, whoseCard(), file)} inputProps={{ 'aria-label': t('reception.card.image') }}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" leftSection={<IconCamera size={15} aria-hidden />} disabled={reader.isReading}>
              {reader.isReading ? t('reception.card.reading') : t('reception.card.image')}
            </Button>
          )}
        </FileButton>
      }
      footer={
        known.length === 0 ? undefined : (
          <div className={classes.known}>
            {known.map((at) => (
              <Glance key={'number' in at ? `${at.whose} ${at.number}` : at.taxCode} at={at} form={form} edit={edit} />
            ))}
          </div>
        )
      }
    >
      <div
        className={classes.dropZone}
        data-person-column
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className={classes.fields}>
          {reader.failure?.draftId === draft.id ? (
            <div className={classes.wide}>
              <FailureNotice error={reader.failure.error} onClose={reader.forget} />
            </div>
          ) : form.fromCard.length === 0 && form.applicant.number === '' ? (
            <p className={`${classes.wide} ${classes.cardHint}`}>
              <IconId size={18} aria-hidden />
              {t('reception.card.hint')}
            </p>
          ) : null}
          <PersonFields
            whose="applicant"
            person={form.applicant}
            fromCard={form.fromCard}
            faultOf={(field) => faults[field]}
            cardWarnings={draft.cardWarnings.applicant}
            edit={edit}
          />
        </div>
        <OwnerSection form={form} faults={faults} cardWarnings={draft.cardWarnings.owner} edit={edit} />
      </div>
    </Panel>
  );
};
