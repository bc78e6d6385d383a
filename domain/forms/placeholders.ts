import { type Problem, problem } from '../problem.ts';
import { type FormDefinition, textsOf } from './definition.ts';

/** Everything that may stand in braces in a form, with what it becomes, for the administrator who edits one. */
export const placeholders = {
  'unit.name': 'Tên cơ quan',
  'unit.oneStopName': 'Tên bộ phận một cửa',
  'unit.place': 'Địa danh ghi trước ngày tháng',
  'unit.phone': 'Số điện thoại của cơ quan',
  'unit.parentName': 'Tên cơ quan cấp trên',

  'form.number': 'Số của giấy này',
  'form.issuedAt': 'Giờ, ngày lập giấy này',
  'form.issuedOn': 'Ngày lập giấy này',
  'form.issuedBy': 'Họ tên người lập giấy này',
  'form.issuedByTitle': 'Chức danh người lập giấy này',

  'dossier.code': 'Mã hồ sơ',
  'dossier.request': 'Nội dung yêu cầu giải quyết',
  'dossier.procedure': 'Tên thủ tục hành chính kèm mã thủ tục',
  'dossier.field': 'Lĩnh vực',
  'dossier.sets': 'Số bộ hồ sơ',
  'dossier.limit': 'Thời gian giải quyết theo quy định',
  'dossier.submittedAt': 'Giờ, ngày nộp hồ sơ',
  'dossier.receivedAt': 'Giờ, ngày nhận hồ sơ',
  'dossier.receivedOn': 'Ngày nhận hồ sơ',
  'dossier.receivedBy': 'Họ tên người tiếp nhận hồ sơ',
  'dossier.dueAt': 'Giờ, ngày hẹn trả kết quả',
  'dossier.dueOn': 'Ngày hẹn trả kết quả',
  'dossier.channel': 'Cách nộp hồ sơ',
  'dossier.returnPlace': 'Nơi và cách nhận kết quả',
  'dossier.resultCopies': 'Số bản kết quả đề nghị cấp thêm',
  'dossier.fee': 'Phí, lệ phí phải nộp',
  'dossier.payment': 'Số tiền đã nộp và cách nộp',
  'dossier.note': 'Ghi chú của hồ sơ',

  'applicant.fullName': 'Họ tên người nộp hồ sơ',
  'applicant.number': 'Số CMND/Thẻ căn cước/Hộ chiếu của người nộp',
  'applicant.address': 'Địa chỉ người nộp',
  'applicant.phone': 'Số điện thoại người nộp',
  'applicant.email': 'Email người nộp',
  'applicant.authority': 'Tư cách của người nộp khi nộp thay',

  'owner.name': 'Tên chủ hồ sơ',
  'owner.number': 'Số định danh hoặc mã số thuế của chủ hồ sơ khi nộp thay',
  'owner.address': 'Địa chỉ chủ hồ sơ',
  'owner.phone': 'Số điện thoại chủ hồ sơ',
  'owner.email': 'Email chủ hồ sơ',

  'due.originalAt': 'Giờ, ngày hẹn trả ban đầu',
  'due.previousAt': 'Giờ, ngày hẹn trả trước khi hẹn lại',
  'due.newAt': 'Giờ, ngày hẹn trả mới',
  'due.extensions': 'Số lần đã hẹn lại, kể cả lần này',
  'due.maxExtensions': 'Số lần được hẹn lại nhiều nhất',

  'stop.stage': 'Hồ sơ đang ở bước nào khi dừng',
  'stop.refund': 'Số tiền trả lại',

  'result.outcome': 'Giải quyết hay từ chối',
  'result.title': 'Tên giấy kết quả',
  'result.number': 'Số, ký hiệu giấy kết quả',
  'result.issuedOn': 'Ngày ký giấy kết quả',
  'result.signedBy': 'Người ký giấy kết quả',
  'handOver.name': 'Họ tên người nhận kết quả',
  'handOver.number': 'Số định danh người nhận kết quả',
  'handOver.receiver': 'Tư cách của người nhận kết quả',
  'handOver.authority': 'Giấy ủy quyền, giới thiệu của người nhận',
  'handOver.method': 'Cách trả kết quả',
  'handOver.at': 'Giờ, ngày trả kết quả',
  'handOver.unpaidReason': 'Lý do trả khi chưa thu đủ phí',

  'register.period': 'Khoảng ngày của sổ theo dõi',

  'text.reason': 'Lý do, do người lập giấy ghi',
  'text.signedBy': 'Họ tên người ký',
  'text.signerTitle': 'Chức danh người ký',
  'text.contact': 'Người liên hệ và số điện thoại',
  'text.request': 'Yêu cầu dừng giải quyết',
  'text.decision': 'Quyết định về việc dừng giải quyết',
} as const;

export type Placeholder = keyof typeof placeholders;
export type PlaceholderValues = Record<Placeholder, string>;

/** A stretch of text of one weight. */
export type Run = { text: string; isStrong: boolean };

const placeholderPattern = /\{([^{}]*)\}/g;

export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name);

/**
 * A form's text with the dossier's own words in it. What the dossier says is never read as a form's text: braces and stars in
 * a name stay what they are.
 * @returns the runs, without empty ones; `form.placeholderUnknown` for a name that is not in the list
 */
export const fillRuns = (template: string, values: Partial<PlaceholderValues>): Run[] | Problem => {
  const unknown = unknownPlaceholder(template);
  if (unknown !== undefined) return problem('form.placeholderUnknown', { name: unknown });
  const runs: Run[] = [];
  let isStrong = false;
  const put = (text: string): void => {
    if (text === '') return;
    const last = runs.at(-1);
    if (last?.isStrong === isStrong) last.text += text;
    else runs.push({ text, isStrong });
  };
  /** Written text only: what stands in a placeholder's stead does not pass here. */
  const write = (text: string): void => {
    for (const [index, part] of text.split('**').entries()) {
      if (index > 0) isStrong = !isStrong;
      put(part);
    }
  };
  const writeFilled = (text: string): void => {
    let end = 0;
    for (const match of text.matchAll(placeholderPattern)) {
      write(text.slice(end, match.index));
      put(valueOf(match[1]!, values));
      end = match.index + match[0].length;
    }
    write(text.slice(end));
  };
  for (const { text, isOptional } of partsOf(template)) {
    if (!isOptional || namesIn(text).every((name) => valueOf(name, values) !== '')) writeFilled(text);
  }
  return runs;
};

/** The same as plain text. */
export const fill = (template: string, values: Partial<PlaceholderValues>): string | Problem => {
  const runs = fillRuns(template, values);
  return 'problem' in runs ? runs : runs.map(({ text }) => text).join('');
};

/** Why this form cannot be printed; undefined for one that can. */
export const definitionFault = (definition: FormDefinition): Problem | undefined => {
  const unknown = textsOf(definition).map(unknownPlaceholder).find((name) => name !== undefined);
  return unknown === undefined ? undefined : problem('form.placeholderUnknown', { name: unknown });
};

const valueOf = (name: string, values: Partial<PlaceholderValues>): string => values[name as Placeholder]?.trim() ?? '';

const namesIn = (text: string): string[] => [...text.matchAll(placeholderPattern)].map(([, name]) => name!);

const unknownPlaceholder = (text: string): string | undefined => namesIn(text).find((name) => !isPlaceholder(name));

/** `[…]` is a part of its own where it has a placeholder in it; other brackets are just brackets. */
const partsOf = (template: string): { text: string; isOptional: boolean }[] => {
  const parts: { text: string; isOptional: boolean }[] = [];
  let end = 0;
  for (const match of template.matchAll(/\[([^[\]]*\{[^{}]*\}[^[\]]*)\]/g)) {
    parts.push({ text: template.slice(end, match.index), isOptional: false }, { text: match[1]!, isOptional: true });
    end = match.index + match[0].length;
  }
  return [...parts, { text: template.slice(end), isOptional: false }];
};
