import type { TFunction } from 'i18next';
import { consoleRoles } from '../../../../domain/console/permissions.ts';
import { roles } from '../../../../domain/officer/officer.ts';
import { formatDate } from '../../../../renderer/components/format.ts';
import { listNames } from '../../app/listed.ts';

const plain = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

const roleText = (t: TFunction, value: unknown): string => {
  const ours = consoleRoles.find((role) => role === value);
  const theirs = roles.find((role) => role === value);
  return ours ? t(`consoleRole.${ours}`) : theirs ? t(`role.${theirs}`) : plain(value);
};

/** What is worth reading of a row's detail: texts, numbers and lists of them, not whole calendars nor identifiers. */
export const detailOf = (t: TFunction, { from, to, roles: held, ...others }: Record<string, unknown>): string => {
  const period = typeof from === 'string' && typeof to === 'string' ? t('audit.period', { from: formatDate(from), to: formatDate(to) }) : '';
  const heldText = Array.isArray(held) ? held.map((role) => roleText(t, role)).join(', ') : '';
  const rest = Object.entries(others)
    .filter(([name]) => !name.endsWith('Id'))
    .map(([, value]) => (Array.isArray(value) ? value.map(plain).filter(Boolean).join(', ') : plain(value)));
  return [period, heldText, ...rest].filter((text) => text !== '').join(' · ');
};

/** What a row is about; a list of dossiers by the number that it stands behind. */
export const subjectOf = (t: TFunction, { action, subject }: { action: string; subject: string }): string => {
  const list = action === 'dossiers.list' ? listNames.find((name) => name === subject) : undefined;
  return list ? t(`figures.${list}`) : subject;
};
