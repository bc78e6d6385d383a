import type { TFunction } from 'i18next';
import type { TimeLimit } from '../../../domain/procedure/procedure.ts';

/** A time limit in a few words, for lists; the receipt has its own wording. */
export const describeLimit = (t: TFunction, { value, unit }: TimeLimit): string =>
  unit === 'same-day' ? t('limit.sameDay') : t(`limit.${unit}`, { n: value });
