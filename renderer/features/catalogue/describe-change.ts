import type { TFunction } from 'i18next';
import type { ProcedureChange } from '../../../domain/procedure/changes.ts';
import type { TimeLimit } from '../../../domain/procedure/procedure.ts';
import { formatMoney } from '../../components/format.ts';
import { describeLimit } from '../reception/describe-limit.ts';

type PlainChange = Exclude<ProcedureChange, { field: 'documents' }>;

/** A value of a procedure in the words of the editor. */
export const describeValue = (t: TFunction, field: PlainChange['field'], value: PlainChange['before']): string => {
  if (field === 'feeVnd') return value === null ? t('fee.byProvince') : value === 0 ? t('fee.none') : formatMoney(Number(value));
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return t('catalogue.change.nothing');
  if (field === 'timeLimit') {
    const limit = value as TimeLimit;
    return [describeLimit(t, limit), limit.cutoff, limit.note].filter(Boolean).join(' · ');
  }
  if (field === 'project06') return t(value === true ? 'catalogue.yes' : 'catalogue.no');
  if (field === 'confidence') return t(value === 'sourced' ? 'catalogue.confidence.sourced' : 'catalogue.confidence.general-knowledge');
  if (field === 'pausePolicy') return t(value === 'restart' ? 'catalogue.pausePolicy.restart' : 'catalogue.pausePolicy.resume');
  return Array.isArray(value) ? value.join('; ') : String(value);
};
