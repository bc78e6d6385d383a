import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconBuildingCommunity, IconFileCheck, IconFileUnknown, IconFileX, IconFolders, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { formatDate } from '../../components/format.ts';
import { Mark, StatusMark, TimelinessMark } from '../../components/Marks.tsx';
import type { PersonForm, ReceptionForm } from './form.ts';
import { type WhoseField, withKnown } from './form-edit.ts';
import classes from './Glance.module.css';

type Known = NonNullable<Outputs['reception']['glance']>;
export type GlanceAt = { whose: WhoseField } & ({ number: string } | { taxCode: string });
type GlanceProps = { at: GlanceAt; form: ReceptionForm; edit: (change: (form: ReceptionForm) => ReceptionForm) => void };

const shownDossiers = 5;
const shownDocuments = 6;
const fillable = ['fullName', 'dateOfBirth', 'sex', 'address', 'phone', 'email', 'oldNumber', 'cardIssuedOn'] as const;

/** Somebody met before: what is open or late, which papers are digitised already, and what is known for the gaps of the form. */
export const Glance = ({ at, form, edit }: GlanceProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const known = useQuery(trpc.reception.glance.queryOptions('number' in at ? { number: at.number } : { taxCode: at.taxCode }));
  if (!known.data) return null;
  const { citizen, organisation, dossiers, open, overdue, documents } = known.data;
  const person = at.whose === 'applicant' ? form.applicant : form.owner.person;
  return (
    <section className={classes.glance} aria-label={t('reception.known.title')}>
      <p className={classes.head}>
        {citizen ? <IconUserCheck size={16} aria-hidden /> : <IconBuildingCommunity size={16} aria-hidden />}
        <span className={classes.name}>
          {citizen ? (
            <Link to="/citizens/$citizenId" params={{ citizenId: citizen.id }}>
              {citizen.fullName}
            </Link>
          ) : organisation ? (
            <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
              {organisation.name}
            </Link>
          ) : null}
        </span>
        {overdue > 0 ? (
          <Mark tone="late" icon={IconAlertTriangle}>
            {t('reception.known.overdue', { n: overdue })}
          </Mark>
        ) : null}
        <Mark tone="quiet" icon={IconFolders}>
          {t('reception.known.open', { n: open })}
        </Mark>
      </p>
      {citizen && hasGaps(person, citizen) ? (
        <Button size="compact-sm" variant="light" onClick={() => edit((now) => withKnown(now, at.whose, citizen))}>
          {t('reception.known.fill')}
        </Button>
      ) : null}
      {dossiers.length > 0 ? (
        <ul aria-label={t('reception.known.dossiers')}>
          {dossiers.slice(0, shownDossiers).map((dossier) => (
            <li key={dossier.id}>
              <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }} title={dossier.procedureName}>
                {dossier.code}
              </Link>
              {dossier.timeliness === 'overdue' || dossier.timeliness === 'dueToday' ? <TimelinessMark timeliness={dossier.timeliness} /> : <StatusMark status={dossier.status} isCancelled={dossier.isCancelled} />}
            </li>
          ))}
        </ul>
      ) : null}
      {documents.length > 0 ? (
        <ul aria-label={t('reception.known.documents')}>
          {documents.slice(0, shownDocuments).map((document) => (
            <li key={document.documentId}>
              <span className={classes.paper} title={document.title}>
                {document.title}
              </span>
              <ValidityMark document={document} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};

const hasGaps = (person: PersonForm, known: NonNullable<Known['citizen']>): boolean => fillable.some((name) => person[name] === '' && known[name] !== '');

/** Whether a digitised paper still holds, and until when. */
export const ValidityMark = ({ document: { state, validUntil } }: { document: Pick<Known['documents'][number], 'state' | 'validUntil'> }) => {
  const { t } = useTranslation();
  if (state === 'expired')
    return (
      <Mark tone="late" icon={IconFileX}>
        {validUntil === '' ? t('validity.expired') : t('validity.expiredOn', { date: formatDate(validUntil) })}
      </Mark>
    );
  if (state === 'unknown')
    return (
      <Mark tone="today" icon={IconFileUnknown}>
        {t('validity.unknown')}
      </Mark>
    );
  return (
    <Mark tone="good" icon={IconFileCheck}>
      {validUntil === '' ? t('validity.valid') : t('validity.validUntil', { date: formatDate(validUntil) })}
    </Mark>
  );
};
