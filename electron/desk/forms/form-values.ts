import type { DeskSettings, Unit } from '../../../domain/desk/desk.ts';
import type { Authority, Channel, PaymentMethod } from '../../../domain/dossier/events.ts';
import type { DossierState, HandOver } from '../../../domain/dossier/state.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import { type PlaceholderValues, placeholders } from '../../../domain/forms/placeholders.ts';
import { utcOf } from '../../../domain/time.ts';
import { dateText, moneyText, statusTexts, timeText } from './parts/vietnamese.ts';

/** The step that a form is about: who was asked for what, and why. Times in UTC milliseconds. */
export type FormStep = { from: Status; to: Status; reason: string; refundVnd?: number | undefined; at: number };

/** The new date that an apology is about. */
export type FormExtension = { previousDueAt: number; dueAt: number; reason: string; signedBy: string };

/** What the words of one form are taken from. */
export type FormSource = {
  dossier: DossierState;
  unit: Unit;
  settings: DeskSettings;
  issued: { number: string; at: number; by: string; byTitle: string; text: Record<string, string> };
  step?: FormStep | undefined;
  extension?: FormExtension | undefined;
};

const channels: Record<Channel, string> = {
  direct: 'nộp trực tiếp',
  online: 'nộp trực tuyến',
  postal: 'nộp qua dịch vụ bưu chính công ích',
};
const authorities: Record<Authority['kind'], string> = {
  authorised: 'người được ủy quyền',
  guardian: 'người giám hộ',
  parent: 'cha, mẹ của chủ hồ sơ',
  relative: 'người thân thích của chủ hồ sơ',
  legalRepresentative: 'người đại diện theo pháp luật',
};
const paymentMethods: Record<PaymentMethod, string> = {
  cash: 'bằng tiền mặt',
  transfer: 'bằng chuyển khoản',
  portal: 'qua Cổng Dịch vụ công quốc gia',
};

/** All that a paper can say which is about no dossier. */
export const unitValues = (unit: Unit): PlaceholderValues => ({
  ...(Object.fromEntries(Object.keys(placeholders).map((name) => [name, ''])) as PlaceholderValues),
  'unit.name': unit.name,
  'unit.oneStopName': unit.oneStopName,
  'unit.place': unit.place,
  // Not to be broken at the end of a line.
  'unit.phone': unit.phone.replaceAll(' ', '\u00a0'),
  'unit.parentName': unit.parentName,
});

/** Every placeholder of a form in words; empty where the dossier has nothing to say. */
export const formValues = ({ dossier, unit, settings, issued, step, extension }: FormSource): PlaceholderValues => {
  const { applicant, procedure, requestSummary } = dossier;
  const owner = ownerOf(dossier);
  const written = (name: string, otherwise = ''): string => issued.text[`text.${name}`]?.trim() || issued.text[name]?.trim() || otherwise;
  const extensions = dossier.dueChanges.filter(({ cause }) => cause === 'apology').length;
  return {
    ...unitValues(unit),
    'form.number': issued.number,
    'form.issuedAt': timeText(issued.at),
    'form.issuedOn': dateText(issued.at),
    'form.issuedBy': issued.by,
    'form.issuedByTitle': issued.byTitle,

    'dossier.code': dossier.code,
    'dossier.request': requestSummary || procedure.name,
    'dossier.procedure': requestSummary === procedure.name && procedure.code === null ? '' : [procedure.name, procedure.code && `(mã ${procedure.code})`].filter(Boolean).join(' '),
    'dossier.field': procedure.field,
    'dossier.sets': String(dossier.sets),
    'dossier.limit': dossier.limitText,
    'dossier.submittedAt': timeText(dossier.submittedAt),
    'dossier.receivedAt': timeText(dossier.acceptedAt),
    'dossier.receivedOn': dateText(dossier.acceptedAt),
    'dossier.receivedBy': dossier.receivedByName,
    'dossier.dueAt': timeText(dossier.dueAt),
    'dossier.dueOn': dateText(dossier.dueAt),
    'dossier.channel': [channels[dossier.channel], dossier.channel === 'online' && dossier.wasHelped && 'có hỗ trợ tại quầy'].filter(Boolean).join(', '),
    'dossier.returnPlace': returnPlace(dossier, unit),
    'dossier.resultCopies': dossier.resultCopies ? String(dossier.resultCopies) : '',
    'dossier.fee': dossier.feeVnd === null ? 'Theo quy định' : dossier.feeVnd === 0 ? 'Không thu' : moneyText(dossier.feeVnd),
    'dossier.payment': paymentText(dossier),
    'dossier.note': dossier.note,

    'applicant.fullName': applicant.fullName,
    'applicant.number': applicant.number || applicant.oldNumber,
    'applicant.address': applicant.address,
    'applicant.phone': applicant.phone,
    'applicant.email': applicant.email,
    'applicant.authority': dossier.authority === undefined ? '' : [authorities[dossier.authority.kind], dossier.authority.document].filter(Boolean).join(', '),

    'owner.name': owner.name,
    'owner.number': owner.number,
    'owner.address': owner.address,
    'owner.phone': owner.phone,
    'owner.email': owner.email,

    'due.originalAt': timeText(dossier.dueChanges[0]?.from ?? extension?.previousDueAt ?? dossier.dueAt),
    'due.previousAt': extension ? timeText(extension.previousDueAt) : '',
    'due.newAt': extension ? timeText(extension.dueAt) : '',
    'due.extensions': extensions > 0 ? String(extensions) : '',
    'due.maxExtensions': String(settings.maxExtensions),

    ...resultValues(dossier),

    'stop.stage': step ? statusTexts[step.from] : '',
    'stop.refund': refundText(dossier, step),

    'text.reason': written('reason', extension?.reason ?? step?.reason),
    'text.signedBy': written('signedBy', extension?.signedBy),
    'text.signerTitle': written('signerTitle'),
    'text.contact': written('contact'),
    // Who asked for a stop that is not a withdrawal is for the officer to write.
    'text.request': written('request', step?.to === 'withdrawn' ? 'Ông/Bà đề nghị rút hồ sơ' : ''),
    'text.decision': written('decision', step && `Dừng giải quyết hồ sơ ${dossier.code} từ ${dateText(step.at)}`),
  };
};

const receivers: Record<HandOver['receiver'], string> = { applicant: 'người nộp hồ sơ', owner: 'chủ hồ sơ', authorised: 'người được ủy quyền' };

const resultValues = ({ result, handOver, procedure }: DossierState) => ({
  'result.outcome': result === undefined ? '' : result.outcome === 'granted' ? 'giải quyết' : 'từ chối giải quyết',
  'result.title': result?.title || (result === undefined ? '' : procedure.name),
  'result.number': result?.number ?? '',
  'result.issuedOn': result?.issuedOn ? dateText(utcOf(result.issuedOn)) : '',
  'result.signedBy': result?.signedBy ?? '',
  'handOver.name': handOver?.name ?? '',
  'handOver.number': handOver?.number ?? '',
  'handOver.receiver': handOver ? receivers[handOver.receiver] : '',
  'handOver.authority': handOver?.authority ?? '',
  'handOver.method': handOver === undefined ? '' : handOverText(handOver),
  'handOver.at': handOver === undefined ? '' : timeText(handOver.at),
  'handOver.unpaidReason': handOver?.unpaidReason ?? '',
});

const handOverText = ({ method, trackingNumber }: HandOver): string =>
  method === 'desk' ? 'trực tiếp tại quầy' : method === 'postal' ? `qua dịch vụ bưu chính công ích, số hiệu ${trackingNumber}` : 'bản điện tử';

const ownerOf = ({ owner, applicant }: DossierState): { name: string; number: string; address: string; phone: string; email: string } => {
  if (owner === undefined) return { name: applicant.fullName, number: '', address: applicant.address, phone: applicant.phone, email: applicant.email };
  if (owner.kind === 'person') {
    const { fullName, number, oldNumber, address, phone, email } = owner.person;
    return { name: fullName, number: number || oldNumber, address, phone, email };
  }
  const { name, taxCode, address, phone, email } = owner.organisation;
  return { name, number: taxCode && `mã số thuế ${taxCode}`, address, phone, email };
};

const returnPlace = ({ returnMethod, returnAddress, applicant }: DossierState, unit: Unit): string => {
  switch (returnMethod) {
    case 'desk':
      return `${unit.oneStopName} ${unit.name}`;
    case 'postal':
      return `Qua dịch vụ bưu chính công ích, gửi đến: ${returnAddress || applicant.address}`;
    case 'electronic':
      return 'Bản điện tử trên Cổng Dịch vụ công quốc gia';
  }
};

const paymentText = ({ payments, feeVnd }: DossierState): string => {
  const held = payments.filter(({ cancelled }) => cancelled === undefined);
  return held
    .map(({ amountVnd, method, reference }) => {
      const isWholeFee = held.length === 1 && amountVnd === feeVnd;
      return ['đã nộp', !isWholeFee && moneyText(amountVnd), paymentMethods[method], reference !== '' && `(số ${reference})`].filter(Boolean).join(' ');
    })
    .join('; ');
};

const refundText = ({ payments }: DossierState, step: FormStep | undefined): string => {
  const hasPaid = payments.some(({ cancelled, amountVnd }) => cancelled === undefined && amountVnd > 0);
  if (step?.refundVnd === undefined) return hasPaid ? '' : 'chưa thu, không phải trả lại';
  return step.refundVnd === 0 ? 'không trả lại' : `trả lại ${moneyText(step.refundVnd)}`;
};
