import { usualSettings, type Unit } from '../../../domain/desk/desk.ts';
import { usualFlow } from '../../../domain/dossier/flow.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { FormDefinition } from '../../../domain/forms/definition.ts';
import { localDate, utcOf } from '../../../domain/time.ts';
import { formValues } from './form-values.ts';
import type { PrintedForm } from './printed-form.ts';
import { registerForm } from './register.ts';
import { registerRow } from './register-rows.ts';

/** An invented dossier, to look at a form while it is edited: no citizen's data are shown to whoever edits forms. */
export const sampleForm = ({ definition, unit, now }: { definition: FormDefinition; unit: Unit; now: number }): PrintedForm => {
  const day = localDate(now);
  const receivedAt = utcOf(day, 8 * 60 + 5);
  const dueAt = receivedAt + 3 * 86_400_000;
  const dossier = sampleDossier(unit, receivedAt, dueAt);
  if (definition.blocks.some(({ kind }) => kind === 'registerRows')) {
    const rows = [dossier, { ...dossier, code: `${dossier.code.slice(0, -1)}2`, cancelled: { at: now, by: '', reason: 'nhập nhầm' } }];
    return registerForm({ definition, unit, period: { from: day, to: day }, rows: rows.map((row, index) => registerRow(row, index + 1, unit.name)), now });
  }
  const issued = {
    number: [dossier.code.split('-').slice(1).join('-'), definition.numberSuffix].filter(Boolean).join('/'),
    at: receivedAt,
    by: 'Nguyễn Thị Mẫu',
    byTitle: 'Công chức Tư pháp - Hộ tịch',
    text: { reason: 'Lý do do người lập giấy ghi', signedBy: 'Trần Văn Mẫu', signerTitle: 'Chủ tịch' },
  };
  return {
    definition,
    paper: definition.paper,
    values: formValues({
      dossier,
      unit,
      settings: usualSettings,
      issued,
      step: { from: 'processing', to: 'suspended', reason: '', at: receivedAt },
      extension: { previousDueAt: dueAt, dueAt: dueAt + 2 * 86_400_000, reason: '', signedBy: '' },
    }),
    head: { agencyName: unit.name, oneStopName: unit.oneStopName, place: unit.place, number: issued.number, date: receivedAt },
    code: dossier.code,
    qr: dossier.code,
    components: [
      { name: 'Tờ khai theo mẫu', originals: 1, certifiedCopies: 0, copies: 0, source: 'paper' },
      { name: 'Giấy chứng sinh', originals: 0, certifiedCopies: 1, copies: 1, source: 'paper' },
      { name: 'Giấy chứng nhận kết hôn', originals: 0, certifiedCopies: 0, copies: 0, source: 'reused' },
    ],
    requested: [{ name: 'Giấy chứng sinh', note: 'Bản chính có xác nhận của cơ sở y tế' }],
    handovers: [
      { from: `Người nộp ${dossier.applicant.fullName}`, to: dossier.receivedByName, at: receivedAt, outcome: '', note: 'Được tiếp nhận' },
      { from: dossier.receivedByName, to: 'Trần Văn Mẫu', at: receivedAt + 3_600_000, outcome: 'Trong hạn', note: 'Đang xử lý' },
    ],
    dueChanges: [],
    register: [],
  };
};

const sampleDossier = (unit: Unit, receivedAt: number, dueAt: number): DossierState => ({
  id: '',
  code: `${unit.agencyCode}-${localDate(receivedAt).slice(2).replaceAll('-', '')}-1001`,
  procedure: { id: '', code: '1.001193', name: 'Thủ tục đăng ký khai sinh', field: 'Hộ tịch', version: '' },
  citizenId: '',
  wasAccepted: true,
  applicant: {
    number: '000000000000',
    fullName: 'Nguyễn Văn Mẫu',
    dateOfBirth: '1990-01-01',
    sex: 'Nam',
    address: `Thôn Mẫu, ${unit.name.replace(/^UBND /, '')}`,
    phone: '0900 000 000',
    email: 'mau@example.com',
    oldNumber: '',
    cardIssuedOn: '',
  },
  requestSummary: 'Đăng ký khai sinh cho con',
  channel: 'direct',
  returnMethod: 'desk',
  sets: 1,
  feeVnd: 8000,
  note: '',
  components: [],
  submittedAt: receivedAt,
  acceptedAt: receivedAt,
  dueAt,
  limitText: '3 ngày làm việc',
  receivedByName: 'Nguyễn Thị Mẫu',
  status: 'accepted',
  deskId: '',
  receivedBy: '',
  pauses: [],
  conflicts: [],
  payments: [{ id: '', method: 'cash', amountVnd: 8000, reference: '', at: receivedAt, by: '' }],
  dueChanges: [],
  forms: [],
  flow: [...usualFlow],
  work: { stage: 0, officerId: '', since: receivedAt },
  moves: [],
  tellings: [],
  updatedAt: '',
});
