import type { TFunction } from 'i18next';
import type { FlowStage } from '../../../domain/dossier/flow.ts';
import type { ProcedureChange } from '../../../domain/procedure/changes.ts';
import type { ProcedureFields, TimeLimit } from '../../../domain/procedure/procedure.ts';
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
  if (field === 'flow') return (value as FlowStage[]).map(({ kind, agency, sharePercent }) => `${[t(`stage.${kind}`), agency].filter(Boolean).join(', ')} ${sharePercent} %`).join(' → ');
  if (field === 'onlineLevel') return t(`catalogue.online.${value as NonNullable<ProcedureFields['onlineLevel']>}`);
  if (field === 'project06' || field === 'hasResultPaper') return t(value === true ? 'catalogue.yes' : 'catalogue.no');
  if (field === 'confidence') return t(value === 'sourced' ? 'catalogue.confidence.sourced' : 'catalogue.confidence.general-knowledge');
  if (field === 'pausePolicy') return t(value === 'restart' ? 'catalogue.pausePolicy.restart' : 'catalogue.pausePolicy.resume');
  return Array.isArray(value) ? value.join('; ') : String(value);
};
