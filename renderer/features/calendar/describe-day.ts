import type { TFunction } from 'i18next';
import type { SpecialDay } from './year-draft.ts';

/** What a day is to become, with its reason and, where only part of it is worked, the hours. */
export const describeDay = (t: TFunction, day: SpecialDay): string => {
  const name = day.name.trim();
  if (day.kind !== 'half') return t(`calendar.becomes.${day.kind}`, { name });
  const hours = day.hours.filter(({ from }) => from.trim() !== '').map(({ from, to }) => `${from}–${to}`);
  return t('calendar.becomes.half', { name, hours: hours.join(', ') });
};
