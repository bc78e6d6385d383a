import type { TimeLimit } from './procedure.ts';

const unitText: Record<Exclude<TimeLimit['unit'], 'same-day'>, string> = {
  'working-day': 'ngày làm việc',
  day: 'ngày',
  hour: 'giờ làm việc',
};

/**
 * «3 ngày làm việc», «Trong ngày làm việc»: the words of the receipt (mẫu 01, line 3 «Thời gian giải quyết hồ sơ theo quy định là»).
 * Text of a form, hence here and not in the message catalogue; a dossier keeps them for life.
 */
export const describeLimit = (limit: TimeLimit): string => {
  if (limit.unit !== 'same-day') return `${limit.value} ${unitText[limit.unit]}`;
  if (limit.cutoff === undefined) return 'Trong ngày làm việc';
  const [hours, minutes] = limit.cutoff.split(':').map(Number);
  const cutoff = minutes ? `${hours} giờ ${minutes} phút` : `${hours} giờ`;
  return `Trong ngày làm việc; nhận sau ${cutoff} thì trả trong ngày làm việc tiếp theo`;
};
