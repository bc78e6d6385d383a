import type { TFunction } from 'i18next';
import type { CitizenField } from '../../../domain/citizen/citizen.ts';
import { authoritySchema, channelSchema, ownerSchema, returnMethodSchema } from '../../../domain/dossier/events.ts';
import { formatDate, formatMoney } from '../../components/format.ts';

export type Change = { label: string; before: string; after: string };

/**
 * A correction in the officer's words, a line for each field. `changes` and `before` have the same shape, as in the event; a
 * field that this version does not know is left out.
 */
export const describeChanges = (t: TFunction, changes: Record<string, unknown>, before: Record<string, unknown>): Change[] =>
  Object.entries(changes).flatMap(([field, value]): Change[] => {
    if (field === 'applicant') {
      const [now, then] = [asRecord(value), asRecord(before.applicant)];
      return personFields
        .filter((name) => name in now)
        .map((name) => ({ label: t(`citizen.${name}`), before: shown(t, personText(t, name, then[name])), after: shown(t, personText(t, name, now[name])) }));
    }
    const label = labels[field];
    return label === undefined ? [] : [{ label: t(label), before: shown(t, fieldText(t, field, before[field])), after: shown(t, fieldText(t, field, value)) }];
  });

const personFields = ['number', 'fullName', 'dateOfBirth', 'sex', 'address', 'phone', 'email', 'oldNumber', 'cardIssuedOn'] as const satisfies readonly CitizenField[];

const labels: Record<string, 'dossier.owner' | 'dossier.authority' | 'dossier.requestSummary' | 'dossier.channel' | 'dossier.returnMethod' | 'dossier.returnAddress' | 'dossier.sets' | 'dossier.resultCopies' | 'dossier.fee' | 'dossier.note' | 'dossier.wasHelped'> = {
  owner: 'dossier.owner',
  authority: 'dossier.authority',
  requestSummary: 'dossier.requestSummary',
  channel: 'dossier.channel',
  wasHelped: 'dossier.wasHelped',
  returnMethod: 'dossier.returnMethod',
  returnAddress: 'dossier.returnAddress',
  sets: 'dossier.sets',
  resultCopies: 'dossier.resultCopies',
  feeVnd: 'dossier.fee',
  note: 'dossier.note',
};

const asRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
const shown = (t: TFunction, text: string): string => (text === '' ? t('change.nothing') : text);

const personText = (t: TFunction, field: CitizenField, value: unknown): string => {
  const text = typeof value === 'string' ? value : '';
  if (field === 'sex') return text === '' ? '' : t(text === 'Nam' ? 'sex.male' : 'sex.female');
  return field === 'dateOfBirth' || field === 'cardIssuedOn' ? formatDate(text) : text;
};

const fieldText = (t: TFunction, field: string, value: unknown): string => {
  if (value === undefined || value === null) return field === 'feeVnd' ? t('fee.byProvince') : '';
  switch (field) {
    case 'owner':
      return ownerText(value);
    case 'authority':
      return authorityText(t, value);
    case 'channel': {
      const channel = channelSchema.safeParse(value);
      return channel.success ? t(`channel.${channel.data}`) : '';
    }
    case 'returnMethod': {
      const method = returnMethodSchema.safeParse(value);
      return method.success ? t(`returnMethod.${method.data}`) : '';
    }
    case 'feeVnd':
      return value === 0 ? t('fee.none') : formatMoney(Number(value));
    case 'wasHelped':
      return t(value === true ? 'answer.yes' : 'answer.no');
    default:
      return String(value as string | number);
  }
};

export const ownerText = (value: unknown): string => {
  const owner = ownerSchema.safeParse(value);
  if (!owner.success) return '';
  const [name, number] = owner.data.kind === 'person' ? [owner.data.person.fullName, owner.data.person.number] : [owner.data.organisation.name, owner.data.organisation.taxCode];
  return [name, number].filter(Boolean).join(' · ');
};

export const authorityText = (t: TFunction, value: unknown): string => {
  const authority = authoritySchema.safeParse(value);
  return authority.success ? [t(`authority.${authority.data.kind}`), authority.data.document].filter(Boolean).join(', ') : '';
};
